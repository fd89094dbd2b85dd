// A card's pictures as pages can show them. The bytes are a stranger's, so they are decoded in a process that holds nothing
// else, for a bounded time.
import { z } from 'zod'
import { askProcess } from '../askProcess.ts'
import { fail } from '../failure.ts'
import type { Ports } from '../ports.ts'
import type { PictureToDraw } from './decodePicture.ts'

/** Starting the process included. */
const patience = 15_000

const png = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 8_000_000 && startsAsPng(bytes))

/**
 * @returns a data: URL for each picture in its order; null where it is none, too large, or took too long
 * @throws app.cancelled, and nothing else: a picture that cannot be shown is no reason to withhold the rest
 */
export async function drawPictures(
  startPictureProcess: Ports['startPictureProcess'],
  pictures: readonly PictureToDraw[],
  signal: AbortSignal,
): Promise<(string | null)[]> {
  if (pictures.length === 0) return signal.aborted ? fail({ code: 'app.cancelled' }) : []
  const drawn = await askProcess(startPictureProcess, pictures, { patience, signal })
  return pictures.map((_, index) => urlOf(Array.isArray(drawn) ? drawn[index] : undefined))
}

function urlOf(drawn: unknown): string | null {
  const judged = png.safeParse(drawn)
  return judged.success ? `data:image/png;base64,${Buffer.from(judged.data).toString('base64')}` : null
}

const magic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const startsAsPng = (bytes: Uint8Array): boolean => magic.every((byte, index) => bytes[index] === byte)
