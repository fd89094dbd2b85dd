// What was changed between a signed revision and the newest one. Further signatures change nothing that was signed, nor does
// what proves them later (DSS, time stamps: ETSI EN 319 142-1 5.4, 5.5). Everything else is named, known to be harmless or not.
import type { DocumentChange } from '../../../preload/shapes/documents.ts'
import { WalletError } from '../../failure.ts'
import { ownMember } from '../../ownMember.ts'
import type { Pdf } from './openPdf.ts'
import { allFields, formOf, pagesOf, signatureFields } from './signatureFields.ts'
import { broken, countOf, entryOf, isName, type PdfDictionary, type PdfValue } from './value.ts'

type Both = readonly [older: PdfValue | undefined, newer: PdfValue | undefined]
interface Pair {
  readonly both: Both
  /** What it is called when the two differ. */
  readonly change: DocumentChange
}

/** What may be different in an object of the older revision, by its number. */
type Role = 'page' | 'openSignature'

const mostSteps = 5_000_000

export function laterChanges(older: Pdf, newer: Pdf): readonly DocumentChange[] {
  const changes = new Set<DocumentChange>()
  try {
    compareDocuments(older, newer, (change) => changes.add(change))
  } catch (error) {
    if (!(error instanceof WalletError) || error.failure.code !== 'document.broken') throw error
    changes.add('unreadable')
  }
  return [...changes]
}

/** Both documents from their roots down, following every reference once. */
function compareDocuments(older: Pdf, newer: Pdf, tell: (change: DocumentChange) => void): void {
  const pages = pagesOf(older).map(({ number }) => number)
  /** What some objects are called however they are reached: pages are referred to by notes, fields by pages. */
  const names = new Map<number, DocumentChange>([
    ...pages.map((number) => [number, 'pageContent'] as const),
    ...allFields(older).map(({ number }) => [number, 'formFields'] as const),
  ])
  const roles = new Map<number, Role>([
    ...pages.map((number) => [number, 'page'] as const),
    ...openSignatures(older).map((number) => [number, 'openSignature'] as const),
  ])
  const seen = new Set<string>()
  const pairs: Pair[] = [...documentPairs(older, newer)]
  for (let steps = 0; ; steps++) {
    const pair = pairs.pop()
    if (pair === undefined) return
    if (steps > mostSteps) broken('too much to compare')
    const [a, b] = pair.both
    const role = a?.kind === 'reference' ? roles.get(a.number) : undefined
    const change = (a?.kind === 'reference' && names.get(a.number)) || pair.change
    if (a?.kind === 'reference' && b?.kind === 'reference') {
      const key = `${a.number} ${a.generation} ${b.number} ${b.generation}`
      if (seen.has(key)) continue
      seen.add(key)
    }
    const [was, is] = [older.resolve(a), newer.resolve(b)]
    const inside =
      role !== undefined && was?.kind === 'dictionary' && is?.kind === 'dictionary'
        ? rolePairs(role, was, is, older, newer, tell)
        : insideOf(was, is, change)
    if (inside === 'different') tell(change)
    else for (const one of inside) pairs.push(one)
  }
}

/** The parts of the document that are compared each under its own name. */
function documentPairs(older: Pdf, newer: Pdf): Pair[] {
  const catalogs = [older.catalog.dictionary, newer.catalog.dictionary] as const
  const names: Readonly<Record<string, DocumentChange>> = { Pages: 'pageContent', Metadata: 'documentInformation' }
  // Extensions name what the file makes use of and draw nothing.
  const free = ['DSS', 'Extensions', 'AcroForm']
  return [
    ...entries(...catalogs, free, (key) => ownMember(names, key) ?? 'other'),
    ...formPairs(older, newer),
    ...informationPairs(older, newer),
  ]
}

