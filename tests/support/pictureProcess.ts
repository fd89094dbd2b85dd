// The processes that draw a card's pictures and verify a document, as the command line starts them.
import { fileURLToPath } from 'node:url'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'

export const pictureProcess = () =>
  forkedDrawer(fileURLToPath(new URL('../../main/pictures/process.ts', import.meta.url)))

/** The one that verifies a document. */
export const verifierProcess = () =>
  forkedDrawer(fileURLToPath(new URL('../../main/documents/verifierProcess.ts', import.meta.url)))
