// The few primitives everything in the drawer and the household is made of: HKDF-SHA-256, AES-256-GCM, HMAC-SHA-256.
// All of them exist in OpenSSL (Node) and BoringSSL (Electron).
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { ChangedSlot, DrawerKey } from './contract/door.ts'

const nonceLength = 12
const tagLength = 16

/** 32 bytes of HKDF-SHA-256 (RFC 5869). `label` separates the uses of one key; it names product, use and version. */
export function derive(key: Uint8Array, salt: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, Buffer.from(label, 'utf8'), 32))
}

/**
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D 8.2.2): nonce, ciphertext, tag in one.
 * Each key here seals far fewer than 2^32 messages.
 */
export function seal(key: Uint8Array, plain: Uint8Array, boundTo: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  cipher.setAAD(boundTo)
  return joined(nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag())
}

/** The bytes that were sealed; undefined when key, bytes or what they are bound to differ. */
export function unseal(key: Uint8Array, sealed: Uint8Array, boundTo: Uint8Array): Uint8Array | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  decipher.setAAD(boundTo)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  const plain = decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength))
  try {
    return joined(plain, decipher.final())
  } catch {
    return undefined
  } finally {
    plain.fill(0)
  }
}

export const mac = (key: Uint8Array, message: Uint8Array): Uint8Array =>
  createHmac('sha256', key).update(message).digest()

export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Same bytes; takes the same time wherever they differ. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

/** A new array of its own (never a slice of Node's shared pool), so that wiping it wipes the only copy. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Overwrites secrets that are no longer needed. V8 may have moved an array before; ending the process ends that too. */
export function wipe(...secrets: readonly (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0)
}

/** Every secret that a key or a slot carries. */
export function wipeKey(key: DrawerKey | ChangedSlot | undefined): void {
  for (const secret of Object.values(key ?? {})) if (secret instanceof Uint8Array) wipe(secret)
}

export const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
export const fromBase64Url = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))
