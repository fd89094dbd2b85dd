// CBOR (RFC 8949), strict and bounded, keeping the exact bytes of tagged items, because mdoc digests are over them.
import { WalletError } from '../failure.ts'

/** A tagged item; `raw` is its whole encoding, tag included, as it came. */
export class CborTag {
  readonly tag: number
  readonly value: CborValue
  readonly raw: Uint8Array

  constructor(tag: number, value: CborValue, raw: Uint8Array) {
    this.tag = tag
    this.value = value
    this.raw = raw
  }
}

export type CborMap = ReadonlyMap<string | number, CborValue>
export type CborValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Uint8Array
  | readonly CborValue[]
  | CborMap
  | CborTag

/** Tag 24: a byte string that is itself CBOR (RFC 8949 3.4.5.1). */
export const embeddedTag = 24
/** Tag 0: an instant as RFC 3339 text. */
export const dateTimeTag = 0

const rule = 'RFC 8949'
const maxBytes = 4 * 1024 * 1024
const maxDepth = 32
const maxItems = 100_000
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

interface Reading {
  readonly bytes: Uint8Array
  readonly view: DataView
  at: number
  items: number
}

/**
 * Reads exactly one item. Integers that a number cannot hold become bigint; map keys are texts and integers only; byte
 * strings and `raw` are views of the input.
 *
 * @throws credential.invalid for truncated or trailing bytes, a key that stands twice, more than 4 MB, 32 levels or 100,000
 *   items, text that is not UTF-8, and everything that RFC 8949 calls not well-formed
 */
export function decodeCbor(bytes: Uint8Array): CborValue {
  if (bytes.length > maxBytes) return broken('too long')
  const reading = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, items: 0 }
  const value = item(reading, 0)
  return reading.at === bytes.length ? value : broken('bytes after the item')
}

function item(reading: Reading, depth: number): CborValue {
  if (depth > maxDepth) return broken('nested too deep')
  if (++reading.items > maxItems) return broken('too many items')
  const start = reading.at
  const initial = byte(reading)
  const major = initial >> 5
  const info = initial & 31
  if (major === 7) return simple(reading, info)
  if (info === 31) return indefinite(reading, major, depth)
  const argument = argumentOf(reading, info)
  switch (major) {
    case 0:
      return argument
    case 1:
      return typeof argument === 'bigint' || argument === Number.MAX_SAFE_INTEGER
        ? -1n - BigInt(argument)
        : -1 - argument
    case 2:
      return take(reading, argument)
    case 3:
      return text(take(reading, argument))
    case 4: {
      const length = countOf(reading, argument)
      const elements: CborValue[] = []
      for (let index = 0; index < length; index++) elements.push(item(reading, depth + 1))
      return elements
    }
    case 5: {
      const length = countOf(reading, argument)
      const entries = new Map<string | number, CborValue>()
      for (let index = 0; index < length; index++) entry(reading, depth, entries)
      return entries
    }
    default: {
      const value = item(reading, depth + 1)
      if (typeof argument !== 'number') return broken('tag')
      if (argument === embeddedTag && !(value instanceof Uint8Array)) return broken('tag 24 without bytes')
      return new CborTag(argument, value, reading.bytes.subarray(start, reading.at))
    }
  }
}

function entry(reading: Reading, depth: number, entries: Map<string | number, CborValue>): void {
  const key = item(reading, depth + 1)
  if (typeof key !== 'string' && typeof key !== 'number') throw notWellFormed('map key')
  if (entries.has(key)) throw notWellFormed('a map key stands twice')
  entries.set(key, item(reading, depth + 1))
}

function indefinite(reading: Reading, major: number, depth: number): CborValue {
  switch (major) {
    case 2:
    case 3: {
      const chunks: Uint8Array[] = []
      while (!breaks(reading)) {
        if (++reading.items > maxItems) return broken('too many items')
        const initial = byte(reading)
        if (initial >> 5 !== major || (initial & 31) === 31) return broken('chunk')
        const chunk = take(reading, argumentOf(reading, initial & 31))
        if (major === 3) text(chunk)
        chunks.push(chunk)
      }
      const whole = new Uint8Array(Buffer.concat(chunks))
      return major === 3 ? text(whole) : whole
    }
    case 4: {
      const elements: CborValue[] = []
      while (!breaks(reading)) elements.push(item(reading, depth + 1))
      return elements
    }
    case 5: {
      const entries = new Map<string | number, CborValue>()
      while (!breaks(reading)) entry(reading, depth, entries)
      return entries
    }
    default:
      return broken('indefinite length')
  }
}

function simple(reading: Reading, info: number): CborValue {
  switch (info) {
    case 20:
      return false
    case 21:
      return true
    case 22:
      return null
    case 23:
      return undefined
    case 25:
      return half(Number(argumentOf(reading, 25)))
    case 26: {
      const at = skip(reading, 4)
      return reading.view.getFloat32(at)
    }
    case 27: {
      const at = skip(reading, 8)
      return reading.view.getFloat64(at)
    }
    default:
      return broken('simple value')
  }
}

/** Binary16 of RFC 8949 appendix D. */
function half(bits: number): number {
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  const sign = bits & 0x8000 ? -1 : 1
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

function argumentOf(reading: Reading, info: number): number | bigint {
  if (info < 24) return info
  switch (info) {
    case 24:
      return byte(reading)
    case 25:
      return reading.view.getUint16(skip(reading, 2))
    case 26:
      return reading.view.getUint32(skip(reading, 4))
    case 27: {
      const value = reading.view.getBigUint64(skip(reading, 8))
      return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
    }
    default:
      return broken('length')
  }
}

/** A count can be no larger than the bytes that are left: it is checked before anything is made for it. */
function countOf(reading: Reading, argument: number | bigint): number {
  return typeof argument === 'number' && argument <= reading.bytes.length - reading.at ? argument : broken('truncated')
}

function take(reading: Reading, argument: number | bigint): Uint8Array {
  const length = countOf(reading, argument)
  const start = skip(reading, length)
  return reading.bytes.subarray(start, start + length)
}

function text(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    return broken('text is not UTF-8', error)
  }
}

function breaks(reading: Reading): boolean {
  if (reading.bytes[reading.at] !== 0xff) return false
  reading.at++
  return true
}

function byte(reading: Reading): number {
  return reading.bytes[skip(reading, 1)] ?? broken('truncated')
}

function skip(reading: Reading, length: number): number {
  const start = reading.at
  if (start + length > reading.bytes.length) return broken('truncated')
  reading.at = start + length
  return start
}

function broken(detail: string, cause?: unknown): never {
  throw notWellFormed(detail, cause)
}

function notWellFormed(detail: string, cause?: unknown): WalletError {
  return new WalletError({ code: 'credential.invalid', rule, detail }, cause)
}
