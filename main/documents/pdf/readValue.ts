// Reads one value from bytes, strictly: what the standard does not allow is refused and not guessed at.
import { broken, type PdfDictionary, type PdfValue } from './value.ts'

const deepest = 64
const longestLiteral = 4 * 1024 * 1024

/** Where reading stands. */
export interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

const isWhite = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00

const isDelimiter = (byte: number): boolean => '()<>[]{}/%'.includes(String.fromCharCode(byte))
const isRegular = (byte: number | undefined): byte is number =>
  byte !== undefined && !isWhite(byte) && !isDelimiter(byte)
const isDigit = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** Passes white space and comments (7.2.2, 7.2.3). */
export function skipSpace(cursor: Cursor): void {
  const { bytes } = cursor
  for (;;) {
    while (isWhite(bytes[cursor.at])) cursor.at++
    if (bytes[cursor.at] !== 0x25) return
    while (cursor.at < bytes.length && bytes[cursor.at] !== 0x0a && bytes[cursor.at] !== 0x0d) cursor.at++
  }
}

/** Passes that word when it stands here, and tells whether it did. */
export function takeWord(cursor: Cursor, word: string): boolean {
  for (let index = 0; index < word.length; index++)
    if (cursor.bytes[cursor.at + index] !== word.charCodeAt(index)) return false
  if (isRegular(cursor.bytes[cursor.at + word.length])) return false
  cursor.at += word.length
  return true
}

/** Digits only, at most ten. */
export function takeCount(cursor: Cursor): number | undefined {
  const start = cursor.at
  let value = 0
  let at = start
  for (let digit = cursor.bytes[at]; isDigit(digit) && at - start <= 10; digit = cursor.bytes[++at])
    value = value * 10 + digit - 0x30
  if (at === start || at - start > 10 || isRegular(cursor.bytes[at])) return undefined
  cursor.at = at
  return value
}

/** One value. White space before it is passed. @throws document.broken */
export function readValue(cursor: Cursor, depth = 0): PdfValue {
  if (depth > deepest) return broken('nested too deeply')
  skipSpace(cursor)
  const { bytes, at: start } = cursor
  const first = bytes[start]
  const place = () => ({ source: bytes, start, end: cursor.at })
  switch (first) {
    case 0x2f:
      return { kind: 'name', value: readName(cursor), ...place() }
    case 0x28:
      return { kind: 'string', bytes: readLiteral(cursor), hex: false, ...place() }
    case 0x5b: {
      const items = readItems(cursor, depth)
      return { kind: 'array', items, ...place() }
    }
    case 0x3c:
      if (bytes[start + 1] === 0x3c) return readDictionary(cursor, depth)
      return { kind: 'string', bytes: readHex(cursor), hex: true, ...place() }
  }
  if (takeWord(cursor, 'null')) return { kind: 'null', ...place() }
  if (takeWord(cursor, 'true')) return { kind: 'boolean', value: true, ...place() }
  if (takeWord(cursor, 'false')) return { kind: 'boolean', value: false, ...place() }
  return readNumber(cursor)
}

function readNumber(cursor: Cursor): PdfValue {
  const { bytes, at: start } = cursor
  const number = takeCount(cursor)
  if (number !== undefined) {
    const after = cursor.at
    skipSpace(cursor)
    const generation = takeCount(cursor)
    if (generation !== undefined && generation <= 65_535) {
      skipSpace(cursor)
      if (takeWord(cursor, 'R')) return { kind: 'reference', number, generation, source: bytes, start, end: cursor.at }
    }
    cursor.at = after
    return { kind: 'number', value: number, source: bytes, start, end: after }
  }
  let end = start
  while (isRegular(bytes[end]) && end - start < 40) end++
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) || isRegular(bytes[end])) return broken('not a value')
  cursor.at = end
  return { kind: 'number', value: Number(text), source: bytes, start, end }
}

function readItems(cursor: Cursor, depth: number): PdfValue[] {
  const items: PdfValue[] = []
  cursor.at++
  for (;;) {
    skipSpace(cursor)
    if (cursor.bytes[cursor.at] === 0x5d) {
      cursor.at++
      return items
    }
    items.push(readValue(cursor, depth + 1))
  }
}

