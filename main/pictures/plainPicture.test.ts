// What is taken out of photos, what stays, and what comes of files that want to be something else.
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chunk,
  exif,
  jpegPoints,
  madeJpeg,
  madePng,
  pngPoints,
  secretPlace,
  segment,
  tellsPlace,
  tiff,
  withChunks,
  withSegments,
} from '../../tests/support/photos.ts'
import { jpegHeader } from './jpegHeader.ts'
import { type PlainPicture, plainPicture } from './plainPicture.ts'

const plainOf = (media: string, bytes: Uint8Array): PlainPicture => {
  const plain = plainPicture(media, bytes)
  if (plain === undefined) throw new Error('not followed')
  return plain
}
const jpeg = await madeJpeg(48, 32)
const progressive = await madeJpeg(48, 32, true)
const png = madePng(48, 32)
const profile = segment(0xe2, 'ICC_PROFILE\0\x01\x01', 'colours')

/** Everything that cameras and programs are known to write, and a whole second picture after the end. */
const phone = (picture: Uint8Array, orientation = 6, order: 'II' | 'MM' = 'MM') =>
  Buffer.concat([
    withSegments(
      picture,
      exif(orientation, order, withSegments(jpeg, exif(1))),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', `<x exif:GPSLatitude="${secretPlace}"/>`),
      segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0', secretPlace),
      segment(0xed, 'Photoshop 3.0\0', secretPlace),
      profile,
      segment(0xe2, 'MPF\0', secretPlace),
      segment(0xe0, 'JFXX\0\x10', jpeg, secretPlace),
      segment(0xee, 'Adobe', Buffer.from([0, 100, 0, 0, 0, 0, 1]), secretPlace),
      segment(0xe5, secretPlace),
      segment(0xfe, secretPlace),
    ),
    withSegments(picture, exif(1)),
    Buffer.from(secretPlace),
  ])

describe('a JPEG', () => {
  it.each([
    ['baseline', jpeg, 'MM'],
    ['progressive', progressive, 'II'],
  ] as const)(
    'of the %s kind keeps its points, colours and which way up, and nothing else',
    async (_, picture, order) => {
      const made = phone(picture, 6, order)
      expect(tellsPlace(made)).toBe(true)
      const { bytes, takenOut } = plainOf('image/jpeg', made)
      expect(takenOut).toBe(true)
      expect(tellsPlace(bytes)).toBe(false)
      expect(await jpegPoints(bytes)).toEqual(await jpegPoints(made))
      expect(jpegHeader(bytes)).toMatchObject({ width: 48, height: 32, orientation: 6 })
      expect(Buffer.from(bytes).includes(profile)).toBe(true)
      expect(Buffer.from(bytes).includes(Buffer.from([0xff, 0xee, 0, 14]))).toBe(true)
      // Its own points, those segments, and no more than that.
      expect(bytes.length).toBeLessThan(picture.length + profile.length + 36 + 16 + 1)
      // And is plain from now on.
      expect(plainOf('image/jpeg', bytes)).toEqual({ bytes, takenOut: false })
    },
  )

  it('with nothing written into it is the same file', () => {
    expect(plainOf('image/jpeg', jpeg)).toEqual({ bytes: jpeg, takenOut: false })
    expect(plainOf('image/jpeg', progressive)).toEqual({ bytes: progressive, takenOut: false })
  })

  it('that is upright, or says so in no known way, has no Exif left', () => {
    for (const orientation of [0, 1, 9, 65_535]) {
      const { bytes } = plainOf('image/jpeg', withSegments(jpeg, exif(orientation)))
      expect(bytes).toEqual(jpeg)
    }
    for (let orientation = 2; orientation <= 8; orientation++)
      expect(jpegHeader(plainOf('image/jpeg', withSegments(jpeg, exif(orientation, 'II'))).bytes)).toMatchObject({
        orientation,
      })
  })

  it('loses what was written between its scans, and fill bytes before markers', async () => {
    const scan = Buffer.from(progressive).lastIndexOf(Buffer.from([0xff, 0xda]))
    const between = Buffer.concat([
      progressive.subarray(0, scan),
      segment(0xfe, secretPlace),
      Buffer.from([0xff, 0xff]),
      exif(1),
      progressive.subarray(scan),
    ])
    const { bytes } = plainOf('image/jpeg', between)
    expect(bytes).toEqual(progressive)
  })

  it('that is cut anywhere is not followed', () => {
    const whole = withSegments(jpeg, exif(6))
    for (let length = 0; length < whole.length; length++)
      expect(plainPicture('image/jpeg', whole.subarray(0, length)), String(length)).toBeUndefined()
  })

  it.each([
    ['a marker that is none', segment(0x01, 'x')],
    ['a picture within the picture', Buffer.from([0xff, 0xd8])],
    ['a restart outside of a scan', Buffer.from([0xff, 0xd0])],
    ['a reserved marker', segment(0xc8, 'x')],
    ['a length of nothing', Buffer.from([0xff, 0xe1, 0, 0])],
    ['a length of one', Buffer.from([0xff, 0xe1, 0, 1])],
    ['a length beyond the end', Buffer.from([0xff, 0xe1, 0xff, 0xff])],
    ['bytes between its segments', Buffer.from('GPS')],
    ['an end before its points', Buffer.from([0xff, 0xd9])],
  ])('with %s is not followed', (_, wrong) => {
    expect(plainPicture('image/jpeg', withSegments(jpeg, wrong))).toBeUndefined()
  })
})

