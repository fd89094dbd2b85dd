// A compact JWS over a JSON object (RFC 7515, RFC 7519) with the few algorithms that credentials use.
import { type KeyObject, verify } from 'node:crypto'
import type { Finding } from '../certificates/finding.ts'
import { curveOf } from '../certificates/keyCurve.ts'
import { fail } from '../failure.ts'
import { fromBase64url, textFromBase64url } from './base64url.ts'
import { isArray, type JsonObject, member, parseJsonObject } from './json.ts'

export interface Jws {
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly signingInput: string
  readonly signature: Uint8Array
}

/** HAIP 1.0 7 makes ES256 mandatory; ES384 is the other curve every platform has. `none` and MACs are never there. */
const algorithms = {
  ES256: { hash: 'sha256', curve: 'prime256v1', bytes: 64 },
  ES384: { hash: 'sha384', curve: 'secp384r1', bytes: 96 },
} as const

/** @throws credential.invalid when it is not three parts of base64url over JSON objects */
export function parseJws(compact: string): Jws {
  const rule = 'RFC 7515 7.1'
  const parts = compact.split('.')
  const [header, payload, signature] = parts
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    return fail({ code: 'credential.invalid', rule, detail: 'not a compact JWS' })
  }
  return {
    header: parseJsonObject(textFromBase64url(header, rule), rule),
    payload: parseJsonObject(textFromBase64url(payload, rule), rule),
    signingInput: `${header}.${payload}`,
    signature: fromBase64url(signature, rule),
  }
}

/** What RFC 8725 3.1 and RFC 7515 4.1.11 ask of the header before any key is touched. */
export function headerFindings(jws: Jws): Finding[] {
  const alg = member(jws.header, 'alg')
  return [
    {
      rule: 'RFC 8725 3.1',
      ok: typeof alg === 'string' && Object.hasOwn(algorithms, alg),
      message: 'the algorithm is ES256 or ES384',
    },
    {
      rule: 'RFC 7515 4.1.11',
      ok: member(jws.header, 'crit') === undefined,
      message: 'no critical header parameter that is not understood',
    },
  ]
}

/** False for every algorithm but ES256 and ES384, and for a key of another curve than the algorithm's. */
export function jwsHolds(jws: Jws, key: KeyObject | undefined): boolean {
  const alg = member(jws.header, 'alg')
  if (key === undefined || (alg !== 'ES256' && alg !== 'ES384')) return false
  const { hash, curve, bytes } = algorithms[alg]
  if (curveOf(key) !== curve) return false
  if (jws.signature.length !== bytes) return false
  return verify(hash, Buffer.from(jws.signingInput), { key, dsaEncoding: 'ieee-p1363' }, jws.signature)
}

/**
 * The certificates of the `x5c` header (RFC 7515 4.1.6), DER, leaf first; undefined where there is none.
 * @throws credential.invalid when it is not a short array of base64
 */
export function x5cOf(jws: Jws): Uint8Array[] | undefined {
  const rule = 'RFC 7515 4.1.6'
  const x5c = member(jws.header, 'x5c')
  if (x5c === undefined) return undefined
  if (!isArray(x5c) || x5c.length === 0 || x5c.length > 10) {
    return fail({ code: 'credential.invalid', rule, detail: 'x5c is not a chain' })
  }
  return x5c.map((text) =>
    typeof text === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(text)
      ? new Uint8Array(Buffer.from(text, 'base64'))
      : fail({ code: 'credential.invalid', rule, detail: 'x5c is not base64' }),
  )
}

/** Seconds that the clocks of issuer and wallet may differ. */
export const clockSkewSeconds = 60

/** exp, nbf and iat of RFC 7519 4.1, where they are there: numbers, and fitting to `at`. */
export function dateFindings(payload: JsonObject, at: Date): Finding[] {
  const now = at.getTime() / 1000
  const check = (name: string, rule: string, message: string, holds: (value: number) => boolean): Finding[] => {
    const value = member(payload, name)
    return value === undefined ? [] : [{ rule, ok: typeof value === 'number' && holds(value), message }]
  }
  return [
    ...check('exp', 'RFC 7519 4.1.4', 'it has not expired', (exp) => now < exp),
    ...check('nbf', 'RFC 7519 4.1.5', 'it is valid already', (nbf) => now >= nbf - clockSkewSeconds),
    ...check('iat', 'RFC 7519 4.1.6', 'it was not issued in the future', (iat) => iat <= now + clockSkewSeconds),
  ]
}

/** The instant of a NumericDate member (RFC 7519 2) as ISO 8601; undefined where it is absent or no date. */
export function instantOf(payload: JsonObject, name: string): string | undefined {
  const seconds = member(payload, name)
  if (typeof seconds !== 'number' || !(Math.abs(seconds) < 8.64e12)) return undefined
  return new Date(Math.trunc(seconds * 1000)).toISOString()
}