/** Title and author are shown with a document; when it was last saved is not what was signed. */
function informationPairs(older: Pdf, newer: Pdf): Pair[] {
  const written = [entryOf(older.trailer, 'Info'), entryOf(newer.trailer, 'Info')] as const
  const [was, is] = [older.resolve(written[0]), newer.resolve(written[1])]
  if (was?.kind !== 'dictionary' || is?.kind !== 'dictionary') return [{ both: written, change: 'documentInformation' }]
  return entries(was, is, ['ModDate'], () => 'documentInformation')
}

/** The form may get new signature fields; all the rest of it stays. */
function formPairs(older: Pdf, newer: Pdf): Pair[] {
  const [was, is] = [formOf(older), formOf(newer)]
  const fields = (pdf: Pdf, form: PdfDictionary | undefined) => listOf(pdf, form, 'Fields')
  const [before, after] = [fields(older, was), fields(newer, is)]
  const signatures = new Set(signatureFields(newer).map(({ number }) => number))
  const added = after.slice(before.length)
  const onlySignatures = added.every((field) => field.kind === 'reference' && signatures.has(field.number))
  // What a form without fields says about the look of fields concerns nobody who signed before.
  const free = before.length === 0 ? ['Fields', 'SigFlags', 'DR', 'DA'] : ['Fields', 'SigFlags']
  return [
    ...before.map((field, index): Pair => ({ both: [field, after[index]], change: 'formFields' })),
    ...entries(was, is, free, () => 'formFields'),
    ...(onlySignatures ? [] : [different('formFields')]),
  ]
}

function rolePairs(
  role: Role,
  was: PdfDictionary,
  is: PdfDictionary,
  older: Pdf,
  newer: Pdf,
  tell: (change: DocumentChange) => void,
): Pair[] {
  if (role === 'openSignature') return entries(was, is, freeInField(newer, is), () => 'formFields')
  const [before, after] = [listOf(older, was, 'Annots'), listOf(newer, is, 'Annots')]
  for (const added of after.slice(before.length)) {
    const kind = addedAnnotation(newer, added)
    if (kind !== 'invisibleSignature') tell(kind)
  }
  return [
    ...before.map((one, index): Pair => ({ both: [one, after[index]], change: 'annotations' })),
    ...entries(was, is, ['Annots'], () => 'pageContent'),
  ]
}

/**
 * An empty field that was signed: its value, and the mark that its signer left in the room that was kept for it. The mark
 * belongs to a signature that is judged itself; a time stamp, which is not, leaves none.
 */
function freeInField(newer: Pdf, field: PdfDictionary): string[] {
  const parent = newer.dictionaryAt(field, 'Parent')
  const signature = newer.dictionaryAt(field, 'V') ?? (parent && newer.dictionaryAt(parent, 'V'))
  if (signature === undefined) return []
  return isName(entryOf(signature, 'SubFilter'), 'ETSI.RFC3161') ? ['V'] : ['V', 'AP', 'M', 'F']
}

function addedAnnotation(pdf: Pdf, written: PdfValue): 'invisibleSignature' | 'visibleMark' | 'annotations' {
  const annotation = pdf.resolve(written)
  if (written.kind !== 'reference' || annotation?.kind !== 'dictionary') return 'annotations'
  if (!isName(pdf.resolve(entryOf(annotation, 'Subtype')), 'Widget')) return 'annotations'
  const parent = pdf.dictionaryAt(annotation, 'Parent')
  const type = entryOf(annotation, 'FT') ?? (parent === undefined ? undefined : entryOf(parent, 'FT'))
  if (!isName(pdf.resolve(type), 'Sig')) return 'annotations'
  // What it does when the page is opened could change what is seen.
  const acts = ['A', 'AA'].some((key) => (pdf.resolve(entryOf(annotation, key)) ?? nothing).kind !== 'null')
  if (acts) return 'annotations'
  const box = pdf.resolve(entryOf(annotation, 'Rect'))
  const [left, bottom, right, top] = box?.kind === 'array' ? box.items.map((one) => pdf.resolve(one)) : []
  const same = (a: PdfValue | undefined, b: PdfValue | undefined) =>
    a?.kind === 'number' && b?.kind === 'number' && a.value === b.value
  const flags = countOf(pdf.resolve(entryOf(annotation, 'F'))) ?? 0
  // Hidden (12.5.3), or without area. One that is only not viewed can still be printed.
  const invisible = (flags & 0x02) !== 0 || (same(left, right) && same(bottom, top))
  return invisible ? 'invisibleSignature' : 'visibleMark'
}

