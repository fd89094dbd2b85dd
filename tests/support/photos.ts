// Photos as phones make them: real pictures with places, cameras and thumbnails written into them.
import { crc32 } from 'node:zlib'
import { decode as decodePng, encode as encodePng } from 'fast-png'
import { loadTurbo } from '../../main/pictures/libjpegTurbo.ts'

/** Stands in everything that is not part of the picture. */
export const secretPlace = 'PRACTICE-PLACE'
/** Degrees, minutes, seconds over 100: 35° 41′ 22.20″, as Exif writes them. */
const latitude = rationals([35, 1], [41, 1], [2220, 100])

function points(width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 7 + Math.floor(at / width) * 13) % 256)
}

export async function madeJpeg(width: number, height: number, progressive = false): Promise<Uint8Array> {
  const encoder = new (await loadTurbo()).JPEGEncoder()
  try {
    const frame = { width, height, bitsPerSample: 8, componentCount: 3, isSigned: false }
    encoder.getDecodedBuffer(frame).set(points(width, height))
    encoder.setQuality(90)
    encoder.setProgressive(progressive)
    encoder.encode()
    return Uint8Array.from(encoder.getEncodedBuffer())
  } finally {
    encoder.delete()
  }
}

export async function jpegPoints(jpeg: Uint8Array): Promise<{ width: number; height: number; data: Uint8Array }> {
  const decoder = new (await loadTurbo()).JPEGDecoder()
  try {
    decoder.getEncodedBuffer(jpeg.length).set(jpeg)
    decoder.decode()
    const { width, height } = decoder.getFrameInfo()
    return { width, height, data: decoder.getDecodedBuffer().slice() }
  } finally {
    decoder.delete()
  }
}

export const madePng = (width: number, height: number): Uint8Array =>
  encodePng({ width, height, channels: 3, depth: 8, data: points(width, height) })

export function pngPoints(png: Uint8Array): { width: number; height: number; data: ArrayLike<number> } {
  const { width, height, data } = decodePng(png, { checkCrc: true })
  return { width, height, data }
}

/** Straight behind the first marker. */
export const withSegments = (jpeg: Uint8Array, ...segments: Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]))

export function segment(code: number, ...content: (string | Uint8Array)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const head = Buffer.from([0xff, code, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Straight behind IHDR. */
export const withChunks = (png: Uint8Array, ...chunks: Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]))

export function chunk(type: string, ...content: (string | Uint8Array)[]): Buffer {
  const body = Buffer.concat([type, ...content].map((part) => Buffer.from(part)))
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(body.length - 4, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** Exif 2.32 as a camera writes it: its name, which way up, the place, and a small picture with a place of its own. */
export function tiff(orientation: number, order: 'II' | 'MM' = 'MM', thumbnail: Uint8Array = Buffer.alloc(0)): Buffer {
  const short = (value: number) => number(value, 2, order)
  const long = (value: number) => number(value, 4, order)
  const ascii = Buffer.from(`${secretPlace}\0`, 'latin1')
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([short(tag), short(type), long(count), value, Buffer.alloc(4 - value.length)])
  // Eight bytes of header; a directory takes two, twelve an entry, and four that lead to the next one.
  const placeAt = 8 + 2 + 3 * 12 + 4
  const textAt = placeAt + 2 + 2 * 12 + 4
  const latitudeAt = textAt + ascii.length
  const thumbnailAt = latitudeAt + latitude.length
  return Buffer.concat([
    Buffer.from(order, 'latin1'),
    short(42),
    long(8),
    short(3),
    entry(0x010f, 2, ascii.length, long(textAt)),
    entry(0x0112, 3, 1, short(orientation)),
    entry(0x8825, 4, 1, long(placeAt)),
    long(thumbnailAt),
    short(2),
    entry(0x0001, 2, 2, Buffer.from('N\0', 'latin1')),
    entry(0x0002, 5, 3, long(latitudeAt)),
    long(0),
    ascii,
    order === 'MM' ? latitude : swapped(latitude),
    thumbnail,
  ])
}

export const exif = (orientation: number, order: 'II' | 'MM' = 'MM', thumbnail?: Uint8Array): Uint8Array =>
  segment(0xe1, 'Exif\0\0', tiff(orientation, order, thumbnail))

/** Whether any of it is still there, in either byte order. */
export function tellsPlace(bytes: Uint8Array): boolean {
  const whole = Buffer.from(bytes)
  return [Buffer.from(secretPlace), latitude, swapped(latitude)].some((part) => whole.includes(part))
}

function rationals(...all: readonly (readonly [number, number])[]): Buffer {
  return Buffer.concat(all.flat().map((value) => number(value, 4, 'MM')))
}

function number(value: number, length: 2 | 4, order: 'II' | 'MM'): Buffer {
  const made = Buffer.alloc(length)
  if (order === 'II') made.writeUIntLE(value, 0, length)
  else made.writeUIntBE(value, 0, length)
  return made
}

function swapped(words: Buffer): Buffer {
  return Buffer.from(words).swap32()
}
