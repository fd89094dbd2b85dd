// The keys and certificates that somebody hands to `inspect` as the ones to trust.
import { readCertificate } from '../certificates/certificate.ts'
import { isArray, isObject, type Json, member } from '../credentials/json.ts'
import { type PublicJwk, readPublicJwk } from '../credentials/jwk.ts'
import { fail } from '../failure.ts'
import { pemCertificates } from './input.ts'

export interface GivenTrust {
  readonly anchors: readonly Uint8Array[]
  readonly keys: readonly PublicJwk[]
}

/**
 * @param bytes a PEM bundle, a JWK, a JWK Set, or one DER certificate
 * @throws file.notUnderstood
 */
export function readTrust(bytes: Uint8Array): GivenTrust {
  const text = Buffer.from(bytes).toString('utf8')
  if (text.includes('-----BEGIN CERTIFICATE-----')) {
    const anchors = pemCertificates(text)
    for (const anchor of anchors) readable(anchor)
    return anchors.length === 0 ? notUnderstood() : { anchors, keys: [] }
  }
  if (text.trimStart().startsWith('{')) return { anchors: [], keys: keysOf(text) }
  readable(bytes)
  return { anchors: [bytes], keys: [] }
}

/** Keys of kinds that nothing here can be signed with are passed over, but not all of them may be. */
function keysOf(text: string): PublicJwk[] {
  let value: Json
  try {
    value = JSON.parse(text)
  } catch (error) {
    return notUnderstood(error)
  }
  const set = isObject(value) ? member(value, 'keys') : undefined
  const keys = (isArray(set) ? set : [value]).flatMap((key) => readPublicJwk(withoutPrivatePart(key)) ?? [])
  return keys.length === 0 ? notUnderstood() : keys
}

/** A trust file is the reader's own: a key pair in it is a convenience, and only its public half is used. */
function withoutPrivatePart(key: Json): Json {
  if (!isObject(key)) return key
  const { d: _, ...rest } = key
  return rest
}

function readable(der: Uint8Array): void {
  try {
    readCertificate(der)
  } catch (error) {
    notUnderstood(error)
  }
}

function notUnderstood(cause?: unknown): never {
  return fail({ code: 'file.notUnderstood', detail: 'the trust file is no PEM bundle, JWK or JWK Set' }, cause)
}
