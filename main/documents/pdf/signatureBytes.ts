// Which bytes of the file a PDF signature covers, and that they are the only ones it should leave out (ISO 32000-1 12.8.1).
import type { Finding } from '../../certificates/finding.ts'
import { countOf, entryOf, type PdfDictionary } from './value.ts'

export interface SignedBytes {
  readonly findings: readonly Finding[]
  /** Before and after the gap; undefined when they cannot be told. */
  readonly parts: readonly [Uint8Array, Uint8Array] | undefined
  /** The first byte that the signature does not cover any more. */
  readonly end: number | undefined
  /** What is written into the gap. */
  readonly contents: Uint8Array | undefined
}

/**
 * References are not followed: both entries must stand in the signature's own dictionary, as the standard has them.
 * @param plain whether the dictionary stands in the file as it is, and not in an object stream
 */
export function signedBytes(file: Uint8Array, signature: PdfDictionary, plain: boolean): SignedBytes {
  const range = entryOf(signature, 'ByteRange')
  const numbers = range?.kind === 'array' ? range.items.map(countOf) : []
  const [from, first, second, length] = numbers
  const whole = numbers.length === 4 && numbers.every((one) => one !== undefined)
  const end = second !== undefined && length !== undefined ? second + length : undefined
  const within =
    whole && first !== undefined && second !== undefined && end !== undefined && first < second && end <= file.length
  const contents = entryOf(signature, 'Contents')
  const hex = contents?.kind === 'string' && contents.hex ? contents : undefined
  const exact = within && hex !== undefined && plain && hex.start === first && hex.end === second
  const findings: Finding[] = [
    {
      rule: 'ISO 32000-1 12.8.1 dictionary',
      ok: signature.repeated.length === 0,
      message: 'the signature says everything once',
    },
    {
      rule: 'ISO 32000-1 12.8.1 byte range',
      ok: within,
      message: 'the byte range is two parts of the file, one after the other',
    },
    { rule: 'ISO 32000-1 12.8.1 start', ok: from === 0, message: 'the byte range begins at the start of the file' },
    {
      rule: 'ISO 32000-1 12.8.1 gap',
      ok: exact && isPlainHex(file.subarray(hex.start + 1, hex.end - 1)),
      message: 'the byte range leaves out the signature itself and nothing else',
    },
  ]
  return {
    findings,
    parts: within ? [file.subarray(0, first), file.subarray(second, end)] : undefined,
    end: within ? end : undefined,
    contents: exact ? hex.bytes : undefined,
  }
}

/** Digits only: white space would be room for other bytes. */
function isPlainHex(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 &&
    bytes.length % 2 === 0 &&
    bytes.every(
      (byte) => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66),
    )
  )
}
