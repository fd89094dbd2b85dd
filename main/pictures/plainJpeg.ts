// A JPEG without what is written beside its points. Its segments are walked once and only those are kept that a decoder needs
// (ITU-T T.81 Annex B), with ICC profile (ICC.1 Annex B.4), JFIF (ITU-T T.871 10.1) and Adobe's word about colours. Everything
// else goes, whatever it is called: Exif, XMP, IPTC, comments, thumbnails, further pictures, and what stands after the end.
import { orientationOnly } from './orientationTag.ts'
import type { PlainPicture } from './plainPicture.ts'

const endOfImage = 0xd9
const startOfScan = 0xda

/** @returns undefined where the segments do not lead to the end of the picture */
export function plainJpeg(bytes: Uint8Array): PlainPicture | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined
  const kept: Uint8Array[] = []
  let jfif: Uint8Array | undefined
  let exif: Uint8Array | undefined
  let takenOut = false
  let scans = 0
  for (let at = 2; ; ) {
    const marker = markerAt(view, at)
    if (marker === undefined) return undefined
    if (marker.code === endOfImage) {
      if (scans === 0) return undefined
      const parts = [view.subarray(0, 2), jfif, exif, ...kept, Buffer.from([0xff, endOfImage])]
      return {
        bytes: Uint8Array.from(Buffer.concat(parts.flatMap((part) => part ?? []))),
        takenOut: takenOut || marker.end < view.length,
      }
    }
    const segment = segmentAt(view, marker)
    if (segment === undefined) return undefined
    const { whole, content, code } = segment
    at = segment.end
    if (code === startOfScan) {
      at = endOfScan(view, segment.end)
      kept.push(view.subarray(segment.at, at))
      scans += 1
    } else if (isForDecoder(code) || isColourProfile(code, content)) kept.push(whole)
    else {
      const only = shortened(code, content)
      takenOut ||= only === undefined || !only.equals(whole)
      if (code === 0xe0) jfif ??= only
      else if (code === 0xe1) exif ??= only
      else if (only !== undefined) kept.push(only)
    }
  }
}

interface Marker {
  readonly code: number
  /** Of the last byte 0xff before the code, and after the code. */
  readonly at: number
  readonly end: number
}

/** Any number of bytes 0xff may fill the place before a marker's code (B.1.1.2). */
function markerAt(view: Buffer, at: number): Marker | undefined {
  if (view[at] !== 0xff) return undefined
  let place = at + 1
  while (view[place] === 0xff) place += 1
  const code = view[place]
  return code === undefined || code === 0 ? undefined : { code, at: place - 1, end: place + 1 }
}

/** undefined: not one that stands in a picture, or cut short. Restart markers, for one, stand in scans only. */
function segmentAt(view: Buffer, { code, at, end: from }: Marker) {
  if (!isForDecoder(code) && code !== startOfScan && !isForPrograms(code)) return undefined
  if (from + 2 > view.length) return undefined
  const length = view.readUInt16BE(from)
  const end = from + length
  if (length < 2 || end > view.length) return undefined
  return { code, at, end, whole: view.subarray(at, end), content: view.subarray(from + 2, end) }
}

/** Frames, Huffman and arithmetic tables (0xc0 to 0xcf but 0xc8), quantization (0xdb), number of lines, restart interval. */
const isForDecoder = (code: number): boolean =>
  (code >= 0xc0 && code <= 0xcf && code !== 0xc8) || code === 0xdb || code === 0xdc || code === 0xdd

/** APP0 to APP15, and comments. */
const isForPrograms = (code: number): boolean => (code >= 0xe0 && code <= 0xef) || code === 0xfe

const isColourProfile = (code: number, content: Buffer): boolean => code === 0xe2 && begins(content, 'ICC_PROFILE\0')

const begins = (content: Buffer, name: string): boolean => content.toString('latin1', 0, name.length) === name

/** As much of it as says how the picture is shown; undefined: nothing. */
function shortened(code: number, content: Buffer): Buffer | undefined {
  // Version, density; no thumbnail.
  if (code === 0xe0 && begins(content, 'JFIF\0') && content.length >= 14)
    return segmentOf(code, Buffer.concat([content.subarray(0, 12), Buffer.alloc(2)]))
  if (code === 0xe1 && begins(content, 'Exif\0\0')) {
    const only = orientationOnly(content.subarray(6))
    return only && segmentOf(code, Buffer.concat([content.subarray(0, 6), only]))
  }
  // Which colours the components are.
  if (code === 0xee && begins(content, 'Adobe') && content.length >= 12) return segmentOf(code, content.subarray(0, 12))
  return undefined
}

function segmentOf(code: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, code, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** Where the next marker is: in a scan 0xff is followed by 0 or the number of a restart (B.1.1.5). The length, where there is none. */
function endOfScan(view: Buffer, from: number): number {
  for (let at = view.indexOf(0xff, from); at >= 0; at = view.indexOf(0xff, at)) {
    const next = view[at + 1] ?? 0xff
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2
    else if (next === 0xff && at + 1 < view.length) at += 1
    else return at
  }
  return view.length
}
