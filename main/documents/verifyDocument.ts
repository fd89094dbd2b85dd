// Verifying the signatures of a PDF or a CMS file, made by anybody. Bytes in, a verdict out; without network.
import type { DocumentVerdict } from '../../preload/shapes.ts'

/** Who may stand at the end of a signer's chain: whole certificates (DER), and SHA-256 fingerprints of others. */
export interface DocumentTrust {
  readonly anchors: readonly Uint8Array[]
  readonly pinned?: readonly string[]
}

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
export async function verifyDocument(_bytes: Uint8Array, _options: VerifyOptions): Promise<DocumentVerdict> {
  throw new Error('not made yet')
}
