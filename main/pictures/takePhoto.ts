// A photo from a file that the person chose: read within bounds, decoded elsewhere, and kept as a small picture of its own.
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { askProcess } from '../askProcess.ts'
import { fail, WalletError } from '../failure.ts'
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
  const photo = await readBounded(path)
  const shrunk = jpeg.safeParse(await askProcess(startPictureProcess, { photo }, { patience, signal }))
  if (!shrunk.success) return fail({ code: 'picture.notOne' })
  return `data:image/jpeg;base64,${Buffer.from(shrunk.data).toString('base64')}`
}

/** Reads no more than the limit, whatever the file system says its size is. */
async function readBounded(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r')
    try {
      const about = await file.stat()
      if (!about.isFile()) fail({ code: 'file.unreadable' })
      if (about.size > mostPhotoBytes) fail({ code: 'picture.notOne' })
      const bytes = new Uint8Array(about.size)
      let length = 0
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      return bytes.subarray(0, length)
    } finally {
      await file.close()
    }
  } catch (error) {
    return error instanceof WalletError ? Promise.reject(error) : fail({ code: 'file.unreadable' }, error)
  }
}
