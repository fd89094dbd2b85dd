import { decode as theirDecode, encode as theirEncode } from 'cbor2'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CborTag, type CborValue, decodeCbor } from './cbor.ts'
import { type CborInput, EncodedCbor, embed, encodeCbor, TaggedCbor } from './encodeCbor.ts'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex')

describe('the examples of RFC 8949 appendix A', () => {
  test.each<[CborInput, string]>([
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [100, '1864'],
    [1000, '1903e8'],
    [1_000_000, '1a000f4240'],
    [1_000_000_000_000, '1b000000e8d4a51000'],
    [18_446_744_073_709_551_615n, '1bffffffffffffffff'],
    [-18_446_744_073_709_551_616n, '3bffffffffffffffff'],
    [-1, '20'],
    [-1000, '3903e7'],
    [1.1, 'fb3ff199999999999a'],
    [1.5, 'f93e00'],
    [100_000.5, 'fa47c35040'],
    [3.402_823_466_385_288_6e38, 'fa7f7fffff'],
    [1e300, 'fb7e37e43c8800759c'],
    [2 ** -24, 'f90001'],
    [2 ** -14, 'f90400'],
    [-4.1, 'fbc010666666666666'],
    [Number.POSITIVE_INFINITY, 'f97c00'],
    [Number.NEGATIVE_INFINITY, 'f9fc00'],
    [Number.NaN, 'f97e00'],
    [false, 'f4'],
    [true, 'f5'],
    [null, 'f6'],
    [undefined, 'f7'],
    ['', '60'],
    ['IETF', '6449455446'],
    ['水', '63e6b0b4'],
    [bytes('01020304'), '4401020304'],
    [[1, [2, 3], [4, 5]], '8301820203820405'],
    [Array.from({ length: 25 }, (_, i) => i + 1), '98190102030405060708090a0b0c0d0e0f101112131415161718181819'],
    [{ a: 1, b: [2, 3] }, 'a26161016162820203'],
    [
      new Map([
        [1, 2],
        [3, 4],
      ]),
      'a201020304',
    ],
  ])('%o', (value, encoded) => {
    expect(hex(encodeCbor(value))).toBe(encoded)
    expect(decodeCbor(bytes(encoded))).toEqual(plain(value))
  })

  test.each<[string, CborValue]>([
    ['f98000', -0],
    ['fa47c35000', 100_000],
    ['5f42010243030405ff', bytes('0102030405')],
    ['7f657374726561646d696e67ff', 'streaming'],
    ['9fff', []],
    ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
    [
      'bf61610161629f0203ffff',
      new Map<string, CborValue>([
        ['a', 1],
        ['b', [2, 3]],
      ]),
    ],
  ])('%s reads, though nothing here writes it', (encoded, value) => {
    expect(decodeCbor(bytes(encoded))).toEqual(value)
  })
})

function plain(value: CborInput): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value !== null && typeof value === 'object' && !(value instanceof Uint8Array) && !(value instanceof Map)) {
    return new Map(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
  }
  return value
}

describe('tags', () => {
  test('keep the exact bytes they came in, unusual lengths too', () => {
    const value = decodeCbor(bytes('8201 d818590003616263'))
    const tag = Array.isArray(value) ? value[1] : undefined
    expect(tag).toBeInstanceOf(CborTag)
    expect(tag instanceof CborTag ? hex(tag.raw) : '').toBe('d818590003616263')
  })
  test('24 wraps an encoding, and others wrap a value', () => {
    expect(hex(embed({ a: 1 }).bytes)).toBe('d81844a1616101')
    expect(hex(encodeCbor(new TaggedCbor(1004, '1984-05-06')))).toBe('d903ec6a313938342d30352d3036')
    expect(hex(encodeCbor([new EncodedCbor(bytes('1800'))]))).toBe('811800')
  })
})

test.each([
  ['nothing', ''],
  ['bytes behind the item', '0000'],
  ['a length cut short', '19'],
  ['a text cut short', '6261'],
  ['an array cut short', '8201'],
  ['an array of more items than there are bytes', '9affffffff'],
  ['a byte string longer than the input', '5bffffffffffffffff'],
  ['a reserved length', '1c'],
  ['a key that stands twice', 'a2616101616102'],
  ['a number and the same number written longer as keys', 'a20102180103'],
  ['an array as a key', 'a18001'],
  ['a stop without a beginning', 'ff'],
  ['an indefinite array without an end', '9f01'],
  ['a chunk of another kind', '5f6161ff'],
  ['an indefinite tag', 'dfff'],
  ['a simple value that nobody knows', 'f0'],
  ['text that is not UTF-8', '62c328'],
  ['tag 24 round something else', 'd81801'],
  ['nesting deeper than anybody needs', `${'81'.repeat(40)}00`],
])('%s is refused', (_, encoded) => {
  expect(() => decodeCbor(bytes(encoded))).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'credential.invalid' }) }),
  )
})

test('too many items are refused before they fill the memory', () => {
  const many = Uint8Array.from([0x9f, ...new Uint8Array(100_001), 0xff])
  expect(() => decodeCbor(many)).toThrow()
})

describe('against cbor2', () => {
  const leaf = fc.oneof(
    fc.integer({ min: Number.MIN_SAFE_INTEGER }),
    fc.double({ noNaN: true }),
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
  )
  const { tree } = fc.letrec<{ tree: CborInput }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree')),
      fc.dictionary(fc.string(), tie('tree')).map((o) => ({ ...o })),
    ),
  }))
  test('what we write, they read, and we read again', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const written = encodeCbor(value)
        expect(decodeCbor(written)).toEqual(plain(value))
        expect(theirDecode(written, { preferMap: true })).toEqual(plain(value))
      }),
    )
  })
  test('what they write, we read', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(decodeCbor(theirEncode(value))).toEqual(plain(value))
      }),
    )
  })
})
