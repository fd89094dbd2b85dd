// Secrets on their way between two processes of this program. What Chromium carries is copied on the way, in memory that it
// frees and does not clear; so a secret crosses sealed for who is to open it, whose private key is gone when it has.
import { createCipheriv, createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

const curve = 'prime256v1'
const pointLength = 65
const ivLength = 12
const tagLength = 16
/** What sealing adds: an ephemeral public key, a nonce and a tag. */
export const sealedMore = pointLength + ivLength + tagLength
/** Domain of the derived key; preload/sealed.ts says the same. */
const use = 'tefuda/between-processes/1'

export interface Receiver {
  /** An uncompressed point of P-256, for who seals. */
  readonly publicKey: Uint8Array
  /** The bytes that were sealed for this receiver; the caller wipes them. @throws when they were not, or were changed */
  open(sealed: Uint8Array): Uint8Array
}

/** ECDH over P-256, HKDF-SHA-256 (RFC 5869), AES-256-GCM; BoringSSL clears a private key when it is let go. */
export function newReceiver(): Receiver {
  const own = createECDH(curve)
  const publicKey = new Uint8Array(own.generateKeys())
  return {
    publicKey,
    open(sealed) {
      const point = sealed.subarray(0, pointLength)
      const iv = sealed.subarray(pointLength, pointLength + ivLength)
      const text = sealed.subarray(pointLength + ivLength, -tagLength)
      const key = keyOf(own.computeSecret(point), point, publicKey)
      const decipher = createDecipheriv('aes-256-gcm', key, iv)
      decipher.setAuthTag(sealed.subarray(-tagLength))
      const plain = decipher.update(text)
      key.fill(0)
      decipher.final()
      return new Uint8Array(plain.buffer, plain.byteOffset, plain.length)
    },
  }
}

/**
 * A copy outside of V8's own heap: there small arrays are moved about, and what they leave behind is not cleared.
 */
export function steadyCopy(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new ArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}

/** Ephemeral public key, nonce, cipher text and tag, one after the other. */
export function sealFor(publicKey: Uint8Array, plain: Uint8Array): Uint8Array {
  const own = createECDH(curve)
  const point = own.generateKeys()
  const key = keyOf(own.computeSecret(publicKey), point, publicKey)
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  key.fill(0)
  return new Uint8Array(Buffer.concat([point, iv, text, cipher.getAuthTag()]))
}

function keyOf(shared: Buffer, point: Uint8Array, publicKey: Uint8Array): Buffer {
  const key = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([point, publicKey]), use, 32))
  shared.fill(0)
  return key
}
