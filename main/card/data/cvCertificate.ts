// Card-verifiable certificates: who vouches for the data of a card. Structure from several drivers, content from one source.
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { broken, type ObjectForm, parseFile, parseInside, parseObjects, requiredObject } from './objects.ts'

export interface CvCertificate {
  /** The key that it certifies. */
  readonly key: KeyObject
  /** What is signed: both key identifiers (16 bytes each) and the key. */
  readonly body: Uint8Array
  /** RSASSA-PKCS1-v1_5 with SHA-256 over `body`, by an authority whose key no card carries. */
  readonly signature: Uint8Array
}

const form: ObjectForm = { tags: 'ber', step: 'card data (certificate of the signing key)' }
const keyIdentifiers = 32

/** EF 0004: 7F21 { 5F4E: issuer, subject, key; 5F37: signature }. @throws card.garbled */
export function parseCvCertificate(file: Uint8Array): CvCertificate {
  const objects = parseInside(parseFile(file, 0x7f21, form), form)
  const body = requiredObject(objects, 0x5f4e, form).value
  const signature = requiredObject(objects, 0x5f37, form).value
  if (body.length <= keyIdentifiers) return broken(form)
  return { key: rsaKey(body.subarray(keyIdentifiers), form), body, signature }
}

/** Whether one of those authorities (SubjectPublicKeyInfo, DER) signed it; undefined where none is known. */
export function certifiedBy(
  { body, signature }: CvCertificate,
  authorities: readonly Uint8Array[],
): boolean | undefined {
  if (authorities.length === 0) return undefined
  return authorities.some((spki) => {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    return verifies(key, body, signature)
  })
}

/** RSASSA-PKCS1-v1_5 with SHA-256. A key or signature of an odd size verifies nothing. */
export function verifies(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify('sha256', bytes, key, signature)
  } catch {
    return false
  }
}

/** An RSA key of a card: 90 exponent, 91 modulus. @throws card.garbled */
export function rsaKey(bytes: Uint8Array, of: ObjectForm): KeyObject {
  const objects = parseObjects(bytes, of)
  const exponent = requiredObject(objects, 0x90, of).value
  const modulus = requiredObject(objects, 0x91, of).value
  // 1024 to 4096 bits; a longer one would cost time for nothing.
  if (exponent.length < 1 || exponent.length > 4 || modulus.length < 128 || modulus.length > 512) return broken(of)
  const number = (value: Uint8Array): string => Buffer.from(value).toString('base64url')
  try {
    return createPublicKey({ key: { kty: 'RSA', n: number(modulus), e: number(exponent) }, format: 'jwk' })
  } catch {
    return broken(of)
  }
}
