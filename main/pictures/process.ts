// The entry of the process that draws a card's pictures: Electron's utility process, or a forked Node process. It is
// started for one reading, gets pictures and nothing else, and is ended when they are drawn or take too long.
import { z } from 'zod'
import { answerParent } from '../answerParent.ts'
import { drawPicture, mostBytes } from './decodePicture.ts'

const pictures = z
  .array(
    z.object({
      kind: z.enum(['jpeg2000', 'png', 'bitmap']),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= mostBytes),
    }),
  )
  .max(16)

async function draw(message: unknown): Promise<(Uint8Array | undefined)[]> {
  const drawn = []
  for (const picture of pictures.parse(message)) drawn.push(await drawPicture(picture))
  return drawn
}

answerParent(draw)
