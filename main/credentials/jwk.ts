// Public keys as JWK (RFC 7517): imported once, compared by thumbprint.
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { recent } from '../certificates/recent.ts'
import { fail } from '../failure.ts'
import { isObject, type Json, type JsonObject, member } from './json.ts'

/** An elliptic-curve public key, with whatever else its owner wrote (`kid`, `alg`, `use`). */
export interface PublicJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256' | 'P-384'
  readonly x: string
  readonly y: string
  readonly kid?: string
  readonly alg?: string
}

const coordinate = { 'P-256': /^[A-Za-z0-9_-]{43}$/, 'P-384': /^[A-Za-z0-9_-]{64}$/ } as const
const keys = recent<KeyObject>(256)

/**
 * Narrows to a public key that the wallet accepts.
 * @returns undefined for every other kind of key, and for one that carries its private half (RFC 7800 6: never)
 */
export function readPublicJwk(value: unknown): PublicJwk | undefined {
  const jwk = value as Json
  if (!isObject(jwk) || member(jwk, 'kty') !== 'EC' || member(jwk, 'd') !== undefined) return undefined
  const crv = member(jwk, 'crv')
  if (crv !== 'P-256' && crv !== 'P-384') return undefined
  const { x, y, kid, alg } = pick(jwk)
  if (x === undefined || y === undefined || !coordinate[crv].test(x) || !coordinate[crv].test(y)) return undefined
  return { kty: 'EC', crv, x, y, ...(kid === undefined ? {} : { kid }), ...(alg === undefined ? {} : { alg }) }
}

/** @returns undefined when the point does not lie on its curve */
export function publicKeyOf(jwk: PublicJwk): KeyObject | undefined {
  const name = `${jwk.crv}.${jwk.x}.${jwk.y}`
  const known = keys.read(name)
  if (known !== undefined) return known
  try {
    const { kty, crv, x, y } = jwk
    return keys.write(name, createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }))
  } catch {
    return undefined
  }
}

/** SHA-256 thumbprint (RFC 7638 3), 32 bytes. @throws credential.invalid when it is no public key the wallet accepts */
export function jwkThumbprint(value: unknown): Uint8Array {
  const jwk =
    readPublicJwk(value) ??
    fail({ code: 'credential.invalid', rule: 'RFC 7638 3', detail: 'not a public key on P-256 or P-384' })
  const canonical = JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y })
  return new Uint8Array(createHash('sha256').update(canonical).digest())
}

export function sameKey(a: PublicJwk, b: PublicJwk): boolean {
  return a.crv === b.crv && a.x === b.x && a.y === b.y
}

function pick(jwk: JsonObject): { x?: string; y?: string; kid?: string; alg?: string } {
  const text = (name: string) => {
    const value = member(jwk, name)
    return typeof value === 'string' ? { [name]: value } : {}
  }
  return { ...text('x'), ...text('y'), ...text('kid'), ...text('alg') }
}
