// A PNG without what is written beside its points. Of its chunks (PNG 3rd edition 5, 11) those are kept that say what the points
// are and how they are shown; texts, time, Exif, XMP, further frames and what programs of their own added go.
import { crc32 } from 'node:zlib'
import { orientationOnly } from './orientationTag.ts'
import type { PlainPicture } from './plainPicture.ts'
import { pngChunks, pngSignature } from './pngChunks.ts'

/** In their own spelling: a capital first letter is one without which the picture cannot be shown (5.4). */
const shown = new Set([
  ...['PLTE', 'IDAT', 'IEND', 'tRNS'],
  ...['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI'],
  ...['bKGD', 'pHYs'],
])

/** @returns undefined where the chunks do not lead to the end of the picture */
export function plainPng(bytes: Uint8Array): PlainPicture | undefined {
  const chunks = pngChunks(bytes)
  if (chunks?.others.some(({ type }) => type === 'IDAT') !== true) return undefined
  const kept: Uint8Array[] = []
  let exif: Uint8Array | undefined
  let takenOut = chunks.more
  for (const { type, content, whole } of chunks.others) {
    if (shown.has(type)) kept.push(whole)
    else if (/^[A-Z]/.test(type)) return undefined
    else {
      const only = type === 'eXIf' ? orientationOnly(content) : undefined
      const made = only && chunkOf(type, only)
      takenOut ||= made === undefined || !made.equals(whole)
      exif ??= made
    }
  }
  const parts = [pngSignature, chunks.header.whole, exif, ...kept]
  return { bytes: Uint8Array.from(Buffer.concat(parts.flatMap((part) => part ?? []))), takenOut }
}

function chunkOf(type: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + content.length)
  chunk.writeUInt32BE(content.length, 0)
  chunk.write(type, 4, 'latin1')
  chunk.set(content, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length)
  return chunk
}
