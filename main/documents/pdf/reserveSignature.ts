// A PDF with a new, empty signature in a revision of its own: everything but the signature's bytes is there.
import { fail } from '../../failure.ts'
import { appendRevision, dateString, dictionaryWith, type NewObject, nextNumber, textString } from './appendRevision.ts'
import { openPdf, type Pdf } from './openPdf.ts'
import { allFields, firstPage, forbidsSignatures, formOf, hasDynamicForm } from './signatureFields.ts'
import { broken, entryOf, type PdfDictionary, type PdfValue, rawOf } from './value.ts'

export interface SignatureSpace {
  readonly subFilter: 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached'
  /** Whose signature it is, for readers that show it. */
  readonly signerName: string
  readonly signingTime: Date
  /** How many bytes the signature may take. */
  readonly size: number
}

export interface Reserved {
  /** The whole file; zeros stand where the signature goes. */
  readonly bytes: Uint8Array
  /** From `<` to after `>`: the hexadecimal text of /Contents, the only bytes that are not signed. */
  readonly gap: { readonly start: number; readonly end: number }
}

/**
 * The new field is invisible: a rectangle without area on the first page (ISO 32000-1 12.7.4.5).
 * @throws document.broken, document.encrypted, document.dynamicForm, document.certified
 */
export function reserveSignature(content: Uint8Array, space: SignatureSpace): Reserved {
  const pdf = openPdf(content)
  if (pdf.encrypted) return fail({ code: 'document.encrypted' })
  if (hasDynamicForm(pdf)) return fail({ code: 'document.dynamicForm' })
  if (forbidsSignatures(pdf)) return fail({ code: 'document.certified' })
  const number = nextNumber(pdf)
  const field = number + 1
  const { reference, page } = firstPage(pdf)
  const widget = [
    '<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig',
    `/T ${textString(freeName(pdf))}`,
    // Printed and locked (12.5.3).
    `/F 132\n/Rect [0 0 0 0]\n/P ${reference.number} ${reference.generation} R\n/V ${number} 0 R\n>>`,
  ].join('\n')
  const objects: NewObject[] = [
    { number, generation: 0, value: signatureDictionary(space) },
    { number: field, generation: 0, value: Buffer.from(widget) },
    ...changedForm(pdf, field),
    ...changedPage(pdf, reference, page, field),
  ]
  const { bytes, starts } = appendRevision(pdf, objects)
  const start = starts.get(number) ?? 0
  const gapStart = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('/Contents <', start) + 10
  const gap = { start: gapStart, end: gapStart + 2 + space.size * 2 }
  writeByteRange(bytes, start, gap)
  return { bytes, gap }
}

const openRange = `/ByteRange [0 ${' '.repeat(32)}]`

function signatureDictionary({ subFilter, signerName, signingTime, size }: SignatureSpace): Uint8Array {
  return Buffer.from(
    [
      `<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /${subFilter}`,
      `/Name ${textString(signerName)}\n/M ${dateString(signingTime)}\n${openRange}`,
      `/Contents <${'0'.repeat(size * 2)}>\n>>`,
    ].join('\n'),
    'latin1',
  )
}

function writeByteRange(bytes: Uint8Array, start: number, { start: from, end }: Reserved['gap']): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const at = file.indexOf(openRange, start) + '/ByteRange [0 '.length
  file.write(`${from} ${end} ${bytes.length - end}`.padEnd(32), at, 'latin1')
}

/** A name that no field has; names stand for whole branches, so that any field's counts. */
function freeName(pdf: Pdf): string {
  const taken = new Set<string>()
  for (const { field } of allFields(pdf)) {
    const title = pdf.resolve(entryOf(field, 'T'))
    if (title?.kind === 'string') taken.add(textOf(title.bytes))
  }
  for (let count = 1; ; count++) if (!taken.has(`Signature${count}`)) return `Signature${count}`
}

/** ASCII is the same in PDFDocEncoding and, with every second byte, in UTF-16. */
const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.filter((byte) => byte >= 0x20 && byte < 0x7f)).toString('latin1')

/** The form with the new field: whichever of form and list of fields are objects of their own are written anew. */
function changedForm(pdf: Pdf, field: number): NewObject[] {
  const { reference: catalogReference, dictionary: catalog } = pdf.catalog
  const written = entryOf(catalog, 'AcroForm')
  const form = formOf(pdf)
  if (form === undefined) {
    const value = pdf.resolve(written)
    if (value !== undefined && value.kind !== 'null') return broken('form')
    const changes = new Map([['AcroForm', `<< /Fields [${field} 0 R] /SigFlags 3 >>`]])
    return [{ ...catalogReference, value: dictionaryWith(catalog, changes) }]
  }
  const { list, objects } = listWith(pdf, form, 'Fields', field)
  // Signatures are there, and saving must append (12.7.2).
  const changes = new Map([['SigFlags', '3'], ...(list === undefined ? [] : [['Fields', list] as const])])
  const value = dictionaryWith(form, changes)
  if (written?.kind === 'reference') return [...objects, { ...written, value }]
  const inCatalog = new Map([['AcroForm', Buffer.from(value).toString('latin1')]])
  return [...objects, { ...catalogReference, value: dictionaryWith(catalog, inCatalog) }]
}

function changedPage(
  pdf: Pdf,
  reference: { number: number; generation: number },
  page: PdfDictionary,
  field: number,
): NewObject[] {
  const { list, objects } = listWith(pdf, page, 'Annots', field)
  if (list === undefined) return objects
  return [...objects, { ...reference, value: dictionaryWith(page, new Map([['Annots', list]])) }]
}

/** The list under that key with one more reference: as text where it stands in the dictionary, or as an object of its own. */
function listWith(
  pdf: Pdf,
  dictionary: PdfDictionary,
  key: string,
  added: number,
): { list?: string; objects: NewObject[] } {
  const written = entryOf(dictionary, key)
  const value = pdf.resolve(written)
  if (value === undefined || value.kind === 'null') return { list: `[${added} 0 R]`, objects: [] }
  if (value.kind !== 'array') return broken(`list of ${key}`)
  const text = `[${[...value.items.map(textOfRaw), `${added} 0 R`].join(' ')}]`
  if (written?.kind !== 'reference') return { list: text, objects: [] }
  const { number, generation } = written
  return { objects: [{ number, generation, value: Buffer.from(text, 'latin1') }] }
}

const textOfRaw = (value: PdfValue): string => Buffer.from(rawOf(value)).toString('latin1')
