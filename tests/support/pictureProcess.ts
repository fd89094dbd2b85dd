// The process that draws a card's pictures, as the command line starts it.
import { fileURLToPath } from 'node:url'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'

export const pictureProcess = () =>
  forkedDrawer(fileURLToPath(new URL('../../main/pictures/process.ts', import.meta.url)))
