// A photo without what is written beside its points: where and when it was taken, with which camera, what programs noted. The
// points are not touched, nothing is decoded; what says how they are to be shown stays: which way up, and their colours.
import { plainJpeg } from './plainJpeg.ts'
import { plainPng } from './plainPng.ts'

export interface PlainPicture {
  readonly bytes: Uint8Array
  /** Something was taken out. */
  readonly takenOut: boolean
}

/**
 * @param media a media type; what is no JPEG or PNG stays as it is
 * @returns undefined when the picture's structure cannot be followed to its end: then nobody can say what is in it
 */
export function plainPicture(media: string, bytes: Uint8Array): PlainPicture | undefined {
  if (media === 'image/jpeg') return plainJpeg(bytes)
  if (media === 'image/png') return plainPng(bytes)
  return { bytes, takenOut: false }
}
