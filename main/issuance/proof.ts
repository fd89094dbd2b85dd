import { z } from 'zod'

export interface UnsignedProof {
  readonly header: Record<string, unknown>
  readonly payload: Record<string, unknown>
}

const publicKey = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() })

/**
 * What shows that the new key is ours: signed with it for this issuer and nonce. No `iss`, because the wallet is anonymous
 * to the token endpoint.
 *
 * @see OpenID4VCI 1.0 appendix F.1
 */
export function buildProof(
  publicJwk: Record<string, unknown>,
  issuer: string,
  nonce: string | undefined,
  at: Date,
): UnsignedProof {
  return {
    // Exactly the public members: whatever else stands on a key has no business with an issuer.
    header: { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: publicKey.parse(publicJwk) },
    payload: { aud: issuer, iat: Math.floor(at.getTime() / 1000), ...(nonce === undefined ? {} : { nonce }) },
  }
}
