// A photo from a file that the person chose: read within bounds, decoded elsewhere, and kept as a small picture of its own.
import { z } from 'zod'
import { askProcess } from '../askProcess.ts'
import { readBounded } from '../documents/chosen.ts'
import { fail } from '../failure.ts'
import type { Ports } from '../ports.ts'
import { mostPhotoBytes } from './shrinkPhoto.ts'

/** Starting the process included. */
const patience = 30_000
/** 160 × 160 points weigh a fifth of it. */
const mostShrunk = 60_000

const jpeg = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length <= mostShrunk && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)

/**
 * @returns a data: URL of a JPEG, 160 × 160 points
 * @throws file.unreadable, picture.notOne when it is no JPEG or PNG or is too large, app.cancelled
 */
export async function takePhoto(
  startPictureProcess: Ports['startPictureProcess'],
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const photo = await readBounded(path, mostPhotoBytes, { code: 'picture.notOne' })
  const shrunk = jpeg.safeParse(await askProcess(startPictureProcess, { photo }, { patience, signal }))
  if (!shrunk.success) return fail({ code: 'picture.notOne' })
  return `data:image/jpeg;base64,${Buffer.from(shrunk.data).toString('base64')}`
}
