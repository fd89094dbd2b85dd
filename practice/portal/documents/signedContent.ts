// Signed content as the QR code of a デジタル資格者証 holds it: a COSE_Sign1 (RFC 9052 4.2) over CBOR, in base64url.
import { sign } from 'node:crypto'
import { es256Header, signatureInput } from '../../../main/credentials/cose.ts'
import { type CborInput, encodeCbor } from '../../../main/credentials/encodeCbor.ts'
import type { Signer } from '../../world.ts'

/** @param chain DER, carried along unless it is empty (RFC 9360 2: x5chain) */
export function signedContent(content: CborInput, { chain, privateKey: key }: Signer): string {
  const payload = encodeCbor(content)
  const signature = sign('sha256', signatureInput(es256Header, payload), { key, dsaEncoding: 'ieee-p1363' })
  const [leaf] = chain
  const headers = new Map(leaf === undefined ? [] : [[33, chain.length === 1 ? leaf : [...chain]]])
  return Buffer.from(encodeCbor([es256Header, headers, payload, Uint8Array.from(signature)])).toString('base64url')
}
