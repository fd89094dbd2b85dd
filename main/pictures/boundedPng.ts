// A PNG brought down to what draws it, before a decoder sees it: one header, a palette, and no more data than its size holds.
import { inflateSync } from 'node:zlib'
import { pngChunks, pngSignature } from './pngChunks.ts'

/** Samples of a point, by colour type (PNG, third edition, 11.2.1). */
const samples = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
])
const drawing = new Set(['PLTE', 'IDAT', 'IEND'])

/**
 * @returns the same picture without what decoders unpack besides (profiles, texts, frames); undefined where it is no PNG, has
 * more points, or unpacks to more than they take
 */
export function boundedPng(bytes: Uint8Array, mostPixels: number): Uint8Array | undefined {
  const chunks = pngChunks(bytes)
  if (chunks?.header.content.length !== 13) return undefined
  const { header } = chunks
  const others = chunks.others.filter(({ type }) => drawing.has(type))
  const most = mostUnpacked(header.content, mostPixels)
  if (most === undefined) return undefined
  const packed = Buffer.concat(others.flatMap(({ type, content }) => (type === 'IDAT' ? [content] : [])))
  try {
    inflateSync(packed, { maxOutputLength: most })
  } catch {
    return undefined
  }
  return Uint8Array.from(Buffer.concat([pngSignature, header.whole, ...others.map(({ whole }) => whole)]))
}

/** Bytes of all rows, each with its filter; interlaced ones have up to twice as many, each padded (9.2). */
function mostUnpacked(header: Buffer, mostPixels: number): number | undefined {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const perPoint = samples.get(header.readUInt8(9))
  if (perPoint === undefined || width === 0 || height === 0 || width * height > mostPixels) return undefined
  return Math.ceil((width * perPoint * header.readUInt8(8)) / 8) * height + 4 * height + 64
}
