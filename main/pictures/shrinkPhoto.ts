// A photo that a person chose, made small: a square of its middle, upright, with nothing of the file but its points (no place,
// no camera, no time). Runs in the pictures' own process; every size is judged before anything is decoded.
import { decode as decodePng } from 'fast-png'
import { jpegHeader } from './jpegHeader.ts'
import { loadTurbo } from './libjpegTurbo.ts'

/** Both sides, in points: three times what a mark takes on the screen. */
export const photoSide = 160
/** What a photo may weigh; a phone's own are 3 to 12 MB. */
export const mostPhotoBytes = 30_000_000
/** 48-megapixel phones and a little more. A PNG is unpacked without WebAssembly, and seldom a photo. */
const mostJpegPixels = 64_000_000
const mostPngPixels = 20_000_000

/** Red, green, blue: one byte each, row by row. */
interface Points {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** @returns a JPEG of 160 × 160 points; undefined when the bytes are no JPEG or PNG, or a picture that is too large */
export async function shrinkPhoto(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (bytes.length > mostPhotoBytes) return undefined
  try {
    const header = jpegHeader(bytes)
    const points = header === undefined ? pngPoints(bytes) : await jpegPoints(bytes, header)
    if (points === undefined) return undefined
    return await encodeJpeg(turned(square(points), header?.orientation ?? 1))
  } catch {
    // Whatever the decoders stumble over: it is not a picture.
    return undefined
  }
}

async function jpegPoints(
  bytes: Uint8Array,
  { width, height, components }: { width: number; height: number; components: number },
): Promise<Points | undefined> {
  if (!fits(width, height, mostJpegPixels) || (components !== 1 && components !== 3)) return undefined
  const decoder = new (await loadTurbo()).JPEGDecoder()
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes)
    decoder.decode()
    const info = decoder.getFrameInfo()
    if (info.width !== width || info.height !== height || info.bitsPerSample !== 8) return undefined
    const data = decoder.getDecodedBuffer()
    if (data.length < width * height * info.componentCount) return undefined
    return info.componentCount === 3
      ? { width, height, data: data.slice(0, width * height * 3) }
      : { width, height, data: threeOf(data, width * height, info.componentCount, 1) }
  } finally {
    decoder.delete()
  }
}

function pngPoints(bytes: Uint8Array): Points | undefined {
  const header = Buffer.from(bytes.subarray(0, 24))
  if (header.length < 24 || header.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined
  const [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)]
  if (!fits(width, height, mostPngPixels)) return undefined
  const { data, channels, depth, palette } = decodePng(bytes, { checkCrc: true })
  if (palette !== undefined) return { width, height, data: paletted(data, palette, width * height) }
  if (depth !== 8 && depth !== 16) return undefined
  return { width, height, data: threeOf(data, width * height, channels, depth === 16 ? 257 : 1) }
}

function paletted(data: ArrayLike<number>, palette: readonly (readonly number[])[], count: number): Uint8Array {
  const points = new Uint8Array(count * 3)
  for (let at = 0; at < count; at++) points.set(palette[data[at] ?? 0]?.slice(0, 3) ?? [255, 255, 255], at * 3)
  return points
}

/** Grey or colour, with or without transparency, on white. @param unit what divides a value down to one byte */
function threeOf(data: ArrayLike<number>, count: number, channels: number, unit: number): Uint8Array {
  const points = new Uint8Array(count * 3)
  const colours = channels >= 3 ? 3 : 1
  const clear = channels === 2 || channels === 4
  for (let at = 0; at < count; at++) {
    const from = at * channels
    const alpha = clear ? (data[from + colours] ?? 0) / unit / 255 : 1
    for (let colour = 0; colour < 3; colour++) {
      const value = (data[from + (colours === 3 ? colour : 0)] ?? 0) / unit
      points[at * 3 + colour] = Math.round(value * alpha + 255 * (1 - alpha))
    }
  }
  return points
}

/** The middle square, each point the mean of those that it stands for. */
function square({ width, height, data }: Points): Points {
  const side = Math.min(width, height)
  const [left, top] = [(width - side) >> 1, (height - side) >> 1]
  const small = new Uint8Array(photoSide * photoSide * 3)
  const edge = (index: number) => Math.floor((index * side) / photoSide)
  for (let y = 0; y < photoSide; y++) {
    for (let x = 0; x < photoSide; x++) {
      const [x0, y0] = [left + edge(x), top + edge(y)]
      const [x1, y1] = [Math.max(x0 + 1, left + edge(x + 1)), Math.max(y0 + 1, top + edge(y + 1))]
      const sum = [0, 0, 0]
      for (let row = y0; row < y1; row++)
        for (let column = x0; column < x1; column++)
          for (let colour = 0; colour < 3; colour++)
            sum[colour] = (sum[colour] ?? 0) + (data[(row * width + column) * 3 + colour] ?? 0)
      const count = (x1 - x0) * (y1 - y0)
      for (let colour = 0; colour < 3; colour++)
        small[(y * photoSide + x) * 3 + colour] = Math.round((sum[colour] ?? 0) / count)
    }
  }
  return { width: photoSide, height: photoSide, data: small }
}

/** Where each point of the upright picture lies in the one that was taken, by Exif orientation. */
function turned({ width: side, data, ...rest }: Points, orientation: number): Points {
  const far = side - 1
  const source = (x: number, y: number): readonly [number, number] => {
    switch (orientation) {
      case 2:
        return [far - x, y]
      case 3:
        return [far - x, far - y]
      case 4:
        return [x, far - y]
      case 5:
        return [y, x]
      case 6:
        return [y, far - x]
      case 7:
        return [far - y, far - x]
      case 8:
        return [far - y, x]
      default:
        return [x, y]
    }
  }
  const upright = new Uint8Array(data.length)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [fromX, fromY] = source(x, y)
      const from = (fromY * side + fromX) * 3
      upright.set(data.subarray(from, from + 3), (y * side + x) * 3)
    }
  }
  return { ...rest, width: side, data: upright }
}

async function encodeJpeg({ width, height, data }: Points): Promise<Uint8Array> {
  const encoder = new (await loadTurbo()).JPEGEncoder()
  try {
    encoder.getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: 3, isSigned: false }).set(data)
    encoder.setQuality(85)
    encoder.setProgressive(false)
    encoder.encode()
    return Uint8Array.from(encoder.getEncodedBuffer())
  } finally {
    encoder.delete()
  }
}

const fits = (width: number, height: number, most: number): boolean =>
  width >= 16 && height >= 16 && width <= 30_000 && height <= 30_000 && width * height <= most
