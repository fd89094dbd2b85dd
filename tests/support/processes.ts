// The processes of a drawer, of a card's pictures and of a document, as the command line starts them.
import { fileURLToPath } from 'node:url'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'

const startOf = (name: 'drawer' | 'pictures' | 'verifier') => () =>
  forkedDrawer(fileURLToPath(new URL(`./processes/${name}.ts`, import.meta.url)))

/** The one that opens a drawer. */
export const drawerProcess = startOf('drawer')

/** The one that draws a card's pictures. */
export const pictureProcess = startOf('pictures')

/** The one that verifies a document. */
export const verifierProcess = startOf('verifier')
