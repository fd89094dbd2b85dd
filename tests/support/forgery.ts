// What a forger with a certificate of their own can write: any byte range, any contents, any attributes, signed for real.
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { buildCms, buildSignedAttributes } from '../../main/documents/cms/buildCms.ts'
import { makeSigner, now, type Signer } from './documentSigners.ts'
import { appendTo, type Objects, pdfOf, type RevisionOptions } from './pdfs.ts'

export const mallory = makeSigner({ name: '架空 偽造' })

export interface Forgery {
  /** What the revision is appended to. */
  readonly file?: Uint8Array
  readonly signer?: Signer
  readonly subFilter?: string
  /** The numbers that are written and, where they name bytes, signed. */
  readonly byteRange?: (gap: { start: number; end: number; length: number }) => readonly (number | string)[]
  /** The value of /Contents, as long as its room; `hex` is the CMS padded with zeros. */
  readonly contents?: (hex: string) => string
  /** The CMS, from the digest of what the byte range says. */
  readonly cms?: (digest: Uint8Array, signer: Signer) => Uint8Array
  /** Further entries of the signature. */
  readonly entries?: string
  /** Further objects of the revision. */
  readonly objects?: Objects
  /** The list of the form; the new field is 21. */
  readonly fields?: string
  readonly revision?: RevisionOptions
}

const room = 6000

export function cmsOver(digest: Uint8Array, signer: Signer): Uint8Array {
  return cmsWith(buildSignedAttributes(digest, signer.certificate, undefined), signer)
}

/** Over those attributes, whatever they say. */
export function cmsWith(
  signedAttributes: Uint8Array,
  { certificate, chain, privateKey }: Signer,
  content?: Uint8Array,
) {
  const signature = new Uint8Array(sign('sha256', signedAttributes, privateKey))
  const algorithm = { key: 'rsa', hash: 'sha256' } as const
  return buildCms({ certificate, chain, algorithm, signedAttributes, signature, ...(content && { content }) })
}

/** A PDF with a signature in a new revision: objects 20 (signature) and 21 (field). */
export function forge(forgery: Forgery = {}): Uint8Array {
  const {
    file = pdfOf(),
    signer = mallory,
    subFilter = 'ETSI.CAdES.detached',
    byteRange = ({ start, end, length }) => [0, start, end, length - end],
    contents = (hex) => `<${hex}>`,
    cms = cmsOver,
    entries = '',
    objects = {},
    fields = '[21 0 R]',
    revision = {},
  } = forgery
  const mark = 'R'.repeat(60)
  const hole = `<${'5'.repeat(room * 2)}>`
  const opened = appendTo(
    file,
    {
      1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields ${fields} /SigFlags 3 >> >>`,
      20: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} /M (D:${now.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}) /ByteRange [${mark}] ${entries} /Contents ${hole} >>`,
      21: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Mallory) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 20 0 R >>',
      ...objects,
    },
    revision,
  )
  const bytes = Buffer.from(opened)
  const start = bytes.lastIndexOf(hole)
  const end = start + hole.length
  const numbers = byteRange({ start, end, length: bytes.length })
  bytes.write(numbers.join(' ').padEnd(mark.length), bytes.lastIndexOf(mark), 'latin1')
  const [from, first, second, rest] = numbers.map(Number)
  const digest = createHash('sha256')
    .update(bytes.subarray(from, Number(from) + Number(first)))
    .update(bytes.subarray(second, Number(second) + Number(rest)))
    .digest()
  const hex = Buffer.from(cms(digest, signer))
    .toString('hex')
    .padEnd(room * 2, '0')
  const value = contents(hex)
  if (value.length !== hole.length) throw new Error('the contents must fill their room')
  bytes.write(value, start, 'latin1')
  return new Uint8Array(bytes)
}

/** The same key in another certificate. */
export const withKeyOf = (signer: Signer): Signer => ({
  ...makeSigner({ name: '架空 偽造', usages: ['digitalSignature'] }),
  privateKey: createPrivateKey(signer.privateKey.export({ type: 'pkcs8', format: 'pem' })),
})
