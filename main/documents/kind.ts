// What a file is as a document, by its first bytes, and how large it may be.
import type { ChosenDocument } from '../../preload/shapes/documents.ts'

/** 50 MiB. */
export const mostDocumentBytes = 50 * 1024 * 1024

/** What is verified may be larger, by what signing adds. */
export const mostSignedBytes = mostDocumentBytes + 1024 * 1024

/** DER of the OID 1.2.840.113549.1.7.2, signedData (RFC 5652 5.1). */
const signedData = Buffer.from('06092A864886F70D010702', 'hex')

/** A hint for people; whether it really is one tells the reading of it. */
export function documentKind(bytes: Uint8Array): ChosenDocument['kind'] {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64))
  if (start.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  const text = start.toString('latin1')
  if (text.startsWith('-----BEGIN CMS-----') || text.startsWith('-----BEGIN PKCS7-----')) return 'cms'
  return start[0] === 0x30 && start.subarray(0, 20).includes(signedData) ? 'cms' : 'other'
}
