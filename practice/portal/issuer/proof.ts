// Checks that the wallet holds the key to which a credential is to be bound (OpenID4VCI 8.2.1.1 and F.1, F.4).
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import { ProtocolError } from '../problem.ts'
import { secondsOf } from '../sign.ts'

const coordinate = z.base64url().length(43)
/** Exactly the public members (RFC 7518 6.2.1): a private one has no business here. */
export const publicJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: z.never().optional(),
})
export type PublicJwk = z.infer<typeof publicJwk>

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
  const [header = '', payload = '', signature = '', ...rest] = jwt.split('.')
  if (rest.length > 0) throw invalid('three parts are expected')
  const { jwk } = parse(proofHeader, header)
  const claims = parse(proofPayload, payload)
  if (claims.aud !== issuer) throw invalid('aud is not this issuer')
  if (Math.abs(secondsOf(now) - claims.iat) > clockToleranceSeconds) throw invalid('iat is too far from now')
  const { kty, crv, x, y } = jwk
  if (!signatureHolds(importKey({ kty, crv, x, y }), `${header}.${payload}`, signature)) {
    throw invalid('the signature does not hold')
  }
  return { jwk: { kty, crv, x, y }, nonce: claims.nonce }
}

function parse<T>(shape: z.ZodType<T>, part: string): T {
  try {
    return shape.parse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')))
  } catch {
    throw invalid('header or payload does not have the required members')
  }
}

function importKey(jwk: Proof['jwk']): KeyObject {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' })
  } catch {
    throw invalid('the key is not a point on P-256')
  }
}

function signatureHolds(key: KeyObject, signed: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  return verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, bytes)
}

function invalid(description: string): ProtocolError {
  return new ProtocolError('invalid_proof', description)
}
