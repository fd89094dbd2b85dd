// A certificate with its chain as one byte string: how the drawer keeps credentials of the format x509.
import { fail } from '../failure.ts'
import { decodeCbor } from './cbor.ts'
import { encodeCbor } from './encodeCbor.ts'

const maxCertificates = 10

/** A CBOR array of byte strings: DER, leaf first. */
export function encodeChain(chain: readonly Uint8Array[]): Uint8Array {
  return encodeCbor([...chain])
}

/** @throws credential.invalid when it is not what {@link encodeChain} wrote */
export function decodeChain(bytes: Uint8Array): Uint8Array[] {
  const value = decodeCbor(bytes)
  if (!Array.isArray(value) || value.length === 0 || value.length > maxCertificates) return invalid()
  return value.map((der) => (der instanceof Uint8Array ? Uint8Array.from(der) : invalid()))
}

function invalid(): never {
  return fail({ code: 'credential.invalid', rule: 'RFC 5280 6.1', detail: 'not a chain of certificates' })
}
