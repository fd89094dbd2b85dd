// A PNG without what is written beside its points. Of its chunks (PNG 3rd edition 5, 11) those are kept that say what the points
// are and how they are shown; texts, time, Exif, XMP, further frames and what programs of their own added go.
import { crc32 } from 'node:zlib'
import { orientationOnly } from './orientationTag.ts'
import type { PlainPicture } from './plainPicture.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** In their own spelling: a capital first letter is one without which the picture cannot be shown (5.4). */
const shown = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS'],
  ...['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI'],
  ...['bKGD', 'pHYs'],
])

/** @returns undefined where the chunks do not lead to the end of the picture */
export function plainPng(bytes: Uint8Array): PlainPicture | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!view.subarray(0, signature.length).equals(signature)) return undefined
  const kept: Uint8Array[] = []
  let head: Uint8Array | undefined
  let exif: Uint8Array | undefined
  let takenOut = false
  let points = false
  for (let at = signature.length; ; ) {
    const chunk = chunkAt(view, at)
    // The first is IHDR, which is there once (5.6).
    if (chunk === undefined || (head === undefined) !== (chunk.type === 'IHDR')) return undefined
    const { type, content, whole } = chunk
    at += whole.length
    if (type === 'IEND') {
      if (!points) return undefined
      const parts = [signature, head, exif, ...kept, whole]
      return {
        bytes: Uint8Array.from(Buffer.concat(parts.flatMap((part) => part ?? []))),
        takenOut: takenOut || at < view.length,
      }
    }
    if (type === 'IDAT') points = true
    if (type === 'IHDR') head = whole
    else if (shown.has(type)) kept.push(whole)
    else if (/^[A-Z]/.test(type)) return undefined
    else {
      const only = type === 'eXIf' ? orientationOnly(content) : undefined
      const made = only && chunkOf(type, only)
      takenOut ||= made === undefined || !made.equals(whole)
      exif ??= made
    }
  }
}

/** undefined: cut short, not named in four letters, or damaged (5.3). */
function chunkAt(view: Buffer, at: number) {
  if (at + 12 > view.length) return undefined
  const length = view.readUInt32BE(at)
  const end = at + 12 + length
  if (end > view.length) return undefined
  const named = view.subarray(at + 4, end - 4)
  const type = named.toString('latin1', 0, 4)
  if (!/^[A-Za-z]{4}$/.test(type) || crc32(named) !== view.readUInt32BE(end - 4)) return undefined
  return { type, content: named.subarray(4), whole: view.subarray(at, end) }
}

function chunkOf(type: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + content.length)
  chunk.writeUInt32BE(content.length, 0)
  chunk.write(type, 4, 'latin1')
  chunk.set(content, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length)
  return chunk
}
