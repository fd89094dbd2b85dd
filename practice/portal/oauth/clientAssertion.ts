// An enrolled device, or an operator, shows that it is itself: private_key_jwt (RFC 7523 3, OpenID Connect Core 9).
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { type Device, endIfOver, findDevice } from '../devices/register.ts'
import { openJwt, type PublicJwk } from '../jwt.ts'
import { ProtocolError } from '../problem.ts'
import { secondsOf } from '../sign.ts'
import { issuerOf } from './idToken.ts'
import { seenFirst } from './seen.ts'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const longestLifeSeconds = 300

/** The form's members that name a client and prove it. */
export const clientForm = {
  client_id: z.string().max(100).optional(),
  client_assertion_type: z.string().max(100).optional(),
  client_assertion: z.string().max(4_000).optional(),
}
export type ClientForm = { readonly [member in keyof typeof clientForm]?: string | undefined }

const header = z.object({ alg: z.literal('ES256'), typ: z.string().optional() })
const payload = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.string(),
  jti: z.string().min(8).max(200),
  exp: z.int(),
  iat: z.int(),
})

/** @returns the device, whose enrolment holds @throws invalid_client */
export async function requireDevice(context: PortalContext, form: ClientForm): Promise<Device> {
  const device = findDevice(context, form.client_id ?? '')
  if (device === undefined) throw refused('the device is not enrolled')
  requireAssertion(context, form, device)
  const over = await endIfOver(context, device)
  if (over !== undefined) throw refused(`the enrolment has ended: ${over}`)
  return device
}

/** The client that sent it has that key. @throws invalid_client */
export function requireAssertion(
  context: PortalContext,
  form: ClientForm,
  client: { readonly id: string; readonly jwk: PublicJwk },
): void {
  if (form.client_assertion_type !== assertionType) throw refused('private_key_jwt is expected')
  const opened = openJwt(form.client_assertion ?? '', header, payload, () => client.jwk)
  if (typeof opened === 'string') throw refused(opened)
  const { iss, sub, aud, jti, exp, iat } = opened.payload
  const now = secondsOf(context.now())
  if (iss !== client.id || sub !== client.id) throw refused('iss and sub are not the client')
  // One audience, and it is us (RFC 7523 3; the authorization server's issuer is what newer texts ask for).
  if (aud !== issuerOf(context) && aud !== tokenEndpoint(context)) throw refused('aud is not this server')
  if (exp <= now || exp > now + longestLifeSeconds || iat > now + 60) throw refused('exp or iat does not fit')
  if (!seenFirst(context, 'assertion', jti, 2 * longestLifeSeconds * 1000)) throw refused('jti came before')
}

export function tokenEndpoint(context: PortalContext): string {
  return `${issuerOf(context)}/protocol/openid-connect/token`
}

function refused(description: string): ProtocolError {
  return new ProtocolError('invalid_client', description, 401)
}
