// A picture with a QR code on it, as the apps for vaccination certificates saved them. Only what the code holds is read.
import { convertIndexedToRgb, type DecodedPng, decode } from 'fast-png'
import { decodeQR } from 'qr/decode.js'
import { fail } from '../failure.ts'
import { boundedPng } from '../pictures/boundedPng.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** A screen of the largest phones has about six million. */
const mostPixels = 16_000_000
/** Milliseconds for further tries. */
const patience = 2_000

export const isPng = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, signature.length)).equals(signature)

/** The text of the QR code on it; undefined where there is none. @throws paper.broken, paper.tooLarge */
export function codeOnPng(bytes: Uint8Array): string | undefined {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // IHDR is the first chunk (PNG 3rd edition 11.2.1): width and height stand at 16 and 20.
  if (bytes.length < 24) return fail({ code: 'paper.broken', detail: 'PNG' })
  if (header.getUint32(16) * header.getUint32(20) > mostPixels) return fail({ code: 'paper.tooLarge' })
  const picture = colours(boundedPng(bytes, mostPixels) ?? fail({ code: 'paper.broken', detail: 'PNG' }))
  try {
    return decodeQR(picture, { format: 'RGB', effort: 4, timeLimit: patience })
  } catch {
    // How the decoder says that there is none.
    return undefined
  }
}

/** Three bytes a point. */
function colours(bytes: Uint8Array): { width: number; height: number; data: Uint8Array } {
  const png = decoded(bytes)
  const { width, height, channels, depth, palette } = png
  if (palette !== undefined) return { width, height, data: convertIndexedToRgb(png) }
  const sample = sampler(png)
  const data = new Uint8Array(width * height * 3)
  for (let point = 0; point < width * height; point++) {
    for (let colour = 0; colour < 3; colour++) {
      const channel = channels < 3 ? 0 : colour
      data[point * 3 + colour] = (sample(point, channel) * 255) / (2 ** depth - 1)
    }
  }
  return { width, height, data }
}

/** Depths below eight are grey alone, packed, each row beginning with a byte of its own (PNG 7.2). */
function sampler({ width, data, channels, depth }: DecodedPng): (point: number, channel: number) => number {
  if (depth >= 8) return (point, channel) => data[point * channels + channel] ?? 0
  const row = Math.ceil((width * depth) / 8)
  return (point) => {
    const bit = (point % width) * depth
    const byte = data[Math.floor(point / width) * row + (bit >> 3)] ?? 0
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1)
  }
}

function decoded(bytes: Uint8Array): DecodedPng {
  try {
    return decode(bytes, { checkCrc: true })
  } catch (error) {
    return fail({ code: 'paper.broken', detail: 'PNG' }, error)
  }
}
