// Asks for a credential and judges the answer's form; what the credential says is verified where it is stored.
import { z } from 'zod'
import { fail } from '../failure.ts'
import { readJson, readOAuthError } from '../openid/answers.ts'
import { expectOk, isNo } from '../portal/problem.ts'
import type { Fetch } from '../ports.ts'
import type { Configuration } from './configuration.ts'

const credentialBody = z.looseObject({
  credentials: z
    .array(z.looseObject({ credential: z.string().min(1).max(1_000_000) }))
    .min(1)
    .max(16),
  notification_id: z.string().min(1).max(500).optional(),
})

/** A portrait makes an mdoc large. */
const maxBytes = 1024 * 1024

export interface CredentialRequest {
  readonly configurationId: string
  /** Where the token answer gave one, it is named instead (OpenID4VCI 1.0 8.2). */
  readonly identifier?: string
  readonly token: string
  readonly proof: string
}

export type CredentialAnswer =
  | { readonly kind: 'issued'; readonly raw: Uint8Array; readonly notificationId?: string }
  /** The nonce was used or too old: once more with a new one (8.3.1.2). */
  | { readonly kind: 'nonceRefused' }

/** @throws credential.invalid, portal.refused, portal.* */
export async function requestCredential(
  fetch: Fetch,
  endpoint: string,
  { configurationId, identifier, token, proof }: CredentialRequest,
  format: Configuration['format'],
): Promise<CredentialAnswer> {
  const what =
    identifier === undefined ? { credential_configuration_id: configurationId } : { credential_identifier: identifier }
  const response = await fetch(
    new Request(endpoint, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ ...what, proofs: { jwt: [proof] } }),
    }),
  )
  return await parseCredentialAnswer(response, format)
}

/** One proof was sent, so exactly one credential must come. @throws credential.invalid, portal.refused, portal.* */
export async function parseCredentialAnswer(
  response: Response,
  format: Configuration['format'],
): Promise<CredentialAnswer> {
  if (isNo(response)) {
    const error = await readOAuthError(response)
    if (error === 'invalid_nonce') return { kind: 'nonceRefused' }
    fail({ code: 'portal.refused', reason: error ?? `status ${response.status}` })
  }
  if (response.status === 202)
    fail({ code: 'portal.badAnswer', detail: 'issued later, which the wallet does not wait for' })
  await expectOk(response)
  const { credentials, notification_id: notificationId } = await readJson(response, credentialBody, maxBytes)
  const [only, ...others] = credentials
  if (only === undefined || others.length > 0) {
    fail({ code: 'credential.invalid', rule: 'OpenID4VCI 1.0 8.3', detail: 'not exactly the one credential asked for' })
  }
  return {
    kind: 'issued',
    raw: rawOf(only.credential, format),
    ...(notificationId === undefined ? {} : { notificationId }),
  }
}

/** SD-JWT VC is its own text; an mdoc is base64url over IssuerSigned (OpenID4VCI 1.0 A.3.4 and A.2.4). */
function rawOf(credential: string, format: Configuration['format']): Uint8Array {
  if (format === 'dc+sd-jwt') return new Uint8Array(Buffer.from(credential, 'utf8'))
  if (!/^[\w-]+$/.test(credential)) {
    fail({ code: 'credential.invalid', rule: 'OpenID4VCI 1.0 A.2.4', detail: 'not base64url' })
  }
  return new Uint8Array(Buffer.from(credential, 'base64url'))
}