/** The entries of two dictionaries side by side, those left out that may differ. */
function entries(
  was: PdfDictionary | undefined,
  is: PdfDictionary | undefined,
  free: readonly string[],
  change: (key: string) => DocumentChange,
): Pair[] {
  const keys = new Set([...(was?.entries.keys() ?? []), ...(is?.entries.keys() ?? [])])
  const twice = [...(was?.repeated ?? []), ...(is?.repeated ?? [])]
  return [
    ...[...keys]
      .filter((key) => !free.includes(key))
      .map((key): Pair => ({ both: [was?.entries.get(key), is?.entries.get(key)], change: change(key) })),
    // Of a key that stands there twice, nobody knows which one a reader takes.
    ...twice.map((key) => different(change(key))),
  ]
}

function insideOf(was: PdfValue | undefined, is: PdfValue | undefined, change: DocumentChange): Pair[] | 'different' {
  const [a, b] = [was ?? nothing, is ?? nothing]
  if (a.kind === 'null' && b.kind === 'null') return []
  if (a.kind === 'array' && b.kind === 'array') {
    if (a.items.length !== b.items.length) return 'different'
    return a.items.map((item, index) => ({ both: [item, b.items[index]], change }))
  }
  if (a.kind === 'dictionary' && b.kind === 'dictionary') {
    const unchanged = a.repeated.length > 0 && sameText(a, b)
    return unchanged ? entriesOnly(a, b, change) : entries(a, b, [], () => change)
  }
  if (a.kind === 'stream' && b.kind === 'stream') {
    if (Buffer.compare(a.data, b.data) !== 0) return 'different'
    return entries(a.dictionary, b.dictionary, [], () => change)
  }
  return sameScalar(a, b) ? [] : 'different'
}

/** For a dictionary with a key twice that stands there as before: what it refers to is still compared. */
function entriesOnly(a: PdfDictionary, b: PdfDictionary, change: DocumentChange): Pair[] {
  return [...a.entries].map(([key, value]) => ({ both: [value, b.entries.get(key)], change }))
}

const sameText = (a: PdfDictionary, b: PdfDictionary): boolean =>
  Buffer.compare(a.source.subarray(a.start, a.end), b.source.subarray(b.start, b.end)) === 0

function sameScalar(a: PdfValue, b: PdfValue): boolean {
  if (a.kind === 'string' && b.kind === 'string') return Buffer.compare(a.bytes, b.bytes) === 0
  if (a.kind === 'name' && b.kind === 'name') return a.value === b.value
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value
  return a.kind === 'boolean' && b.kind === 'boolean' && a.value === b.value
}

const empty = new Uint8Array()
const nothing: PdfValue = { kind: 'null', source: empty, start: 0, end: 0 }
const something: PdfValue = { kind: 'boolean', value: true, source: empty, start: 0, end: 0 }
const different = (change: DocumentChange): Pair => ({ both: [nothing, something], change })

function listOf(pdf: Pdf, dictionary: PdfDictionary | undefined, key: string): readonly PdfValue[] {
  const list = dictionary === undefined ? undefined : pdf.resolve(entryOf(dictionary, key))
  if (list === undefined || list.kind === 'null') return []
  return list.kind === 'array' ? list.items : broken(`list of ${key}`)
}

/** Signature fields that nobody had signed yet, and their widgets. */
function openSignatures(pdf: Pdf): number[] {
  return signatureFields(pdf).flatMap(({ number, field, signature }) => {
    if (signature !== undefined) return []
    return [number, ...listOf(pdf, field, 'Kids').flatMap((kid) => (kid.kind === 'reference' ? [kid.number] : []))]
  })
}
