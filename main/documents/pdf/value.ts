// The values a PDF is made of (ISO 32000-1 7.3). Each knows the bytes it was read from.
import { fail } from '../../failure.ts'

interface Place {
  /** The file, or an unpacked object stream. */
  readonly source: Uint8Array
  readonly start: number
  /** The first byte after it. */
  readonly end: number
}

export type PdfValue = Place &
  (
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'number'; readonly value: number }
    /** Without its slash, `#` escapes undone, one character a byte. */
    | { readonly kind: 'name'; readonly value: string }
    | { readonly kind: 'string'; readonly bytes: Uint8Array; readonly hex: boolean }
    | { readonly kind: 'reference'; readonly number: number; readonly generation: number }
    | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
    | PdfEntries
    | { readonly kind: 'stream'; readonly dictionary: PdfDictionary; readonly data: Uint8Array }
  )

interface PdfEntries {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfValue>
  /** Keys that stand there more than once: readers differ in which one they take. */
  readonly repeated: readonly string[]
}

export type PdfDictionary = Place & PdfEntries
export type PdfReference = Extract<PdfValue, { kind: 'reference' }>
export type PdfStream = Extract<PdfValue, { kind: 'stream' }>

/** The structure cannot be followed. `detail` names what, and never what the document says. */
export function broken(detail: string, cause?: unknown): never {
  return fail({ code: 'document.broken', detail }, cause)
}

/** The bytes as they stand in the file. */
export const rawOf = ({ source, start, end }: PdfValue): Uint8Array => source.subarray(start, end)

/** An entry, as it is written: references are not followed. */
export const entryOf = (dictionary: PdfDictionary, key: string): PdfValue | undefined => dictionary.entries.get(key)

export const isName = (value: PdfValue | undefined, name: string): boolean =>
  value?.kind === 'name' && value.value === name

/** A number that counts or points: no fraction, not negative. */
export function countOf(value: PdfValue | undefined): number | undefined {
  return value?.kind === 'number' && Number.isSafeInteger(value.value) && value.value >= 0 ? value.value : undefined
}
