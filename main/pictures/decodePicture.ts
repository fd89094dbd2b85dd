// Pictures of a card turned into PNG. Runs in a process of its own, which has nothing but the picture: what comes from a
// card is a stranger's bytes. Every size is judged before anything is decoded.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { decode as decodePng, encode as encodePng } from 'fast-png'
import { boundedPng } from './boundedPng.ts'

export type PictureKind = 'jpeg2000' | 'png' | 'bitmap'

export interface PictureToDraw {
  readonly kind: PictureKind
  /** `bitmap`: a square, one bit a point, 1 being ink. */
  readonly bytes: Uint8Array
}

/** A photo has about 0.1 megapixels; beyond this nobody's card goes. */
export const mostPixels = 4_000_000
/** No file of a card is longer. */
export const mostBytes = 32_768

/** @returns PNG; undefined when the bytes are no such picture, or one that is too large */
export async function drawPicture({ kind, bytes }: PictureToDraw): Promise<Uint8Array | undefined> {
  if (bytes.length === 0 || bytes.length > mostBytes) return undefined
  try {
    if (kind === 'bitmap') return drawBitmap(bytes)
    return kind === 'png' ? redrawPng(bytes) : await drawJpeg2000(bytes)
  } catch {
    // Whatever the decoders stumble over: it is not a picture.
    return undefined
  }
}

function drawBitmap(bytes: Uint8Array): Uint8Array | undefined {
  const side = Math.sqrt(bytes.length * 8)
  if (!Number.isInteger(side) || side > 64) return undefined
  const ink = Uint8Array.from({ length: side * side }, (_, at) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
  return drawInk(side, side, ink)
}

/** Ink that stands on any ground: black where there is ink, clear where there is none. */
function drawInk(width: number, height: number, ink: Uint8Array): Uint8Array {
  const data = new Uint8Array(width * height * 2)
  for (const [at, set] of ink.entries()) data[at * 2 + 1] = set === 1 ? 255 : 0
  return encodePng({ width, height, data, channels: 2, depth: 8 })
}

/** Decoded and written anew, so that nothing but its points reaches the page. PNG (third edition) 11.2.1. */
function redrawPng(bytes: Uint8Array): Uint8Array | undefined {
  const size = pngSize(bytes)
  const plain = boundedPng(bytes, mostPixels)
  if (size === undefined || !fits(size) || plain === undefined) return undefined
  const { width, height, data, channels, depth, palette } = decodePng(plain, { checkCrc: true })
  if (depth !== 1 && depth !== 8) return undefined
  const points = depth === 1 ? unpacked(data, width, height) : Uint8Array.from(data)
  if (palette !== undefined) return drawPalette(width, height, points, palette)
  if (depth === 8) return encodePng({ width, height, channels, depth, data: points })
  return encodePng({ width, height, channels: 1, depth: 8, data: points.map((point) => point * 255) })
}

/** One bit a point, rows padded to whole bytes, to one byte a point. */
function unpacked(bits: ArrayLike<number>, width: number, height: number): Uint8Array {
  const row = Math.ceil(width / 8)
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const [y, x] = [Math.floor(at / width), at % width]
    return ((bits[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
  })
}

function drawPalette(
  width: number,
  height: number,
  points: Uint8Array,
  palette: readonly (readonly number[])[],
): Uint8Array | undefined {
  const data = new Uint8Array(width * height * 3)
  for (const [at, point] of points.entries()) {
    const colour = palette[point]
    if (colour === undefined) return undefined
    data.set(colour.slice(0, 3), at * 3)
  }
  return encodePng({ width, height, channels: 3, depth: 8, data })
}

function pngSize(bytes: Uint8Array): Size | undefined {
  const header = Buffer.from(bytes.subarray(0, 24))
  if (header.length < 24 || header.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined
  if (header.toString('latin1', 12, 16) !== 'IHDR') return undefined
  return { width: header.readUInt32BE(16), height: header.readUInt32BE(20) }
}

interface Size {
  readonly width: number
  readonly height: number
}

const fits = ({ width, height }: Size): boolean =>
  width >= 1 && height >= 1 && width <= 8192 && height <= 8192 && width * height <= mostPixels

/** The codestream of a JP2 file, or a bare one; grey or colour, eight bits a point. */
async function drawJpeg2000(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const size = codestreamSize(bytes)
  if (size === undefined || !fits(size)) return undefined
  // The boxes of a JP2 file are left aside: they are one more parser, and tell nothing that a card's photo needs.
  const codestream = bytes.subarray(startOfCodestream(bytes))
  const decoder = new (await loadOpenJpeg()).J2KDecoder()
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream)
    decoder.decode()
    const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo()
    if (width !== size.width || height !== size.height || bitsPerSample !== 8 || isSigned) return undefined
    if (componentCount !== 1 && componentCount !== 3) return undefined
    const points = decoder.getDecodedBuffer()
    if (points.length < width * height * componentCount) return undefined
    const data = Uint8Array.from(points.subarray(0, width * height * componentCount))
    return encodePng({ width, height, data, channels: componentCount, depth: 8 })
  } catch (error) {
    // What a picture broke is not used for the next one.
    loaded = undefined
    throw error
  } finally {
    decoder.delete()
  }
}

/**
 * What the codestream says of itself in its SIZ segment (ISO/IEC 15444-1 A.5.1), before a decoder reserves any memory for
 * it: size, tiles and components, each bounded.
 */
export function codestreamSize(bytes: Uint8Array): Size | undefined {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = startOfCodestream(bytes)
  // Lsiz, Rsiz, then eight numbers of four bytes, Csiz and three bytes for each component.
  if (start < 0 || start + 42 > whole.length) return undefined
  const number = (index: number): number => whole.readUInt32BE(start + 8 + index * 4)
  const [width, height] = [number(0) - number(2), number(1) - number(3)]
  const [tileWidth, tileHeight] = [number(4), number(5)]
  const components = whole.readUInt16BE(start + 40)
  if (width < 1 || height < 1 || tileWidth < 1 || tileHeight < 1 || components < 1 || components > 4) return undefined
  const tiles = Math.ceil(number(0) / tileWidth) * Math.ceil(number(1) / tileHeight)
  return tiles > 256 ? undefined : { width, height }
}

const startOfCodestream = (bytes: Uint8Array): number => Buffer.from(bytes).indexOf(socAndSiz)
const socAndSiz = Buffer.from('FF4FFF51', 'hex')

/** The part of OpenJPEG that is used; the package has no types. */
interface Decoder {
  getEncodedBuffer(length: number): Uint8Array
  decode(): void
  getDecodedBuffer(): Uint8Array
  getFrameInfo(): {
    width: number
    height: number
    bitsPerSample: number
    componentCount: number
    isSigned: boolean
  }
  delete(): void
}
interface OpenJpeg {
  readonly J2KDecoder: new () => Decoder
}

let loaded: Promise<OpenJpeg> | undefined

function loadOpenJpeg(): Promise<OpenJpeg> {
  loaded ??= instantiate()
  return loaded
}

async function instantiate(): Promise<OpenJpeg> {
  const require = createRequire(import.meta.url)
  const load: (options: {
    wasmBinary: Uint8Array
    print(): void
    printErr(): void
  }) => Promise<OpenJpeg> = require('@cornerstonejs/codec-openjpeg/decodewasmjs')
  const wasmBinary = await readFile(require.resolve('@cornerstonejs/codec-openjpeg/decodewasm'))
  const silent = (): void => undefined
  return load({ wasmBinary, print: silent, printErr: silent })
}
