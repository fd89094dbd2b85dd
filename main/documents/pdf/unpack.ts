// Unpacks the streams that hold a PDF's structure: cross-reference and object streams (ISO 32000-1 7.4.4, 7.5.7, 7.5.8).
import { inflateSync } from 'node:zlib'
import { broken, countOf, entryOf, isName, type PdfStream, type PdfValue } from './value.ts'

/** One such stream, unpacked. Real ones have some kilobytes; a bound keeps a hostile one from costing much. */
const mostUnpacked = 64 * 1024 * 1024

/** Not packed, or packed with FlateDecode, with or without a PNG predictor; nothing else is in use for structure. */
export function unpackStructure({ dictionary, data }: PdfStream): Uint8Array {
  const filter = single(entryOf(dictionary, 'Filter'))
  if (filter === undefined || filter.kind === 'null') return data
  if (!isName(filter, 'FlateDecode')) return broken('structure packed in an unusual way')
  const plain = inflate(data)
  const parameters = single(entryOf(dictionary, 'DecodeParms'))
  if (parameters === undefined || parameters.kind === 'null') return plain
  if (parameters.kind !== 'dictionary') return broken('parameters of a stream')
  const number = (key: string, otherwise: number) => {
    const value = entryOf(parameters, key)
    return value === undefined ? otherwise : (countOf(value) ?? broken('parameters of a stream'))
  }
  const predictor = number('Predictor', 1)
  if (predictor === 1) return plain
  const plainBytes = number('Colors', 1) === 1 && number('BitsPerComponent', 8) === 8
  if (predictor < 10 || !plainBytes) return broken('an unusual predictor')
  return undoPrediction(plain, number('Columns', 1))
}

/** A filter alone, or in an array of one. */
function single(value: PdfValue | undefined): PdfValue | undefined {
  if (value?.kind !== 'array') return value
  return value.items.length > 1 ? broken('structure packed twice') : value.items[0]
}

function inflate(data: Uint8Array): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: mostUnpacked })
  } catch (error) {
    return broken('a stream that cannot be unpacked', error)
  }
}

/** PNG predictors by row (RFC 2083 6) with one byte a pixel. */
function undoPrediction(packed: Uint8Array, columns: number): Uint8Array {
  if (columns < 1 || columns > 4096 || packed.length % (columns + 1) !== 0) return broken('rows of a stream')
  const rows = packed.length / (columns + 1)
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const from = row * (columns + 1)
    const to = row * columns
    const filter = packed[from] ?? 0
    if (filter > 4) return broken('an unknown predictor')
    for (let column = 0; column < columns; column++) {
      const left = column > 0 ? (out[to + column - 1] ?? 0) : 0
      const up = row > 0 ? (out[to - columns + column] ?? 0) : 0
      const upLeft = row > 0 && column > 0 ? (out[to - columns + column - 1] ?? 0) : 0
      out[to + column] = (packed[from + 1 + column] ?? 0) + predicted(filter, left, up, upLeft)
    }
  }
  return out
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const guess = left + up - upLeft
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)]
  if (a <= b && a <= c) return left
  return b <= c ? up : upLeft
}
