// COMPUTE DIGITAL SIGNATURE: what the card's RSA engine makes of its input, one scheme for each P1.
import { constants, createHash, type KeyObject, privateEncrypt, randomBytes, sign } from 'node:crypto'

/** DigestInfo of SHA-256 without the hash (RFC 8017 9.2, note 1). */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')
const modulusBytes = 256

/**
 * 256 bytes of signature, or the status word that refuses. P1 00 pads the input verbatim (PKCS#1 type 1, at most 245
 * bytes); 01–05 are known from one source only.
 */
export function computeSignature(key: KeyObject, p1: number, input: Uint8Array): Uint8Array | number {
  const pkcs1 = (bytes: Uint8Array): Uint8Array =>
    Uint8Array.from(privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, bytes))
  const hash = (): Uint8Array => createHash('sha256').update(input).digest()
  switch (p1) {
    case 0x00:
      return input.length > modulusBytes - 11 ? 0x6985 : pkcs1(input)
    case 0x01:
      return pkcs1(hash())
    case 0x02:
      return input.length !== 32 ? 0x6985 : pkcs1(Buffer.concat([sha256Prefix, input]))
    case 0x03:
      return Uint8Array.from(sign('sha256', input, key))
    case 0x04:
      return input.length !== 32 ? 0x6985 : pss(key, input)
    case 0x05:
      return pss(key, hash())
    default:
      return 0x6a86
  }
}

/** EMSA-PSS over a hash that is given (RFC 8017 9.1.1), salt of 32 bytes; node:crypto signs PSS over messages only. */
function pss(key: KeyObject, hash: Uint8Array): Uint8Array {
  const salt = randomBytes(32)
  const inner = createHash('sha256').update(Buffer.alloc(8)).update(hash).update(salt).digest()
  const block = Buffer.concat([Buffer.alloc(modulusBytes - 32 - 32 - 2), Buffer.of(1), salt])
  const mask = mgf1(inner, block.length)
  const masked = block.map((byte, index) => byte ^ (mask[index] ?? 0))
  masked[0] = (masked[0] ?? 0) & 0x7f
  const encoded = Buffer.concat([masked, inner, Buffer.of(0xbc)])
  return Uint8Array.from(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded))
}

function mgf1(seed: Uint8Array, length: number): Uint8Array {
  const blocks: Buffer[] = []
  for (let counter = 0; blocks.length * 32 < length; counter++) {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(counter)
    blocks.push(createHash('sha256').update(seed).update(number).digest())
  }
  return Buffer.concat(blocks).subarray(0, length)
}
