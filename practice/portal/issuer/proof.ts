// Checks that the wallet holds the key to which a credential is to be bound (OpenID4VCI 8.2.1.1 and F.1, F.4).
import { z } from 'zod'
import { openJwt, publicJwk } from '../jwt.ts'
import { ProtocolError } from '../problem.ts'
import { secondsOf } from '../sign.ts'

const proofHeader = z.object({
  alg: z.literal('ES256'),
  typ: z.literal('openid4vci-proof+jwt'),
  jwk: publicJwk,
  kid: z.never().optional(),
  x5c: z.never().optional(),
})

const proofPayload = z.object({
  aud: z.string(),
  iat: z.int(),
  nonce: z.string(),
  /** Left out when the access token was got anonymously (F.1). */
  iss: z.never().optional(),
})

export interface Proof {
  readonly jwk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  readonly nonce: string
}

/** How far the wallet's clock may be from ours. */
const clockToleranceSeconds = 300

/** Everything but the nonce's freshness, which the caller checks. @throws invalid_proof */
export function verifyProof(jwt: string, issuer: string, now: Date): Proof {
  const opened = openJwt(jwt, proofHeader, proofPayload, ({ jwk }) => jwk)
  if (typeof opened === 'string') throw invalid(opened)
  const { aud, iat, nonce } = opened.payload
  if (aud !== issuer) throw invalid('aud is not this issuer')
  if (Math.abs(secondsOf(now) - iat) > clockToleranceSeconds) throw invalid('iat is too far from now')
  const { kty, crv, x, y } = opened.header.jwk
  return { jwk: { kty, crv, x, y }, nonce }
}

function invalid(description: string): ProtocolError {
  return new ProtocolError('invalid_proof', description)
}
