// COSE_Sign1 and COSE_Key as mdoc uses them (RFC 9052, RFC 9053, RFC 9360).
import { type KeyObject, verify } from 'node:crypto'
import { curveOf } from '../certificates/keyCurve.ts'
import { fail } from '../failure.ts'
import { type CborMap, CborTag, type CborValue, decodeCbor } from './cbor.ts'
import { type CborInput, EncodedCbor, encodeCbor } from './encodeCbor.ts'
import { type PublicJwk, readPublicJwk } from './jwk.ts'

export interface CoseSign1 {
  readonly protectedBytes: Uint8Array
  readonly protectedHeader: CborMap
  readonly unprotectedHeader: CborMap
  /** Absent when the payload is detached. */
  readonly payload: Uint8Array | undefined
  readonly signature: Uint8Array
}

const algorithms = new Map<CborValue, { hash: string; curve: string; bytes: number }>([
  [-7, { hash: 'sha256', curve: 'prime256v1', bytes: 64 }],
  [-35, { hash: 'sha384', curve: 'secp384r1', bytes: 96 }],
])
const x5chainLabel = 33
const critLabel = 2

/** @throws credential.invalid when it is no COSE_Sign1 (RFC 9052 4.2; ISO/IEC 18013-5 9.1.2.4: untagged) */
export function readSign1(value: CborValue): CoseSign1 {
  const [protectedBytes, unprotectedHeader, payload, signature] =
    Array.isArray(value) && value.length === 4 ? value : []
  if (!(protectedBytes instanceof Uint8Array) || !isMap(unprotectedHeader) || !(signature instanceof Uint8Array)) {
    return invalid('not a COSE_Sign1')
  }
  if (payload !== null && !(payload instanceof Uint8Array)) return invalid('payload')
  // An empty protected header is a string of no bytes (RFC 9052 3).
  const protectedHeader: CborValue = protectedBytes.length === 0 ? new Map() : decodeCbor(protectedBytes)
  if (!isMap(protectedHeader)) return invalid('protected header')
  return { protectedBytes, protectedHeader, unprotectedHeader, payload: payload ?? undefined, signature }
}

/** Whether the signature holds; false for any algorithm but ES256 and ES384, and for critical headers. */
export function sign1Holds(sign1: CoseSign1, key: KeyObject | undefined, detachedPayload?: Uint8Array): boolean {
  const algorithm = algorithms.get(sign1.protectedHeader.get(1))
  const payload = sign1.payload ?? detachedPayload
  if (key === undefined || algorithm === undefined || payload === undefined) return false
  if (sign1.protectedHeader.has(critLabel) || sign1.signature.length !== algorithm.bytes) return false
  if (curveOf(key) !== algorithm.curve) return false
  const bytes = signatureInput(sign1.protectedBytes, payload)
  return verify(algorithm.hash, bytes, { key, dsaEncoding: 'ieee-p1363' }, sign1.signature)
}

/** The Sig_structure whose bytes are signed (RFC 9052 4.4). */
export function signatureInput(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedBytes, new Uint8Array(0), payload])
}

/** The protected header of an ES256 signature. */
export const es256Header = encodeCbor(new Map([[1, -7]]))

/** Certificates of the x5chain header (RFC 9360 2), DER, leaf first; unprotected as ISO/IEC 18013-5 9.1.2.4 has it. */
export function x5chainOf(sign1: CoseSign1): Uint8Array[] {
  const value = sign1.unprotectedHeader.get(x5chainLabel)
  if (value instanceof Uint8Array) return [value]
  if (!Array.isArray(value) || value.length === 0 || value.length > 10) return invalid('x5chain')
  return value.map((der) => (der instanceof Uint8Array ? der : invalid('x5chain')))
}

/** An EC2 key of RFC 9053 7.1.1 on P-256 or P-384 as JWK; undefined for every other, and for one with a private part. */
export function jwkFromCoseKey(value: CborValue): PublicJwk | undefined {
  if (!isMap(value) || value.get(1) !== 2 || value.has(-4)) return undefined
  const crv = value.get(-1) === 1 ? 'P-256' : 'P-384'
  if (crv === 'P-384' && value.get(-1) !== 2) return undefined
  const [x, y] = [value.get(-2), value.get(-3)]
  if (!(x instanceof Uint8Array) || !(y instanceof Uint8Array)) return undefined
  return readPublicJwk({
    kty: 'EC',
    crv,
    x: Buffer.from(x).toString('base64url'),
    y: Buffer.from(y).toString('base64url'),
  })
}

export function coseKeyFromJwk(jwk: PublicJwk): CborInput {
  return new Map<number, CborInput>([
    [1, 2],
    [-1, jwk.crv === 'P-256' ? 1 : 2],
    [-2, new Uint8Array(Buffer.from(jwk.x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(jwk.y, 'base64url'))],
  ])
}

export function isMap(value: CborValue): value is CborMap {
  return value instanceof Map
}

/** A value that was read, to be written again: tagged items keep their exact bytes. */
export function rewrite(value: CborValue): CborInput {
  if (value instanceof CborTag) return new EncodedCbor(value.raw)
  if (isMap(value))
    return new Map([...value].map(([key, inner]): [string | number, CborInput] => [key, rewrite(inner)]))
  if (value instanceof Uint8Array || !Array.isArray(value)) return value as CborInput
  return value.map(rewrite)
}

function invalid(detail: string): never {
  return fail({ code: 'credential.invalid', rule: 'RFC 9052 4.2', detail })
}
