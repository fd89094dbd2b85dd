// The chunks of a PNG (PNG 3rd edition 5), one after the other up to its end.
import { crc32 } from 'node:zlib'

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

export interface PngChunk {
  /** Four letters. */
  readonly type: string
  readonly content: Buffer
  /** With length, type and check sum. */
  readonly whole: Buffer
}

export interface PngChunks {
  readonly header: PngChunk
  /** From the one after the header to IEND. */
  readonly others: readonly PngChunk[]
  /** Something stands after the end. */
  readonly more: boolean
}

/** @returns undefined where it is no PNG, has none or two headers (5.6), or is cut short or damaged before its end */
export function pngChunks(bytes: Uint8Array): PngChunks | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!view.subarray(0, pngSignature.length).equals(pngSignature)) return undefined
  const header = chunkAt(view, pngSignature.length)
  if (header?.type !== 'IHDR') return undefined
  const others: PngChunk[] = []
  for (let at = pngSignature.length + header.whole.length; ; ) {
    const chunk = chunkAt(view, at)
    // A second header would be believed instead of the one that was judged.
    if (chunk === undefined || chunk.type === 'IHDR') return undefined
    others.push(chunk)
    at += chunk.whole.length
    if (chunk.type === 'IEND') return { header, others, more: at < view.length }
  }
}

/** undefined: cut short, not named in four letters, or damaged (5.3). */
function chunkAt(view: Buffer, at: number): PngChunk | undefined {
  if (at + 12 > view.length) return undefined
  const end = at + 12 + view.readUInt32BE(at)
  if (end > view.length) return undefined
  const named = view.subarray(at + 4, end - 4)
  const type = named.toString('latin1', 0, 4)
  if (!/^[A-Za-z]{4}$/.test(type) || crc32(named) !== view.readUInt32BE(end - 4)) return undefined
  return { type, content: named.subarray(4), whole: view.subarray(at, end) }
}
