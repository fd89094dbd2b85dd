import { createPublicKey, type KeyObject, sign } from 'node:crypto'
import { z } from 'zod'
import type { PublicP256 } from './contract/portal.ts'

const p256 = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() })

/** The public half and nothing else (RFC 7518 6.2.1). */
export const publicP256 = (key: KeyObject): PublicP256 =>
  p256.parse((key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' }))

/** A compact JWS by ES256 (RFC 7515 3.1, RFC 7518 3.4). */
export const signCompact = (header: object, payload: object, key: KeyObject): string =>
  compactJws(header, payload, (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }))

/** @param signBytes signs as `header.alg` says */
export function compactJws(header: object, payload: object, signBytes: (bytes: Uint8Array) => Uint8Array): string {
  const signed = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url'))
    .join('.')
  const signature = signBytes(Buffer.from(signed, 'ascii'))
  return `${signed}.${Buffer.from(signature).toString('base64url')}`
}
