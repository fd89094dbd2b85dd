// The signature fields of a PDF's form (ISO 32000-1 12.7.4.5), and what its author allows (12.8.2.2).
import type { Pdf } from './openPdf.ts'
import { broken, countOf, entryOf, isName, type PdfDictionary, type PdfReference, type PdfValue } from './value.ts'

export interface SignatureField {
  /** The number of the field's own object. */
  readonly number: number
  readonly field: PdfDictionary
  /** Partial names from the top, joined by dots, as text for telling fields apart. */
  readonly name: string
  /** What was put into it; undefined: not signed yet. `number` undefined: it stands inside the field. */
  readonly signature: { readonly number: number | undefined; readonly dictionary: PdfDictionary } | undefined
}

const mostFields = 50_000
const deepest = 32

export function formOf(pdf: Pdf): PdfDictionary | undefined {
  return pdf.dictionaryAt(pdf.catalog.dictionary, 'AcroForm')
}

/** Those of the form, and those that a page shows though the form does not name them: readers count them too. @throws document.broken */
export function signatureFields(pdf: Pdf): readonly SignatureField[] {
  const fields = new Map(allFields(pdf).map((one) => [one.number, one]))
  for (const widget of strayFields(pdf, fields)) fields.set(widget.number, widget)
  return [...fields.values()].flatMap(({ number, field, name, type }) =>
    isName(type, 'Sig') ? [{ number, field, name, signature: signatureIn(pdf, field) }] : [],
  )
}

function strayFields(pdf: Pdf, known: ReadonlyMap<number, FieldNode>): FieldNode[] {
  return pagesOf(pdf).flatMap(({ page }) => {
    const list = pdf.resolve(entryOf(page, 'Annots'))
    const items = list?.kind === 'array' ? list.items : []
    return items.flatMap((item): FieldNode[] => {
      if (item.kind !== 'reference' || known.has(item.number)) return []
      const field = pdf.resolve(item)
      if (field?.kind !== 'dictionary' || !isName(pdf.resolve(entryOf(field, 'Subtype')), 'Widget')) return []
      return [{ number: item.number, field, name: '', type: pdf.resolve(entryOf(field, 'FT')) }]
    })
  })
}

interface FieldNode {
  readonly number: number
  readonly field: PdfDictionary
  readonly name: string
  /** FT, inherited from above where the field has none. */
  readonly type: PdfValue | undefined
}

/** Every field that stands in the form, those above others too, each once. @throws document.broken */
export function allFields(pdf: Pdf): readonly FieldNode[] {
  const form = formOf(pdf)
  const top = form === undefined ? undefined : pdf.resolve(entryOf(form, 'Fields'))
  if (top === undefined || top.kind === 'null') return []
  const found: FieldNode[] = []
  const seen = new Set<number>()
  const walk = (list: PdfValue, above: string, inherited: PdfValue | undefined, depth: number): void => {
    if (list.kind !== 'array' || depth > deepest) broken('fields of the form')
    for (const item of list.items) {
      const field = pdf.resolve(item)
      // A reference to nothing is nothing; a field must be an object of its own.
      if (field === undefined || field.kind === 'null') continue
      if (item.kind !== 'reference' || field.kind !== 'dictionary') broken('fields of the form')
      if (seen.has(item.number)) continue
      seen.add(item.number)
      if (seen.size > mostFields) broken('too many fields')
      const title = pdf.resolve(entryOf(field, 'T'))
      const partial = title?.kind === 'string' ? Buffer.from(title.bytes).toString('latin1') : ''
      const name = [above, partial].filter((part) => part !== '').join('.')
      const type = pdf.resolve(entryOf(field, 'FT')) ?? inherited
      found.push({ number: item.number, field, name, type })
      const kids = pdf.resolve(entryOf(field, 'Kids'))
      if (kids !== undefined && kids.kind !== 'null') walk(kids, name, type, depth + 1)
    }
  }
  walk(top, '', undefined, 0)
  return found
}

function signatureIn(pdf: Pdf, field: PdfDictionary): SignatureField['signature'] {
  const written = entryOf(field, 'V')
  const value = pdf.resolve(written)
  if (value === undefined || value.kind === 'null') return undefined
  if (value.kind !== 'dictionary') return broken('value of a signature field')
  return { number: written?.kind === 'reference' ? written.number : undefined, dictionary: value }
}

