// Signing a document in two steps: what the key must sign, and the signed document once it has. Bytes in, bytes out.
import type { SignatureForm } from '../../preload/shapes.ts'

export interface SignatureWanted {
  readonly form: SignatureForm
  /** The document as it is: a PDF for `pades` and `adbe`, any file for the other two. At most `mostDocumentBytes`. */
  readonly content: Uint8Array
  /** DER of the signer's certificate; key and algorithms are taken from it. */
  readonly certificate: Uint8Array
  /** DER of the certificates above it, as far as they are at hand: they go into the signature. */
  readonly chain: readonly Uint8Array[]
  /** The signer's own clock. */
  readonly signingTime: Date
}

/** How the key signs: RSASSA-PKCS1-v1_5, or ECDSA with the curve's own hash (signature as DER of r and s). */
export interface SigningAlgorithm {
  readonly key: 'rsa' | 'ec'
  readonly hash: 'sha256' | 'sha384'
}

export interface PreparedSignature {
  /** DER of the signed attributes (RFC 5652 5.4): the bytes that the key hashes and signs. */
  readonly message: Uint8Array
  readonly algorithm: SigningAlgorithm
  /** `message`, hashed with the hash of `algorithm`. */
  readonly digest: Uint8Array
  /** The signed document: the PDF with a new revision, the CMS with its content, or the CMS alone. */
  finish(signature: Uint8Array): Uint8Array
}

/**
 * @throws document.tooLarge, document.notPdf, document.broken, document.encrypted, document.dynamicForm,
 * document.certified, card.certificateUnreadable
 */
export function prepareSignature(_wanted: SignatureWanted): PreparedSignature {
  throw new Error('not made yet')
}
