// Where each object of a PDF lies: its cross-reference sections, newest first (ISO 32000-1 7.5.4, 7.5.5, 7.5.8).
import { readObjectAt } from './readObject.ts'
import { type Cursor, readDictionary, skipSpace, takeCount, takeWord } from './readValue.ts'
import { unpackStructure } from './unpack.ts'
import { broken, countOf, entryOf, isName, type PdfDictionary } from './value.ts'

export type Location =
  | { readonly kind: 'free' }
  | { readonly kind: 'plain'; readonly offset: number; readonly generation: number }
  /** In an object stream, at that place of its list. */
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }

export interface Section {
  /** Where it begins. */
  readonly offset: number
  readonly form: 'table' | 'stream'
  readonly trailer: PdfDictionary
  readonly locations: ReadonlyMap<number, Location>
}

const mostSections = 1000
/** Of all sections together. */
const mostEntries = 2_000_000

/**
 * The sections that the last `startxref` leads to, newest first. Nothing but white space may follow the last `%%EOF`.
 * @throws document.broken
 */
export function readSections(bytes: Uint8Array): readonly [Section, ...Section[]] {
  const newest = readSection(bytes, lastStart(bytes), mostEntries)
  const sections: [Section, ...Section[]] = [newest]
  const seen = new Set([newest.offset])
  let left = mostEntries - newest.locations.size
  for (let section = newest; ; ) {
    const previous = entryOf(section.trailer, 'Prev')
    if (previous === undefined) return sections
    const offset = countOf(previous) ?? broken('previous cross-references')
    if (seen.has(offset) || sections.length >= mostSections) return broken('cross-references in a circle')
    section = readSection(bytes, offset, left)
    left -= section.locations.size
    seen.add(offset)
    sections.push(section)
  }
}

/** The offset that the last `startxref` names. */
function lastStart(bytes: Uint8Array): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('startxref')
  if (at < 0) return broken('no startxref')
  const end = startAt(bytes, at)
  if (end === undefined) return broken('startxref')
  for (let rest = end.end; rest < bytes.length; rest++)
    if (![0x0a, 0x0d, 0x20, 0x09, 0x00].includes(bytes[rest] ?? -1)) return broken('bytes after the end')
  return end.offset
}

/** `startxref`, a number and `%%EOF` at that place: the number, and the first byte after it all. */
export function startAt(bytes: Uint8Array, at: number): { offset: number; end: number } | undefined {
  const cursor: Cursor = { bytes, at }
  if (!takeWord(cursor, 'startxref')) return undefined
  passWhite(cursor)
  const offset = takeCount(cursor)
  passWhite(cursor)
  // `%%EOF` is a comment to the reader of values, so that it is looked for by its bytes.
  for (const [index, byte] of [...Buffer.from('%%EOF')].entries())
    if (bytes[cursor.at + index] !== byte) return undefined
  return offset === undefined ? undefined : { offset, end: cursor.at + 5 }
}

function passWhite(cursor: Cursor): void {
  while ([0x20, 0x0a, 0x0d, 0x09].includes(cursor.bytes[cursor.at] ?? -1)) cursor.at++
}

function readSection(bytes: Uint8Array, offset: number, left: number): Section {
  const cursor: Cursor = { bytes, at: offset }
  if (offset >= bytes.length) return broken('cross-references outside the file')
  skipSpace(cursor)
  return takeWord(cursor, 'xref') ? readTable(cursor, offset, left) : readStream(bytes, offset, left)
}

function readTable(cursor: Cursor, offset: number, left: number): Section {
  const locations = new Map<number, Location>()
  for (;;) {
    skipSpace(cursor)
    if (takeWord(cursor, 'trailer')) break
    const first = takeCount(cursor) ?? broken('cross-reference table')
    skipSpace(cursor)
    const count = takeCount(cursor) ?? broken('cross-reference table')
    if (count > left) return broken('too many objects')
    for (let number = first; number < first + count; number++) addOnce(locations, number, readEntry(cursor))
    if (locations.size > left) return broken('too many objects')
  }
  const trailer = readDictionary(cursor)
  const hidden = entryOf(trailer, 'XRefStm')
  if (hidden === undefined) return { offset, form: 'table', trailer, locations }
  // A hybrid file: what the table does not list may lie in object streams (7.5.8.4).
  const stream = readStream(cursor.bytes, countOf(hidden) ?? broken('hybrid cross-references'), left - locations.size)
  for (const [number, location] of stream.locations) {
    const listed = locations.get(number)
    // Of an object that the table calls free and the stream does not, some readers take the one and some the other.
    if (listed?.kind === 'free' && location.kind !== 'free') broken('an object that is free and is not')
    if (listed === undefined) locations.set(number, location)
  }
  return { offset, form: 'table', trailer, locations }
}

function readEntry(cursor: Cursor): Location {
  skipSpace(cursor)
  const offset = takeCount(cursor) ?? broken('cross-reference table')
  skipSpace(cursor)
  const generation = takeCount(cursor) ?? broken('cross-reference table')
  skipSpace(cursor)
  if (takeWord(cursor, 'n')) return { kind: 'plain', offset, generation }
  return takeWord(cursor, 'f') ? { kind: 'free' } : broken('cross-reference table')
}

function addOnce(locations: Map<number, Location>, number: number, location: Location): void {
  if (locations.has(number)) broken('an object listed twice')
  locations.set(number, location)
}

function readStream(bytes: Uint8Array, offset: number, left: number): Section {
  const { value } = readObjectAt(bytes, offset, () => broken('cross-reference stream with a length elsewhere'))
  if (value.kind !== 'stream' || !isName(entryOf(value.dictionary, 'Type'), 'XRef'))
    return broken('no cross-references where they should be')
  const trailer = value.dictionary
  const widths = counts(trailer, 'W')
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths
  const width = typeWidth + secondWidth + thirdWidth
  if (widths.length !== 3 || width === 0 || widths.some((one) => one > 6)) return broken('cross-reference stream')
  const size = countOf(entryOf(trailer, 'Size')) ?? broken('cross-reference stream')
  const index = entryOf(trailer, 'Index') === undefined ? [0, size] : counts(trailer, 'Index')
  if (index.length % 2 !== 0) return broken('cross-reference stream')
  const rows = unpackStructure(value)
  const locations = new Map<number, Location>()
  let at = 0
  const take = (octets: number): number => {
    let number = 0
    for (const end = at + octets; at < end; at++) number = number * 256 + (rows[at] ?? 0)
    return number
  }
  for (let pair = 0; pair < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2)
    if (count > left || at + count * width > rows.length) return broken('cross-reference stream too short')
    for (let number = first; number < first + count; number++) {
      const type = typeWidth === 0 ? 1 : take(typeWidth)
      const [second, third] = [take(secondWidth), take(thirdWidth)]
      if (type === 0) addOnce(locations, number, { kind: 'free' })
      if (type === 1) addOnce(locations, number, { kind: 'plain', offset: second, generation: third })
      if (type === 2) addOnce(locations, number, { kind: 'packed', stream: second, index: third })
    }
    if (locations.size > left) return broken('too many objects')
  }
  return { offset, form: 'stream', trailer, locations }
}

function counts(dictionary: PdfDictionary, key: string): number[] {
  const value = entryOf(dictionary, key)
  if (value?.kind !== 'array') return broken('cross-reference stream')
  return value.items.map((item) => countOf(item) ?? broken('cross-reference stream'))
}
