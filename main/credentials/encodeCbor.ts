// Writes CBOR in one way only: core deterministic encoding (RFC 8949 4.2.1).
import { embeddedTag } from './cbor.ts'

/** Bytes that are CBOR already and are written as they are: what somebody signed must not be written anew. */
export class EncodedCbor {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

/** A tag to be written round a value. */
export class TaggedCbor {
  readonly tag: number
  readonly value: CborInput

  constructor(tag: number, value: CborInput) {
    this.tag = tag
    this.value = value
  }
}

export type CborInput =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Uint8Array
  | readonly CborInput[]
  | ReadonlyMap<string | number, CborInput>
  | { readonly [name: string]: CborInput }
  | EncodedCbor
  | TaggedCbor

/** Shortest lengths and integers, map keys sorted by their bytes; numbers with a fraction become doubles or shorter. */
export function encodeCbor(value: CborInput): Uint8Array {
  return new Uint8Array(Buffer.concat(parts(value)))
}

/** Tag 24 round the encoding of the value (RFC 8949 3.4.5.1). */
export function embed(value: CborInput): EncodedCbor {
  return new EncodedCbor(encodeCbor(new TaggedCbor(embeddedTag, encodeCbor(value))))
}

function parts(value: CborInput): Uint8Array[] {
  if (value instanceof EncodedCbor) return [value.bytes]
  if (value instanceof TaggedCbor) return [head(6, value.tag), ...parts(value.value)]
  if (value instanceof Uint8Array) return [head(2, value.length), value]
  switch (typeof value) {
    case 'string': {
      const text = Buffer.from(value)
      return [head(3, text.length), text]
    }
    case 'bigint':
      return [value >= 0n ? head(0, value) : head(1, -1n - value)]
    case 'number':
      return [number(value)]
    case 'boolean':
      return [Uint8Array.of(value ? 0xf5 : 0xf4)]
    case 'undefined':
      return [Uint8Array.of(0xf7)]
  }
  if (value === null) return [Uint8Array.of(0xf6)]
  if (isList(value)) return [head(4, value.length), ...value.flatMap(parts)]
  return map(value)
}

function isList(value: object): value is readonly CborInput[] {
  return Array.isArray(value)
}

function map(value: ReadonlyMap<string | number, CborInput> | { readonly [name: string]: CborInput }): Uint8Array[] {
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  const encoded = entries
    .map(([key, inner]): [Buffer, Uint8Array[]] => [Buffer.from(encodeCbor(key)), parts(inner)])
    .sort(([a], [b]) => Buffer.compare(a, b))
  return [head(5, encoded.length), ...encoded.flatMap(([key, inner]) => [key, ...inner])]
}

function head(major: number, argument: number | bigint): Uint8Array {
  const type = major << 5
  if (argument < 24) return Uint8Array.of(type | Number(argument))
  if (argument < 0x100) return Uint8Array.of(type | 24, Number(argument))
  if (argument < 0x10000) return Uint8Array.of(type | 25, Number(argument) >> 8, Number(argument) & 255)
  const wide = argument >= 0x1_0000_0000
  const bytes = Buffer.alloc(wide ? 9 : 5)
  bytes[0] = type | (wide ? 27 : 26)
  if (wide) bytes.writeBigUInt64BE(BigInt(argument), 1)
  else bytes.writeUInt32BE(Number(argument), 1)
  return bytes
}

function number(value: number): Uint8Array {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (Number.isNaN(value)) return Uint8Array.of(0xf9, 0x7e, 0x00)
  if (!Number.isFinite(value)) return Uint8Array.of(0xf9, value > 0 ? 0x7c : 0xfc, 0x00)
  if (Math.fround(value) === value) {
    const bytes = Buffer.alloc(5)
    bytes[0] = 0xfa
    bytes.writeFloatBE(value, 1)
    return shortFloat(value) ?? bytes
  }
  const bytes = Buffer.alloc(9)
  bytes[0] = 0xfb
  bytes.writeDoubleBE(value, 1)
  return bytes
}

/** Binary16 where it holds the value exactly. */
function shortFloat(value: number): Uint8Array | undefined {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  const size = Math.abs(value)
  if (size === 0) return Uint8Array.of(0xf9, sign >> 8, 0)
  const exponent = Math.floor(Math.log2(size))
  if (exponent > 15 || exponent < -24) return undefined
  const scale = Math.max(exponent, -14)
  const fraction = size / 2 ** (scale - 10)
  if (!Number.isInteger(fraction)) return undefined
  const bits = sign | (exponent < -14 ? fraction : ((scale + 15) << 10) | (fraction - 1024))
  return Uint8Array.of(0xf9, bits >> 8, bits & 255)
}
