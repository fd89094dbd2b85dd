// Opens JWTs that wallets sign: ES256 alone, with headers and claims of a shape.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'

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

/** RFC 7638, base64url. */
export function thumbprint({ crv, kty, x, y }: PublicJwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

/** @returns header and claims when all of it holds, or what does not */
export function openJwt<Header, Payload>(
  jwt: string,
  headerShape: z.ZodType<Header>,
  payloadShape: z.ZodType<Payload>,
  keyOf: (header: Header, payload: Payload) => PublicJwk | undefined,
): { readonly header: Header; readonly payload: Payload } | string {
  const [head = '', body = '', signature = '', ...rest] = jwt.split('.')
  if (rest.length > 0) return 'three parts are expected'
  const header = part(headerShape, head)
  const payload = part(payloadShape, body)
  if (header === undefined || payload === undefined) return 'header or payload does not have the required members'
  const jwk = keyOf(header, payload)
  if (jwk === undefined) return 'the key is not known'
  const key = importKey(jwk)
  if (key === undefined) return 'the key is not a point on P-256'
  const bytes = Buffer.from(signature, 'base64url')
  const holds = verify('sha256', Buffer.from(`${head}.${body}`), { key, dsaEncoding: 'ieee-p1363' }, bytes)
  return holds ? { header, payload } : 'the signature does not hold'
}

function part<T>(shape: z.ZodType<T>, encoded: string): T | undefined {
  try {
    return shape.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}

function importKey({ kty, crv, x, y }: PublicJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })
  } catch {
    return undefined
  }
}
