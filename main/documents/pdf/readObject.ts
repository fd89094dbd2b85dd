// Reads one indirect object where it lies in the file (ISO 32000-1 7.3.8, 7.3.10).
import { type Cursor, readValue, skipSpace, takeCount, takeWord } from './readValue.ts'
import { broken, countOf, entryOf, type PdfDictionary, type PdfReference, type PdfValue } from './value.ts'

export interface ObjectAt {
  readonly number: number
  readonly generation: number
  readonly value: PdfValue
}

/**
 * @param lengthOf the number behind a stream's length that stands elsewhere
 * @throws document.broken
 */
export function readObjectAt(
  bytes: Uint8Array,
  offset: number,
  lengthOf: (reference: PdfReference) => number,
): ObjectAt {
  const cursor: Cursor = { bytes, at: offset }
  skipSpace(cursor)
  const number = takeCount(cursor) ?? broken('no object where one should be')
  skipSpace(cursor)
  const generation = takeCount(cursor) ?? broken('no object where one should be')
  skipSpace(cursor)
  if (!takeWord(cursor, 'obj')) return broken('no object where one should be')
  const value = readValue(cursor)
  skipSpace(cursor)
  const whole = value.kind === 'dictionary' && takeWord(cursor, 'stream') ? readData(cursor, value, lengthOf) : value
  skipSpace(cursor)
  if (!takeWord(cursor, 'endobj')) return broken('an object without an end')
  return { number, generation, value: whole }
}

function readData(cursor: Cursor, dictionary: PdfDictionary, lengthOf: (reference: PdfReference) => number): PdfValue {
  const { bytes } = cursor
  if (bytes[cursor.at] === 0x0d) cursor.at++
  if (bytes[cursor.at++] !== 0x0a) return broken('start of a stream')
  const told = entryOf(dictionary, 'Length')
  const length = told?.kind === 'reference' ? lengthOf(told) : (countOf(told) ?? broken('length of a stream'))
  const start = cursor.at
  if (start + length > bytes.length) return broken('length of a stream')
  cursor.at = start + length
  skipLineEnd(cursor)
  if (!takeWord(cursor, 'endstream')) return broken('length of a stream')
  return {
    kind: 'stream',
    dictionary,
    data: bytes.subarray(start, start + length),
    source: bytes,
    start: dictionary.start,
    end: cursor.at,
  }
}

/** Writers put one line end, some two. */
function skipLineEnd(cursor: Cursor): void {
  for (let count = 0; count < 4; count++) {
    const byte = cursor.bytes[cursor.at]
    if (byte !== 0x0a && byte !== 0x0d && byte !== 0x20) return
    cursor.at++
  }
}
