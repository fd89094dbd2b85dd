// Signing a document in two steps: what the key must sign, and the signed document once it has. Bytes in, bytes out.
import { createHash } from 'node:crypto'
import type { SignatureForm } from '../../preload/shapes/documents.ts'
import { openCertificate, type ReadCertificate } from '../certificates/certificate.ts'
import { readHolder } from '../certificates/holder.ts'
import { fail } from '../failure.ts'
import {
  buildCms,
  buildSignedAttributes,
  type CmsParts,
  longestSignature,
  type SigningAlgorithm,
  signingAlgorithmOf,
} from './cms/buildCms.ts'
import { documentKind, mostDocumentBytes } from './kind.ts'
import { reserveSignature } from './pdf/reserveSignature.ts'

export type { SigningAlgorithm } from './cms/buildCms.ts'

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
 * `pades`: PAdES baseline B-B (ETSI EN 319 142-1 6.3): the time stands in the PDF and not among the attributes.
 * `adbe`: ISO 32000-1 12.8.3.3.1 as 法務省 takes it. `cms`, `cms-detached`: RFC 5652 with the signed
 * attributes of CAdES (ETSI EN 319 122-1 5: type, digest, certificate, time), no level of which is claimed.
 *
 * @throws document.tooLarge, document.notPdf, document.broken, document.encrypted, document.dynamicForm,
 * document.certified, card.certificateUnreadable
 */
export function prepareSignature(wanted: SignatureWanted): PreparedSignature {
  const { form, content, certificate, signingTime } = wanted
  if (content.length > mostDocumentBytes) return fail({ code: 'document.tooLarge' })
  const opened = openCertificate(certificate)
  const algorithm = signingAlgorithmOf(opened)
  return form === 'pades' || form === 'adbe'
    ? preparePdf(wanted, form, opened, algorithm)
    : prepareCms(wanted, buildSignedAttributes(hash(algorithm, content), certificate, signingTime), algorithm)
}

/**
 * Whether that document can be signed in that form, before anybody is asked for a PIN.
 * @throws as prepareSignature, apart from what concerns the certificate
 */
export function checkSignable(form: SignatureForm, content: Uint8Array): void {
  if (content.length > mostDocumentBytes) fail({ code: 'document.tooLarge' })
  if (form !== 'pades' && form !== 'adbe') return
  if (documentKind(content) !== 'pdf') fail({ code: 'document.notPdf' })
  reserveSignature(content, { subFilter: 'ETSI.CAdES.detached', signerName: '', signingTime: new Date(0), size: 1 })
}

function prepareCms(wanted: SignatureWanted, message: Uint8Array, algorithm: SigningAlgorithm): PreparedSignature {
  const { form, content } = wanted
  const parts = { ...signerParts(wanted, algorithm, message), ...(form === 'cms' ? { content } : {}) }
  return {
    message,
    algorithm,
    digest: hash(algorithm, message),
    finish: (signature) => buildCms({ ...parts, signature }),
  }
}

function preparePdf(
  wanted: SignatureWanted,
  form: 'pades' | 'adbe',
  opened: ReadCertificate,
  algorithm: SigningAlgorithm,
): PreparedSignature {
  const { content, certificate, signingTime } = wanted
  if (documentKind(content) !== 'pdf') return fail({ code: 'document.notPdf' })
  const attributes = (digest: Uint8Array) =>
    buildSignedAttributes(digest, certificate, form === 'adbe' ? signingTime : undefined)
  const size = cmsSize(wanted, opened, algorithm, attributes(hash(algorithm)))
  const { bytes, gap } = reserveSignature(content, {
    subFilter: form === 'pades' ? 'ETSI.CAdES.detached' : 'adbe.pkcs7.detached',
    signerName: readHolder(opened.facts)?.name ?? commonName(opened),
    signingTime,
    size,
  })
  const message = attributes(hash(algorithm, bytes.subarray(0, gap.start), bytes.subarray(gap.end)))
  const parts = signerParts(wanted, algorithm, message)
  return {
    message,
    algorithm,
    digest: hash(algorithm, message),
    finish(signature) {
      const cms = buildCms({ ...parts, signature })
      if (cms.length > size) throw new Error('the signature is longer than its key makes them')
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).write(Buffer.from(cms).toString('hex'), gap.start + 1)
      return bytes
    },
  }
}

/** Everything is known but the signature, and its length at most; a little more lets readers see the padding they expect. */
function cmsSize(
  wanted: SignatureWanted,
  { publicKey }: ReadCertificate,
  algorithm: SigningAlgorithm,
  attributes: Uint8Array,
): number {
  if (publicKey === undefined) return fail({ code: 'card.certificateUnreadable' })
  const signature = new Uint8Array(longestSignature(publicKey))
  return buildCms({ ...signerParts(wanted, algorithm, attributes), signature }).length + 64
}

function signerParts(
  { certificate, chain }: SignatureWanted,
  algorithm: SigningAlgorithm,
  signedAttributes: Uint8Array,
): Omit<CmsParts, 'signature' | 'content'> {
  return { certificate, chain, algorithm, signedAttributes }
}

function commonName({ facts }: ReadCertificate): string {
  return facts.subjectParts.find(({ type }) => type === 'CN')?.value ?? facts.subject
}

function hash({ hash: name }: SigningAlgorithm, ...parts: readonly Uint8Array[]): Uint8Array {
  const digest = createHash(name)
  for (const part of parts) digest.update(part)
  return digest.digest()
}
