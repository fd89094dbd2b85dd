// What the verifier says about itself in the request: the key to encrypt to, and the formats it can read.
import { z } from 'zod'
import type { PresentationBinding } from '../drawer/contract/sharing.ts'
import { fail } from '../failure.ts'

const jwk = z.looseObject({
  kty: z.string(),
  crv: z.string().optional(),
  use: z.string().optional(),
  alg: z.string().optional(),
  kid: z.string().max(200).optional(),
  x: z.string().max(200).optional(),
  y: z.string().max(200).optional(),
})

/** Other members are ignored (OpenID4VP 1.0 5.1). */
export const clientMetadata = z.looseObject({
  jwks: z.looseObject({ keys: z.array(jwk).min(1).max(16) }).optional(),
  encrypted_response_enc_values_supported: z.array(z.string()).min(1).max(16).optional(),
  vp_formats_supported: z.record(z.string(), z.unknown()).optional(),
})
export type ClientMetadata = z.infer<typeof clientMetadata>

/**
 * The key for `direct_post.jwt`: P-256 for ECDH-ES with a key id; A256GCM where the verifier takes it. A key without `use`
 * is for encryption.
 *
 * @throws request.invalid when no key or content encryption fits
 * @see OpenID4VP 1.0 8.3, HAIP 1.0 5
 */
export function chooseEncryption(metadata: ClientMetadata | undefined): NonNullable<PresentationBinding['encryption']> {
  const key = metadata?.jwks?.keys.find(
    (candidate) =>
      candidate.kty === 'EC' &&
      candidate.crv === 'P-256' &&
      candidate.alg === 'ECDH-ES' &&
      (candidate.use === undefined || candidate.use === 'enc') &&
      candidate.kid !== undefined &&
      candidate.x !== undefined &&
      candidate.y !== undefined,
  )
  if (key === undefined) fail({ code: 'request.invalid', detail: 'no key to encrypt to' })
  // The public members alone: the key is handed on and its thumbprint is signed.
  const { kty, crv, x, y, kid, alg } = key
  const values = metadata?.encrypted_response_enc_values_supported ?? ['A128GCM']
  const enc = (['A256GCM', 'A128GCM'] as const).find((value) => values.includes(value))
  if (enc === undefined) fail({ code: 'request.invalid', detail: 'no content encryption in common' })
  return { jwk: { kty, crv, x, y, kid, alg }, enc }
}
