// What a JPEG says of itself before anything is decoded: its size, and which way up it was taken.
// ITU-T T.81 Annex B (markers), Exif 2.32 (4.6.4, tag 0x0112).

export interface JpegHeader {
  readonly width: number
  readonly height: number
  readonly components: number
  /** 1 to 8 as Exif counts them; 1: upright. */
  readonly orientation: number
}

/** @returns undefined when the bytes are no JPEG, or their frame comes too late to be looked for */
export function jpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined
  let orientation = 1
  let at = 2
  for (let segment = 0; segment < mostSegments && at + 4 <= view.length; segment++) {
    if (view[at] !== 0xff) return undefined
    const marker = view[at + 1] ?? 0
    // Fill bytes before a marker (B.1.1.2).
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = view.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > view.length) return undefined
    if (isFrame(marker)) return length < 8 ? undefined : { ...frame(view, at + 4), orientation }
    // The scan begins: a frame that has not come by now never comes.
    if (marker === 0xda || marker === 0xd9) return undefined
    if (marker === 0xe1) orientation = exifOrientation(view.subarray(at + 4, end)) ?? orientation
    at = end
  }
  return undefined
}

const mostSegments = 200

/** SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

const frame = (view: Buffer, at: number) => ({
  height: view.readUInt16BE(at + 1),
  width: view.readUInt16BE(at + 3),
  components: view.readUInt8(at + 5),
})

/** Of a segment that holds Exif. */
function exifOrientation(exif: Buffer): number | undefined {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? tiffOrientation(exif.subarray(6)) : undefined
}

/** From the first directory of a TIFF structure; undefined where none of the eight is told. */
export function tiffOrientation(tiff: Buffer): number | undefined {
  if (tiff.length < 8) return undefined
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return undefined
  const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return undefined
  const entries = Math.min(short(directory), 100)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return undefined
    if (short(at) !== 0x0112) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}
