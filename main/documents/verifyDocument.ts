// Verifying the signatures of a PDF or a CMS file, made by anybody. Bytes in, a verdict out; without network.
import type { DocumentVerdict } from '../../preload/shapes/documents.ts'
import { fail } from '../failure.ts'
import { documentKind, mostSignedBytes } from './kind.ts'
import type { DocumentTrust } from './signerChain.ts'
import { verifyCms } from './verifyCms.ts'
import { verifyPdf } from './verifyPdf.ts'

export type { DocumentTrust } from './signerChain.ts'

export interface VerifyOptions {
  /** What a detached CMS was made over. */
  readonly content?: Uint8Array
  readonly trust: DocumentTrust
  /** Now. */
  readonly at: Date
}

/**
 * A PDF without any signature has an empty list and is not valid.
 * @throws document.tooLarge; document.encrypted; document.broken for a PDF whose structure cannot be followed;
 * file.notUnderstood for what is neither PDF nor CMS
 */
export async function verifyDocument(bytes: Uint8Array, options: VerifyOptions): Promise<DocumentVerdict> {
  if (bytes.length > mostSignedBytes) return fail({ code: 'document.tooLarge' })
  switch (documentKind(bytes)) {
    case 'pdf':
      return verifyPdf(bytes, options)
    case 'cms':
      return verifyCms(withoutArmour(bytes), options)
    default:
      return fail({ code: 'file.notUnderstood', detail: 'neither PDF nor CMS' })
  }
}

/** The bytes of PEM text (RFC 7468 9). @throws file.notUnderstood */
function withoutArmour(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x30) return bytes
  const text = Buffer.from(bytes).toString('latin1')
  const body = /^-----BEGIN (CMS|PKCS7)-----\r?\n([A-Za-z0-9+/=\s]+)-----END \1-----\s*$/.exec(text)?.[2]
  return body === undefined
    ? fail({ code: 'file.notUnderstood', detail: 'PEM' })
    : Buffer.from(body.replaceAll(/\s/g, ''), 'base64')
}
