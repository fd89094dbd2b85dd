import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode as encodePng } from 'fast-png'
import { afterAll, describe, expect, it } from 'vitest'
import { codeOf, temporaryFolder } from '../../tests/support/drawers.ts'
import { pictureProcess } from '../../tests/support/processes.ts'
import { jpegHeader } from './jpegHeader.ts'
import { loadTurbo } from './libjpegTurbo.ts'
import { photoSide, shrinkPhoto } from './shrinkPhoto.ts'
import { takePhoto } from './takePhoto.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const never = new AbortController().signal

/** Left half red, right half blue, and a green stripe along the top. */
function picture(width: number, height: number): Uint8Array {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = y < height / 4 ? [0, 200, 0] : x < width / 2 ? [200, 0, 0] : [0, 0, 200]
      data.set(colour, (y * width + x) * 3)
    }
  return data
}

async function jpeg(width: number, height: number, progressive = false): Promise<Uint8Array> {
  const encoder = new (await loadTurbo()).JPEGEncoder()
  encoder
    .getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: 3, isSigned: false })
    .set(picture(width, height))
  encoder.setQuality(90)
  encoder.setProgressive(progressive)
  encoder.encode()
  return Uint8Array.from(encoder.getEncodedBuffer())
}

const png = (width: number, height: number): Uint8Array =>
  encodePng({ width, height, channels: 3, depth: 8, data: picture(width, height) })

/** An Exif segment after the first marker, in either byte order, with a place that must not stay. */
function withExif(bytes: Uint8Array, orientation: number, order: 'II' | 'MM' = 'MM'): Uint8Array {
  const tiff = Buffer.alloc(26)
  tiff.write(order, 0, 'latin1')
  const short = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  const long = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at)
  short(42, 2)
  long(8, 4)
  short(1, 8)
  short(0x0112, 10)
  short(3, 12)
  long(1, 14)
  short(orientation, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS 35.6895 N')])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([bytes.subarray(0, 2), head, body, bytes.subarray(2)])
}

/** The colour in the middle of each edge of a shrunk photo: top, right, bottom, left. */
async function edges(shrunk: Uint8Array | undefined): Promise<string> {
  if (shrunk === undefined) return 'none'
  const decoder = new (await loadTurbo()).JPEGDecoder()
  decoder.getEncodedBuffer(shrunk.length).set(shrunk)
  decoder.decode()
  expect(decoder.getFrameInfo()).toMatchObject({ width: photoSide, height: photoSide })
  const data = decoder.getDecodedBuffer()
  const at = (x: number, y: number): string => {
    const point = [...data.subarray((y * photoSide + x) * 3, (y * photoSide + x) * 3 + 3)]
    return 'rgb'[point.indexOf(Math.max(...point))] ?? ''
  }
  const [near, middle, far] = [8, photoSide / 2 + 20, photoSide - 9]
  return [at(middle, near), at(far, middle), at(middle, far), at(near, middle)].join('')
}

describe('a photo', () => {
  it('becomes a small square of its middle, from JPEG of both kinds and PNG', async () => {
    for (const bytes of [await jpeg(640, 480), await jpeg(300, 900, true), png(320, 320), png(17, 40)]) {
      const shrunk = await shrinkPhoto(bytes)
      expect(shrunk?.length).toBeLessThan(15_000)
      expect((await edges(shrunk)).slice(1)).toBe('bbr')
    }
    expect(await edges(await shrinkPhoto(png(200, 200)))).toBe('gbbr')
  })

  it('stands upright whichever way the camera was held, and keeps nothing of what the file told', async () => {
    const seen: Record<number, string> = {}
    for (let orientation = 1; orientation <= 8; orientation++) {
      const order = orientation % 2 === 0 ? 'II' : 'MM'
      const shrunk = await shrinkPhoto(withExif(await jpeg(200, 200), orientation, order))
      seen[orientation] = await edges(shrunk)
      expect(Buffer.from(shrunk ?? []).includes('GPS')).toBe(false)
    }
    // Top, right, bottom, left; the middle of the lower edge belongs to the right half.
    expect(seen).toEqual({
      1: 'gbbr',
      2: 'grrb',
      3: 'rrgb',
      4: 'bbgr',
      5: 'rbbg',
      6: 'rgbb',
      7: 'bgrr',
      8: 'brrg',
    })
  })

  it('is refused by size before it is decoded', async () => {
    const huge = await jpeg(64, 64)
    const at = huge.findIndex((byte, index) => byte === 0xff && [0xc0, 0xc2].includes(huge[index + 1] ?? 0))
    Buffer.from(huge.buffer).writeUInt16BE(30_000, at + 5)
    Buffer.from(huge.buffer).writeUInt16BE(30_000, at + 7)
    expect(jpegHeader(huge)).toMatchObject({ width: 30_000, height: 30_000 })
    expect(await shrinkPhoto(huge)).toBeUndefined()
    const wide = Buffer.from(png(32, 32))
    wide.writeUInt32BE(1_000_000, 16)
    expect(await shrinkPhoto(wide)).toBeUndefined()
  })

  it('that is cut short, altered or none at all gives no picture, or one of the right size', async () => {
    const whole = withExif(await jpeg(64, 48), 6)
    for (let length = 0; length < whole.length; length += 37) await shrinkPhoto(whole.subarray(0, length))
    for (let at = 0; at < whole.length; at += 11) {
      const altered = Uint8Array.from(whole)
      altered[at] = (altered[at] ?? 0) ^ 0x5a
      const shrunk = await shrinkPhoto(altered)
      if (shrunk !== undefined) expect(jpegHeader(shrunk)).toMatchObject({ width: photoSide, height: photoSide })
    }
    for (const nothing of [new Uint8Array(), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), png(8, 8)])
      expect(await shrinkPhoto(nothing)).toBeUndefined()
  })
})

it('is read from a file and shrunk in a process of its own', async () => {
  const file = join(folder.path, 'photo.jpg')
  writeFileSync(file, await jpeg(800, 600))
  expect(await takePhoto(pictureProcess, file, never)).toMatch(/^data:image\/jpeg;base64,[A-Za-z0-9+/]+=*$/)
  writeFileSync(file, 'no picture')
  expect(await codeOf(takePhoto(pictureProcess, file, never))).toBe('picture.notOne')
  expect(await codeOf(takePhoto(pictureProcess, join(folder.path, 'nowhere'), never))).toBe('file.unreadable')
  expect(await codeOf(takePhoto(pictureProcess, folder.path, never))).toBe('file.unreadable')
  expect(await codeOf(takePhoto(pictureProcess, file, AbortSignal.abort()))).toBe('app.cancelled')
})