describe('a PNG', () => {
  const written = [
    chunk('tEXt', 'Comment\0', secretPlace),
    chunk('zTXt', 'Comment\0\0', secretPlace),
    chunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', secretPlace),
    chunk('eXIf', tiff(8)),
    chunk('tIME', Buffer.from([7, 234, 11, 1, 0, 0, 0])),
    chunk('fdAT', secretPlace),
    chunk('caBX', secretPlace),
  ]
  const shown = [chunk('iCCP', 'profile\0\0', deflateSync('colours')), chunk('pHYs', Buffer.alloc(9, 1))]

  it('keeps its points, colours and which way up, and nothing else', () => {
    const made = Buffer.concat([withChunks(png, ...written, ...shown), Buffer.from(secretPlace)])
    expect(tellsPlace(made)).toBe(true)
    const { bytes, takenOut } = plainOf('image/png', made)
    expect(takenOut).toBe(true)
    expect(tellsPlace(bytes)).toBe(false)
    expect(pngPoints(bytes)).toEqual(pngPoints(png))
    const upright = chunk('eXIf', Buffer.from('4d4d002a00000008000101120003000000010008000000000000', 'hex'))
    expect(bytes).toEqual(withChunks(png, upright, ...shown))
    expect(plainOf('image/png', bytes)).toEqual({ bytes, takenOut: false })
    expect(plainOf('image/png', png)).toEqual({ bytes: png, takenOut: false })
  })

  it('that is cut anywhere, or changed in what is kept, is not followed', () => {
    for (let length = 0; length < png.length; length++)
      expect(plainPicture('image/png', png.subarray(0, length)), String(length)).toBeUndefined()
    for (let at = 0; at < png.length; at++) {
      const changed = Uint8Array.from(png)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(plainPicture('image/png', changed), String(at)).toBeUndefined()
    }
  })

  it.each([
    ['another head', chunk('IHDR', Buffer.alloc(13))],
    ['a chunk that must be understood', chunk('ABCD', 'x')],
    ['a name that is none', chunk('a1\0b', 'x')],
    ['a length beyond the end', Buffer.from('ffffffff7445587400000000', 'hex')],
    ['an end before its points', chunk('IEND')],
  ])('with %s is not followed', (_, wrong) => {
    expect(plainPicture('image/png', withChunks(png, wrong))).toBeUndefined()
  })

  it('that begins with anything but its head is not followed', () => {
    const early = Buffer.concat([png.subarray(0, 8), chunk('tEXt', 'x'), png.subarray(8)])
    expect(plainPicture('image/png', early)).toBeUndefined()
  })
})

it('takes out whatever segments and chunks are called, in any order and number', () => {
  const names = fc.constantFrom('Exif\0\0', 'JFIF\0', 'ICC_PROFIL', 'Adobe', 'http://ns.adobe.com/xap/1.0/\0', '')
  const segments = fc.array(
    fc.tuple(
      fc.oneof(fc.integer({ min: 0xe0, max: 0xef }), fc.constant(0xfe)),
      names,
      fc.uint8Array({ maxLength: 60 }),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(segments, (all) => {
      const added = all.map(([code, name, content]) => segment(code, name, content, secretPlace))
      const { bytes } = plainOf('image/jpeg', withSegments(jpeg, ...added))
      expect(tellsPlace(bytes)).toBe(false)
      expect(plainOf('image/jpeg', bytes)).toEqual({ bytes, takenOut: false })
      expect(bytes.length).toBeLessThanOrEqual(jpeg.length + 36 + 16 * all.length)
    }),
    { numRuns: 300 },
  )
  const chunks = fc.array(fc.tuple(fc.stringMatching(/^[a-z][A-Za-z]{3}$/), fc.uint8Array({ maxLength: 60 })), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(chunks, (all) => {
      const kept = new Set(['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'pHYs'])
      fc.pre(!all.some(([type]) => kept.has(type)))
      const added = all.map(([type, content]) => chunk(type, content, secretPlace))
      expect(tellsPlace(plainOf('image/png', withChunks(png, ...added)).bytes)).toBe(false)
    }),
    { numRuns: 300 },
  )
})

it('never fails, and what it lets through it would let through again, whatever is written over or cut out', () => {
  const whole = { 'image/jpeg': phone(jpeg), 'image/png': withChunks(png, chunk('eXIf', tiff(6)), chunk('tEXt', 'x')) }
  const media = fc.constantFrom('image/jpeg' as const, 'image/png' as const)
  fc.assert(
    fc.property(media, fc.nat(), fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 40 }), (kind, place, length, bits) => {
      const bytes = whole[kind]
      const at = place % bytes.length
      const plain = plainPicture(kind, Buffer.concat([bytes.subarray(0, at), bits, bytes.subarray(at + length)]))
      if (plain !== undefined) expect(plainPicture(kind, plain.bytes)).toEqual({ bytes: plain.bytes, takenOut: false })
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(media, fc.uint8Array({ maxLength: 300 }), (kind, noise) => {
      const start = kind === 'image/jpeg' ? jpeg.subarray(0, 2) : png.subarray(0, 8)
      expect(plainPicture(kind, Buffer.concat([start, noise]))?.takenOut ?? false).toBeTypeOf('boolean')
    }),
    { numRuns: 1000 },
  )
})

it('takes a time that grows with the file and no faster', () => {
  const tiny = Buffer.concat(Array.from({ length: 500_000 }, () => Buffer.from([0xff, 0xfe, 0, 2])))
  const begun = performance.now()
  expect(plainOf('image/jpeg', withSegments(jpeg, tiny)).bytes).toEqual(jpeg)
  expect(plainPicture('image/jpeg', Buffer.alloc(20_000_000, 0xff))).toBeUndefined()
  expect(performance.now() - begun).toBeLessThan(5_000)
})

it('leaves other kinds of files as they are', () => {
  const pdf = Buffer.from('%PDF-1.7')
  expect(plainPicture('application/pdf', pdf)).toEqual({ bytes: pdf, takenOut: false })
})
