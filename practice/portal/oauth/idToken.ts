// ID tokens (OpenID Connect Core 2), ES256 with the portal's own key.
import { sign } from 'node:crypto'
import { subjectOf } from '../account.ts'
import type { LogInMethod, PortalContext } from '../context.ts'
import { portalKey } from '../portalKeys.ts'
import { newSecret } from '../secrets.ts'
import { secondsOf, withBrokenJws } from '../sign.ts'

const lifeSeconds = 300

/** RFC 8176 where it has a name: a card proves by hardware and PIN, an enrolled device by a key kept in software. */
const methods: Readonly<Record<LogInMethod, readonly string[]>> = {
  card: ['hwk', 'pin'],
  device: ['swk'],
  phone: ['hwk', 'pin', 'otp'],
}

/** In the words of NIST SP 800-63B: hardware and PIN, or a key in software. What the state's services say is not known (未). */
const assurance: Readonly<Record<LogInMethod, string>> = { card: 'aal3', device: 'aal2', phone: 'aal3' }

export function issuerOf({ origin }: Pick<PortalContext, 'origin'>): string {
  return `${origin}/realms/main`
}

export function issueIdToken(
  context: PortalContext,
  plan: { person: string; client: string; method: LogInMethod; nonce: string | undefined },
): string {
  const { faults, now } = context
  const at = secondsOf(now())
  const { kid, privateKey } = portalKey(context, 'id-token')
  const nonce = faults.strikes('id_token_other_nonce') ? newSecret() : plan.nonce
  const payload = {
    iss: faults.strikes('id_token_other_issuer') ? 'https://portal.example.invalid/realms/main' : issuerOf(context),
    sub: subjectOf(context, plan.person),
    aud: faults.strikes('id_token_other_audience') ? 'somebody-else' : plan.client,
    iat: at,
    auth_time: at,
    exp: at + lifeSeconds,
    acr: assurance[plan.method],
    amr: methods[plan.method],
    ...(nonce === undefined ? {} : { nonce }),
  }
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${encode({ alg: 'ES256', typ: 'JWT', kid })}.${encode(payload)}`
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const token = `${signed}.${signature.toString('base64url')}`
  return faults.strikes('bad_id_token') ? withBrokenJws(token) : token
}

/** RFC 7517 5. */
export function publicKeys(context: PortalContext): { keys: object[] } {
  return { keys: [portalKey(context, 'id-token').publicJwk] }
}
