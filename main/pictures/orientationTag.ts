// Exif with one tag: which way up a picture was taken.
import { tiffOrientation } from './jpegHeader.ts'

/**
 * A TIFF structure with Orientation and nothing else (Exif 2.32 4.5, 4.6.4 tag 0x0112): one directory of one entry.
 *
 * @param tiff what was there
 * @returns undefined for what is upright, or says nothing of it
 */
export function orientationOnly(tiff: Uint8Array): Uint8Array | undefined {
  const orientation = tiffOrientation(Buffer.from(tiff.buffer, tiff.byteOffset, tiff.byteLength))
  if (orientation === undefined || orientation === 1) return undefined
  const only = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  only.writeUInt16BE(orientation, 18)
  return only
}
