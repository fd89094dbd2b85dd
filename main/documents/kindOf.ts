// What a file is, by its first bytes: its name says what somebody called it.
import type { ChosenDocument } from '../../preload/shapes.ts'

/** id-signedData, 1.2.840.113549.1.7.2 (RFC 5652, 5.1), as DER. */
const signedData = Buffer.from('06092a864886f70d010702', 'hex')
const pemNames = /^-----BEGIN (CMS|PKCS7|PKCS #7 SIGNED DATA)-----/

/**
 * A PDF begins with `%PDF-`, which readers accept anywhere in the first 1024 bytes (ISO 32000-1, annex H.3, note 13); a CMS
 * signature is a ContentInfo of that type, in DER or BER, or in PEM (RFC 7468, 8 and 9).
 */
export function kindOf(bytes: Uint8Array): ChosenDocument['kind'] {
  const head = Buffer.from(bytes.subarray(0, 1024))
  if (head.includes('%PDF-')) return 'pdf'
  if (pemNames.test(head.toString('latin1').trimStart())) return 'cms'
  return isContentInfo(head) ? 'cms' : 'other'
}

function isContentInfo(head: Buffer): boolean {
  if (head[0] !== 0x30 || head[1] === undefined) return false
  // One length byte, or as many more as it says; 80 is the indefinite form of BER.
  const lengthBytes = head[1] > 0x80 ? head[1] - 0x80 : 0
  const start = 2 + lengthBytes
  return lengthBytes <= 4 && head.subarray(start, start + signedData.length).equals(signedData)
}
