import type { Drawer } from './drawer/drawer.ts'
import type { CopyKind } from './drawer/portalCopy.ts'

/** Kinds from which the calendar, or what everybody may see, is made. A day of one's own is followed where it is kept. */
const followed: ReadonlySet<CopyKind> = new Set(['application', 'bill', 'followUpDone', 'mandate'])

/** The same drawer; whoever keeps or drops a copy of such a kind, in whatever journey, is told of. */
export const followCopies = (drawer: Drawer, changed: () => void): Drawer => ({
  ...drawer,
  keepCopies: async (copies) => {
    await drawer.keepCopies(copies)
    if (copies.some(({ kind }) => followed.has(kind))) changed()
  },
  dropCopy: async (portal, kind, id) => {
    await drawer.dropCopy(portal, kind, id)
    if (followed.has(kind)) changed()
  },
})
