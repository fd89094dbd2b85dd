// A PDF as its cross-references tell it, without repairing anything: two readers that repair do not see the same document.
import { WalletError } from '../../failure.ts'
import { type Location, readSections, type Section } from './crossReferences.ts'
import { readObjectAt } from './readObject.ts'
import { type Cursor, readValue, skipSpace, takeCount } from './readValue.ts'
import { unpackStructure } from './unpack.ts'
import { broken, countOf, entryOf, isName, type PdfDictionary, type PdfReference, type PdfValue } from './value.ts'

export interface Pdf {
  readonly bytes: Uint8Array
  /** Newest first. */
  readonly sections: readonly [Section, ...Section[]]
  readonly trailer: PdfDictionary
  readonly locations: ReadonlyMap<number, Location>
  readonly catalog: { readonly reference: PdfReference; readonly dictionary: PdfDictionary }
  readonly encrypted: boolean
  /** The object of that number; undefined when it is free or was never there, which means null (7.3.10). @throws document.broken */
  object(reference: Pick<PdfReference, 'number' | 'generation'>): PdfValue | undefined
  /** Follows references until something else stands there. @throws document.broken */
  resolve(value: PdfValue | undefined): PdfValue | undefined
  /** The dictionary behind that entry; undefined when nothing or something else is there. @throws document.broken */
  dictionaryAt(dictionary: PdfDictionary, key: string): PdfDictionary | undefined
}

/** A packed object needs its stream, a stream its length: that is as deep as it goes. */
const mostNeeded = 8
/** All object streams together, unpacked. */
const mostUnpacked = 256 * 1024 * 1024

/**
 * @param bytes the whole file, or a revision of it: everything from its start to the end of that revision
 * @throws document.broken
 */
export function openPdf(bytes: Uint8Array): Pdf {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') return broken('no PDF header at the start')
  const sections = readSections(bytes)
  const trailer = sections[0].trailer
  const locations = new Map<number, Location>()
  for (const section of sections)
    for (const [number, location] of section.locations) if (!locations.has(number)) locations.set(number, location)

  const known = new Map<number, PdfValue | undefined>()
  const packs = new Map<number, readonly { number: number; value: PdfValue }[]>()
  const underWay = new Set<number>()
  let unpacked = 0

  const object: Pdf['object'] = ({ number, generation }) => {
    const location = locations.get(number)
    if (location === undefined || location.kind === 'free') return undefined
    if (generation !== (location.kind === 'plain' ? location.generation : 0)) return undefined
    if (known.has(number)) return known.get(number)
    if (underWay.has(number)) return broken('an object that needs itself')
    if (underWay.size >= mostNeeded) return broken('objects that need one another without end')
    underWay.add(number)
    const value = location.kind === 'plain' ? plainObject(number, location) : packedObject(number, location)
    underWay.delete(number)
    known.set(number, value)
    return value
  }

  function plainObject(number: number, { offset, generation }: Extract<Location, { kind: 'plain' }>): PdfValue {
    if (offset >= bytes.length) return broken('an object outside the file')
    const lengthOf = (reference: PdfReference) => countOf(object(reference)) ?? broken('length of a stream')
    const found = readObjectAt(bytes, offset, lengthOf)
    if (found.number !== number || found.generation !== generation) return broken('another object than the listed one')
    return found.value
  }

  function packedObject(number: number, { stream, index }: Extract<Location, { kind: 'packed' }>): PdfValue {
    const pack = packs.get(stream) ?? unpack(stream)
    packs.set(stream, pack)
    const found = pack[index]
    return found?.number === number ? found.value : broken('another object than the listed one')
  }

  function unpack(number: number): readonly { number: number; value: PdfValue }[] {
    if (locations.get(number)?.kind !== 'plain') return broken('an object stream in an object stream')
    const stream = object({ number, generation: 0 })
    if (stream?.kind !== 'stream' || !isName(entryOf(stream.dictionary, 'Type'), 'ObjStm'))
      return broken('no object stream where one should be')
    const plain = unpackStructure(stream)
    unpacked += plain.length
    if (unpacked > mostUnpacked) return broken('too much packed')
    return readPack(plain, countOf(entryOf(stream.dictionary, 'N')), countOf(entryOf(stream.dictionary, 'First')))
  }

  const resolve: Pdf['resolve'] = (value) => {
    let found = value
    for (let step = 0; found?.kind === 'reference'; step++) {
      if (step > 20) return broken('references in a circle')
      found = object(found)
    }
    return found
  }

  const dictionaryAt: Pdf['dictionaryAt'] = (dictionary, key) => {
    const value = resolve(entryOf(dictionary, key))
    return value?.kind === 'dictionary' ? value : undefined
  }

  const encrypted = sections.some((section) => entryOf(section.trailer, 'Encrypt') !== undefined)
  const root = entryOf(trailer, 'Root')
  const catalog = root?.kind === 'reference' && !encrypted ? object(root) : undefined
  const reference = root?.kind === 'reference' ? root : broken('no catalogue')
  // What an encrypted one says cannot be read; nobody asks for more than whether it is.
  const dictionary = encrypted ? trailer : catalog?.kind === 'dictionary' ? catalog : broken('no catalogue')
  return {
    bytes,
    sections,
    trailer,
    locations,
    catalog: { reference, dictionary },
    encrypted,
    object,
    resolve,
    dictionaryAt,
  }
}

/** The objects of an object stream with their numbers (7.5.7). */
function readPack(bytes: Uint8Array, count: number | undefined, first: number | undefined) {
  if (count === undefined || first === undefined || first > bytes.length || count > bytes.length)
    return broken('object stream')
  const header: Cursor = { bytes: bytes.subarray(0, first), at: 0 }
  const places: { number: number; offset: number }[] = []
  for (let index = 0; index < count; index++) {
    skipSpace(header)
    const number = takeCount(header) ?? broken('object stream')
    skipSpace(header)
    places.push({ number, offset: takeCount(header) ?? broken('object stream') })
  }
  return places.map(({ number, offset }) => ({ number, value: readValue({ bytes, at: first + offset }) }))
}

/** The same, where a structure that cannot be followed is an answer and no failure. */
export function tryOpenPdf(bytes: Uint8Array): Pdf | undefined {
  return orUndefined(() => openPdf(bytes))
}

export function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'document.broken') return undefined
    throw error
  }
}
