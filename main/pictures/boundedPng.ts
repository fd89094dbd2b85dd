// A PNG brought down to what draws it, before a decoder sees it: one header, a palette, and no more data than its size holds.
import { inflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** Samples of a point, by colour type (PNG, third edition, 11.2.1). */
const samples = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
])
const drawing = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND'])

interface Chunk {
  readonly type: string
  readonly data: Buffer
  /** With length, type and check sum. */
  readonly whole: Buffer
}

/**
 * @returns the same picture without what decoders unpack besides (profiles, texts, frames); undefined where it is no PNG, has
 * more points, or unpacks to more than they take
 */
export function boundedPng(bytes: Uint8Array, mostPixels: number): Uint8Array | undefined {
  const chunks = chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const [header, ...others] = chunks?.filter(({ type }) => drawing.has(type)) ?? []
  if (header?.type !== 'IHDR' || header.data.length !== 13) return undefined
  // A second header would be believed instead of the one that was judged.
  if (others.some(({ type }) => type === 'IHDR')) return undefined
  const most = mostUnpacked(header.data, mostPixels)
  if (most === undefined) return undefined
  const packed = Buffer.concat(others.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])))
  try {
    inflateSync(packed, { maxOutputLength: most })
  } catch {
    return undefined
  }
  return Uint8Array.from(Buffer.concat([signature, header.whole, ...others.map(({ whole }) => whole)]))
}

/** Up to IEND; undefined where they do not follow one another. */
function chunksOf(bytes: Buffer): Chunk[] | undefined {
  if (!bytes.subarray(0, signature.length).equals(signature)) return undefined
  const chunks: Chunk[] = []
  for (let at = signature.length; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    const type = bytes.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) })
    if (type === 'IEND') return chunks
    at = end
  }
  return undefined
}

/** Bytes of all rows, each with its filter; interlaced ones have up to twice as many, each padded (9.2). */
function mostUnpacked(header: Buffer, mostPixels: number): number | undefined {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const perPoint = samples.get(header.readUInt8(9))
  if (perPoint === undefined || width === 0 || height === 0 || width * height > mostPixels) return undefined
  return Math.ceil((width * perPoint * header.readUInt8(8)) / 8) * height + 4 * height + 64
}
