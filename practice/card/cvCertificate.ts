// Card-verifiable certificates and key numbers of the card's data, with authorities that no real card has (9900000).
import { createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { CardDataKeys } from '../world.ts'
import { ascii, joined, tlv } from './tlv.ts'

/** 568 bytes: 7F21 { 5F4E: issuer, subject, key; 5F37: signature }. `subject` is seven digits. */
export function cvCertificate(subject: string, keys: CardDataKeys): Uint8Array {
  const body = cvCertificateBody(subject, keys)
  return tlv(0x7f21, tlv(0x5f4e, body), tlv(0x5f37, sign('sha256', body, keys.authority)))
}

/** The 297 bytes that are signed. */
export function cvCertificateBody(subject: string, keys: CardDataKeys): Uint8Array {
  return joined(keyId('9900000', '000'), keyId(subject, '001'), publicKey(keys.signer))
}

/** 90 03 010001 · 91 82 0100 modulus. */
export function publicKey(privateKey: KeyObject): Uint8Array {
  const { n = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return joined(tlv(0x90, Uint8Array.of(1, 0, 1)), tlv(0x91, Buffer.from(n, 'base64url')))
}

/** 16 bytes: seven digits, 08 05, three digits, three zero bytes and one that may differ. */
export function keyId(number: string, version: string, last = 0): Uint8Array {
  return joined(ascii(number), Uint8Array.of(0x08, 0x05), ascii(version), Uint8Array.of(0, 0, 0, last))
}