/** A form drawn by XML inside the file (XFA): what it shows is not what its bytes say. */
export function hasDynamicForm(pdf: Pdf): boolean {
  const form = formOf(pdf)
  const there = (value: PdfValue | undefined) => value !== undefined && value.kind !== 'null'
  const rendering = pdf.resolve(entryOf(pdf.catalog.dictionary, 'NeedsRendering'))
  return (
    (form !== undefined && there(pdf.resolve(entryOf(form, 'XFA')))) ||
    (rendering?.kind === 'boolean' && rendering.value)
  )
}

/**
 * Whether some signature certifies the document against every change, a further signature included: DocMDP with P 1
 * (12.8.2.2.2), or a lock of a signed field with P 1 (ISO 32000-2 12.7.5.5).
 * @throws document.broken
 */
export function forbidsSignatures(pdf: Pdf): boolean {
  const permissions = pdf.dictionaryAt(pdf.catalog.dictionary, 'Perms')
  const certifying = permissions === undefined ? undefined : pdf.dictionaryAt(permissions, 'DocMDP')
  if (certifying !== undefined && isFinal(pdf, certifying)) return true
  return signatureFields(pdf).some(({ field, signature }) => {
    if (signature === undefined) return false
    const lock = pdf.dictionaryAt(field, 'Lock')
    return (lock !== undefined && allowsNothing(pdf, lock)) || isFinal(pdf, signature.dictionary)
  })
}

/** Whether that signature certifies against every change. @throws document.broken */
export function isFinal(pdf: Pdf, signature: PdfDictionary): boolean {
  return transforms(pdf, signature).some(
    ({ method, parameters }) => method === 'DocMDP' && allowsNothing(pdf, parameters),
  )
}

const allowsNothing = (pdf: Pdf, dictionary: PdfDictionary): boolean =>
  countOf(pdf.resolve(entryOf(dictionary, 'P'))) === 1

/** The Reference entries of a signature: what it is said to protect. */
function transforms(pdf: Pdf, signature: PdfDictionary): { method: string; parameters: PdfDictionary }[] {
  const list = pdf.resolve(entryOf(signature, 'Reference'))
  const items = list?.kind === 'array' ? list.items : []
  return items.flatMap((item) => {
    const reference = pdf.resolve(item)
    if (reference?.kind !== 'dictionary') return []
    const method = pdf.resolve(entryOf(reference, 'TransformMethod'))
    const parameters = pdf.dictionaryAt(reference, 'TransformParams')
    return method?.kind === 'name' && parameters !== undefined ? [{ method: method.value, parameters }] : []
  })
}

/** Every page, in no certain order, each once; what stands in the tree and is none is passed over. @throws document.broken */
export function pagesOf(pdf: Pdf): { number: number; page: PdfDictionary }[] {
  const pages: { number: number; page: PdfDictionary }[] = []
  const seen = new Set<number>()
  const waiting = [entryOf(pdf.catalog.dictionary, 'Pages')]
  for (let written = waiting.pop(); written !== undefined; written = waiting.pop()) {
    const node = pdf.resolve(written)
    if (written.kind !== 'reference' || node?.kind !== 'dictionary' || seen.has(written.number)) continue
    seen.add(written.number)
    const kids = pdf.resolve(entryOf(node, 'Kids'))
    if (kids?.kind === 'array') for (const kid of kids.items) waiting.push(kid)
    else pages.push({ number: written.number, page: node })
  }
  return pages
}

/** The first page, and the number of its object. @throws document.broken */
export function firstPage(pdf: Pdf): { reference: PdfReference; page: PdfDictionary } {
  let written = entryOf(pdf.catalog.dictionary, 'Pages')
  const seen = new Set<number>()
  for (;;) {
    const node = pdf.resolve(written)
    if (written?.kind !== 'reference' || node?.kind !== 'dictionary') return broken('pages')
    if (seen.has(written.number)) return broken('pages in a circle')
    seen.add(written.number)
    const kids = pdf.resolve(entryOf(node, 'Kids'))
    if (kids === undefined) {
      if (!isName(pdf.resolve(entryOf(node, 'Type')), 'Page')) return broken('no page')
      return { reference: written, page: node }
    }
    if (kids.kind !== 'array') return broken('pages')
    // An empty branch holds no page; the first that is not empty leads on.
    written = kids.items.find((kid) => !isEmptyBranch(pdf, kid)) ?? broken('no page')
  }
}

function isEmptyBranch(pdf: Pdf, kid: PdfValue): boolean {
  const node = pdf.resolve(kid)
  const kids = node?.kind === 'dictionary' ? pdf.resolve(entryOf(node, 'Kids')) : undefined
  return kids?.kind === 'array' && kids.items.length === 0
}
