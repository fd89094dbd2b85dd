// Who issues: the issuer's own statement about itself, believed only when it is signed by somebody on this realm's list.
import { z } from 'zod'
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { Trust } from '../certificates/trust.ts'
import { fail } from '../failure.ts'
import { httpsText, mediaType, readText, wellKnown } from '../openid/answers.ts'
import { verifySignedJwt } from '../openid/signedJwt.ts'
import { expectOk } from '../portal/problem.ts'
import type { Fetch } from '../ports.ts'
import { type Configuration, configuration } from './configuration.ts'
import { displayed, namesOf } from './display.ts'

export interface Issuer {
  /** Credential Issuer Identifier, exactly as in the offer. */
  readonly id: string
  readonly name: Bilingual
  readonly host: string
  readonly credentialEndpoint: string
  readonly nonceEndpoint?: string
  readonly notificationEndpoint?: string
  readonly authorizationServers: readonly string[]
  readonly configurations: Readonly<Record<string, Configuration>>
}

const metadataPayload = z.looseObject({
  sub: z.string(),
  iat: z.number(),
  exp: z.number().optional(),
  credential_issuer: z.string(),
  credential_endpoint: httpsText,
  nonce_endpoint: httpsText.optional(),
  notification_endpoint: httpsText.optional(),
  authorization_servers: z.array(httpsText).min(1).max(8).optional(),
  display: displayed.optional(),
  // Configurations that the wallet cannot read are passed over; one that is offered and missing is refused later.
  credential_configurations_supported: z.record(z.string().max(200), z.unknown()),
})

const metadataType = 'application/jwt'
const skewSeconds = 60

/**
 * Fetches and judges the signed metadata of the issuer. The plain form is not taken: nobody would vouch for it.
 * @throws issuer.untrusted, issuer.signatureInvalid, offer.invalid, portal.*
 */
export async function fetchIssuer(fetch: Fetch, issuer: string, trust: Trust, at: Date): Promise<Issuer> {
  const response = await fetch(
    new Request(wellKnown(issuer, 'openid-credential-issuer'), {
      headers: { accept: metadataType, 'accept-language': 'ja, en' },
    }),
  )
  await expectOk(response)
  if (mediaType(response) !== metadataType) fail({ code: 'issuer.untrusted', name: new URL(issuer).host })
  return await verifyIssuer((await readText(response)).trim(), issuer, trust, at)
}

/**
 * @param issuer the identifier that the offer names
 * @throws issuer.untrusted, issuer.signatureInvalid, offer.invalid
 * @see OpenID4VCI 1.0 12.2.3
 */
export async function verifyIssuer(jwt: string, issuer: string, trust: Trust, at: Date): Promise<Issuer> {
  const signed = await verifySignedJwt(jwt, {
    typ: 'openidvci-issuer-metadata+jwt',
    anchors: trust.issuers,
    purpose: 'credentialIssuer',
    at,
  })
  if (!signed.ok) {
    if (signed.why === 'untrusted') fail({ code: 'issuer.untrusted', name: signed.name })
    if (signed.why === 'signature') fail({ code: 'issuer.signatureInvalid' })
    invalid(signed.detail)
  }
  const parsed = metadataPayload.safeParse(signed.payload)
  if (!parsed.success) {
    fail(
      { code: 'offer.invalid', detail: `metadata ${parsed.error.issues[0]?.path.map(String).join('.')}` },
      parsed.error,
    )
  }
  const metadata = parsed.data
  if (metadata.sub !== issuer || metadata.credential_issuer !== issuer) invalid('metadata of another issuer')
  const now = at.getTime() / 1000
  if (metadata.iat > now + skewSeconds) invalid('metadata from the future')
  if (metadata.exp !== undefined && metadata.exp <= now) invalid('metadata has expired')
  const { host, hostname } = new URL(issuer)
  // A known issuer speaks for the hosts in its certificate, not for every address (stricter than the standard).
  const hosts = signed.leaf.facts.subjectAltName.flatMap((name) => (name.kind === 'dns' ? [name.value] : []))
  if (hosts.length > 0 && !hosts.includes(hostname)) fail({ code: 'issuer.untrusted', name: signed.name })

  return {
    id: issuer,
    name: namesOf(metadata.display, signed.name),
    host,
    credentialEndpoint: metadata.credential_endpoint,
    ...(metadata.nonce_endpoint === undefined ? {} : { nonceEndpoint: metadata.nonce_endpoint }),
    ...(metadata.notification_endpoint === undefined ? {} : { notificationEndpoint: metadata.notification_endpoint }),
    authorizationServers: metadata.authorization_servers ?? [issuer],
    configurations: Object.fromEntries(
      Object.entries(metadata.credential_configurations_supported).flatMap(([id, value]) => {
        const readable = configuration.safeParse(value).data
        return readable === undefined ? [] : [[id, readable]]
      }),
    ),
  }
}

/**
 * The configurations that the offer names, each one that the wallet can hold: its format, a key proof by ES256.
 * @throws offer.invalid
 */
export function offeredConfigurations(
  issuer: Issuer,
  ids: readonly string[],
): { id: string; configuration: Configuration }[] {
  return ids.map((id) => {
    const found = Object.hasOwn(issuer.configurations, id) ? issuer.configurations[id] : undefined
    return { id, configuration: found ?? invalid('a credential that the wallet cannot hold') }
  })
}

function invalid(detail: string): never {
  fail({ code: 'offer.invalid', detail })
}
