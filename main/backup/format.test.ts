// The backup file's bytes: what is read back, and everything that must not be.
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../drawer/canonical.ts'
import { sha256 } from '../drawer/seal.ts'
import {
  type BackupHeader,
  chunkLength,
  headerBytes,
  openChunk,
  parseHeader,
  parsePreamble,
  sealChunk,
} from './format.ts'

const text = (bytes: number) => Buffer.from(randomBytes(bytes)).toString('base64url')
const header: BackupHeader = {
  realm: 'practice',
  keys: [
    {
      kind: 'recovery',
      drawerId: '0f8fad5b-d9cb-469f-a165-70867728950e',
      slot: {
        kind: 'recovery',
        id: 'slot',
        version: 1,
        createdAt: '2026-11-23T03:00:00.000Z',
        salt: text(32),
        privateKey: text(60),
      },
      ephemeral: text(65),
      fileKey: text(60),
    },
    { kind: 'passphrase', salt: text(32), scrypt: { N: 2 ** 17, r: 8, p: 1 }, fileKey: text(60) },
  ],
}
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  return 'no failure'
}

/** A header with these words and a check that fits, as somebody would make it who wants it read. */
function crafted(words: string, version = 1): Uint8Array {
  const magic = headerBytes(header).subarray(0, 16)
  const numbers = Buffer.alloc(6)
  numbers.writeUInt16BE(version, 0)
  numbers.writeUInt32BE(Buffer.byteLength(words), 2)
  const told = Buffer.concat([magic, numbers, Buffer.from(words)])
  return Buffer.concat([told, sha256(told)])
}

describe('the header', () => {
  test('is read as it was written', () => expect(parseHeader(headerBytes(header))).toEqual(header))

  test('one flipped bit anywhere is told: of the first 16 bytes as no backup, of all others as damage', () => {
    const whole = headerBytes(header)
    for (let at = 0; at < whole.length; at++) {
      for (const bit of [1, 8, 128]) {
        const altered = Uint8Array.from(whole)
        altered[at] = (altered[at] ?? 0) ^ bit
        expect(codeOf(() => parseHeader(altered))).toBe(at < 16 ? 'backup.notOne' : 'backup.damaged')
      }
    }
  })

  test('cut anywhere is told', () => {
    const whole = headerBytes(header)
    for (let length = 0; length < whole.length; length++)
      expect(codeOf(() => parseHeader(whole.subarray(0, length)))).toBe(
        length < 16 ? 'backup.notOne' : 'backup.damaged',
      )
  })

  test('a later version is newer, an earlier one that never was is damage', () => {
    expect(codeOf(() => parseHeader(crafted('{"later":true}', 2)))).toBe('backup.newer')
    expect(codeOf(() => parseHeader(crafted(canonical(header), 0)))).toBe('backup.damaged')
  })

  test('scrypt parameters that are too cheap or would eat the memory, and unknown members, are refused with a fitting check', () => {
    const [recovery, passphrase] = header.keys
    const asked = [
      { ...passphrase, scrypt: { N: 2 ** 16, r: 8, p: 1 } },
      { ...passphrase, scrypt: { N: 2 ** 21, r: 8, p: 1 } },
      { ...passphrase, scrypt: { N: 2 ** 17, r: 1, p: 1 } },
      { ...passphrase, scrypt: { N: 2 ** 17, r: 8, p: 5 } },
      { ...passphrase, scrypt: { N: 2 ** 17, r: 8, p: 0 } },
      { ...passphrase, hint: 'the name of the dog' },
      { ...passphrase, kind: 'cloud' },
      { ...recovery, slot: { kind: 'recovery' } },
    ]
    for (const key of asked)
      expect(codeOf(() => parseHeader(crafted(JSON.stringify({ keys: [key], realm: 'practice' }))))).toBe(
        'backup.damaged',
      )
    expect(codeOf(() => parseHeader(crafted(canonical({ keys: [], realm: 'practice' }))))).toBe('backup.damaged')
    // The same words in another spelling.
    expect(codeOf(() => parseHeader(crafted(`${canonical(header)} `)))).toBe('backup.damaged')
    expect(codeOf(() => parseHeader(crafted(canonical(header))))).toBe('no failure')
  })

  test('no bytes make it throw anything but its failures, and its length is bounded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, begun) => {
        const whole = begun ? Buffer.concat([headerBytes(header).subarray(0, 16), bytes]) : bytes
        expect(codeOf(() => parseHeader(whole))).toMatch(/^backup\.(notOne|damaged|newer)$/)
      }),
    )
    const huge = Buffer.from(headerBytes(header).subarray(0, 22))
    huge.writeUInt32BE(0xffffffff, 18)
    expect(codeOf(() => parsePreamble(huge))).toBe('backup.damaged')
  })
})

describe('chunks', () => {
  const key = new Uint8Array(randomBytes(32))
  const places = fc.nat(1_000_000)

  test('are opened in their place and nowhere else', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        places,
        places,
        fc.boolean(),
        (plain, place, other, flag) => {
          const sealed = sealChunk(key, place, true, plain)
          expect(openChunk(key, place, true, sealed)).toEqual(Buffer.from(plain))
          expect(openChunk(key, place, false, sealed)).toBeUndefined()
          if (other !== place) expect(openChunk(key, other, flag, sealed)).toBeUndefined()
        },
      ),
      { numRuns: 200 },
    )
  })

  test('one flipped bit or one byte less opens nothing', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (plain, at, bit) => {
          const sealed = sealChunk(key, 7, true, plain)
          const altered = Uint8Array.from(sealed)
          const where = at % altered.length
          altered[where] = (altered[where] ?? 0) ^ (1 << bit)
          expect(openChunk(key, 7, true, altered)).toBeUndefined()
          expect(openChunk(key, 7, true, sealed.subarray(0, sealed.length - 1))).toBeUndefined()
          expect(openChunk(new Uint8Array(32), 7, true, sealed)).toBeUndefined()
        },
      ),
      { numRuns: 300 },
    )
  })

  test('only the last may be short, none is empty, none is longer', () => {
    expect(() => sealChunk(key, 0, false, new Uint8Array(10))).toThrow('length of a chunk')
    expect(() => sealChunk(key, 0, true, new Uint8Array(0))).toThrow('length of a chunk')
    expect(() => sealChunk(key, 0, true, new Uint8Array(chunkLength + 1))).toThrow('length of a chunk')
    expect(() => sealChunk(key, 2 ** 32, true, new Uint8Array(1))).toThrow('too many')
  })
})