/** @throws document.broken */
export function readDictionary(cursor: Cursor, depth = 0): PdfDictionary {
  skipSpace(cursor)
  const { bytes, at: start } = cursor
  if (bytes[start] !== 0x3c || bytes[start + 1] !== 0x3c) return broken('not a dictionary')
  cursor.at += 2
  const entries = new Map<string, PdfValue>()
  const repeated: string[] = []
  for (;;) {
    skipSpace(cursor)
    if (bytes[cursor.at] === 0x3e && bytes[cursor.at + 1] === 0x3e) {
      cursor.at += 2
      return { kind: 'dictionary', entries, repeated, source: bytes, start, end: cursor.at }
    }
    if (bytes[cursor.at] !== 0x2f) return broken('dictionary without a key')
    const key = readName(cursor)
    if (entries.has(key)) repeated.push(key)
    entries.set(key, readValue(cursor, depth + 1))
  }
}

function readName(cursor: Cursor): string {
  const { bytes } = cursor
  let name = ''
  cursor.at++
  for (let byte = bytes[cursor.at]; isRegular(byte); byte = bytes[++cursor.at]) {
    if (byte === 0x23) {
      const [high, low] = [hexDigit(bytes[cursor.at + 1]), hexDigit(bytes[cursor.at + 2])]
      if (high === undefined || low === undefined) return broken('name with a wrong escape')
      byte = high * 16 + low
      cursor.at += 2
    }
    name += String.fromCharCode(byte)
    if (name.length > 1000) return broken('name too long')
  }
  return name
}

function readLiteral(cursor: Cursor): Uint8Array {
  const { bytes } = cursor
  const out: number[] = []
  let open = 1
  for (cursor.at++; ; cursor.at++) {
    const byte = bytes[cursor.at]
    if (byte === undefined) return broken('string without an end')
    if (out.length > longestLiteral) return broken('string too long')
    if (byte === 0x5c) {
      readEscape(cursor, out)
      continue
    }
    if (byte === 0x28) open++
    if (byte === 0x29 && --open === 0) break
    // An end of line of any kind counts as one line feed (7.3.4.2).
    if (byte === 0x0d && bytes[cursor.at + 1] === 0x0a) continue
    out.push(byte === 0x0d ? 0x0a : byte)
  }
  cursor.at++
  return Uint8Array.from(out)
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, '(': 40, ')': 41, '\\': 92 }

/** Leaves the cursor on the last byte of the escape. */
function readEscape(cursor: Cursor, out: number[]): void {
  const { bytes } = cursor
  const next = bytes[++cursor.at]
  if (next === undefined) return
  if (next >= 0x30 && next <= 0x37) {
    let value = next - 0x30
    for (let count = 1; count < 3; count++) {
      const digit = bytes[cursor.at + 1]
      if (digit === undefined || digit < 0x30 || digit > 0x37) break
      value = value * 8 + digit - 0x30
      cursor.at++
    }
    out.push(value & 0xff)
    return
  }
  if (next === 0x0d && bytes[cursor.at + 1] === 0x0a) cursor.at++
  if (next === 0x0d || next === 0x0a) return
  out.push(escapes[String.fromCharCode(next)] ?? next)
}

function readHex(cursor: Cursor): Uint8Array {
  const { bytes } = cursor
  const end = bytes.indexOf(0x3e, cursor.at)
  if (end < 0) return broken('string without an end')
  const out = new Uint8Array((end - cursor.at) >> 1)
  let length = 0
  let high: number | undefined
  for (let at = cursor.at + 1; at < end; at++) {
    const digit = hexDigit(bytes[at])
    if (digit === undefined) {
      if (isWhite(bytes[at])) continue
      return broken('string with a wrong digit')
    }
    if (high === undefined) high = digit
    else {
      out[length++] = high * 16 + digit
      high = undefined
    }
  }
  if (high !== undefined) out[length++] = high * 16
  cursor.at = end + 1
  return out.subarray(0, length)
}

function hexDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined
}
