// JWS as the practice authorities sign them: ES256, compact, with the certificates in x5c.
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Signer } from '../world.ts'

/** RFC 7515: chain as x5c (4.1.6), leaf first, without the anchor. */
export function signJws(typ: string, payload: object, { chain, privateKey }: Signer, header: object = {}): string {
  const protectedHeader = { alg: 'ES256', typ, x5c: chain.map((der) => Buffer.from(der).toString('base64')), ...header }
  const signed = `${encode(protectedHeader)}.${encode(payload)}`
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

/** The same token with one bit of its signature turned over: what the faults send. */
export function withBrokenJws(jws: string): string {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return `${header}.${payload}.${bytes.toString('base64url')}`
}

export function newSigningKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

export function privateKeyOf(jwk: string): KeyObject {
  return createPrivateKey({ key: JSON.parse(jwk), format: 'jwk' })
}

export function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')
}
