// What a card signs: a purpose and its parts, so that no statement can be taken for another.
import { createVerify, X509Certificate } from 'node:crypto'

/**
 * For each part its length in bytes as 4 bytes big-endian, then its UTF-8 bytes. The first is the purpose, the second the
 * origin that the statement is for.
 */
export function statementBytes(purpose: string, origin: string, ...parts: readonly string[]): Uint8Array {
  const pieces = [purpose, origin, ...parts].flatMap((text) => {
    const bytes = Buffer.from(text, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return [length, bytes]
  })
  return Uint8Array.from(Buffer.concat(pieces))
}

/** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 8.2). */
export function signatureHolds(certificate: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean {
  const key = new X509Certificate(certificate).publicKey
  if (key.asymmetricKeyType !== 'rsa') return false
  return createVerify('RSA-SHA256').update(signed).verify(key, signature)
}
