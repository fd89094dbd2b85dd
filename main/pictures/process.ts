// The entry of the process that draws a card's pictures or shrinks a photo: Electron's utility process, or a forked Node
// process. It is started for one question, gets pictures and nothing else, and is ended when they are drawn or take too long.
import { z } from 'zod'
import { answerParent } from '../answerParent.ts'
import { drawPicture, mostBytes } from './decodePicture.ts'
import { mostPhotoBytes, shrinkPhoto } from './shrinkPhoto.ts'

const pictures = z
  .array(
    z.object({
      kind: z.enum(['jpeg2000', 'png', 'bitmap']),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= mostBytes),
    }),
  )
  .max(16)

const photo = z.strictObject({
  photo: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= mostPhotoBytes),
})

async function draw(message: unknown): Promise<Uint8Array | null | (Uint8Array | undefined)[]> {
  const asked = z.union([photo, pictures]).parse(message)
  if ('photo' in asked) return (await shrinkPhoto(asked.photo)) ?? null
  const drawn = []
  for (const picture of asked) drawn.push(await drawPicture(picture))
  return drawn
}

answerParent(draw)
