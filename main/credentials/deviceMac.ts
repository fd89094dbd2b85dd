// Device authentication by MAC instead of signature (ISO/IEC 18013-5 9.1.3.5), for readers that hold an ephemeral key.
import { createHash, createHmac, diffieHellman, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { CborValue } from './cbor.ts'
import { readSign1 } from './cose.ts'
import { encodeCbor, TaggedCbor } from './encodeCbor.ts'

const hmac256 = 5

/** False also where a key is missing or the curves differ. */
export function macHolds(input: {
  mac: CborValue
  bytes: Uint8Array
  transcript: Uint8Array
  deviceKey: KeyObject | undefined
  readerKey: KeyObject | undefined
}): boolean {
  const { deviceKey, readerKey, transcript } = input
  if (input.mac === undefined || deviceKey === undefined || readerKey === undefined) return false
  // COSE_Mac0 has the same four parts as COSE_Sign1, the tag in the place of the signature (RFC 9052 6.2).
  const { protectedBytes, protectedHeader, payload, signature: tag } = readSign1(input.mac)
  if (protectedHeader.get(1) !== hmac256 || payload !== undefined || tag.length !== 32) return false
  if (deviceKey.asymmetricKeyDetails?.namedCurve !== readerKey.asymmetricKeyDetails?.namedCurve) return false
  const salt = createHash('sha256')
    .update(encodeCbor(new TaggedCbor(24, transcript)))
    .digest()
  const secret = diffieHellman({ privateKey: readerKey, publicKey: deviceKey })
  const macKey = Buffer.from(hkdfSync('sha256', secret, salt, 'EMacKey', 32))
  const structure = encodeCbor(['MAC0', protectedBytes, new Uint8Array(0), input.bytes])
  return timingSafeEqual(createHmac('sha256', macKey).update(structure).digest(), tag)
}
