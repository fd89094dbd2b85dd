import type { Drawer } from './drawer/drawer.ts'

/**
 * The same drawer; whoever begins, uses or ends its session with the portal, in whatever journey, is told of. A session that
 * the portal has ended ends on every screen at once.
 */
export const followSession = (drawer: Drawer, changed: () => void): Drawer => ({
  ...drawer,
  saveToken: async (token) => {
    await drawer.saveToken(token)
    changed()
  },
  clearToken: async () => {
    await drawer.clearToken()
    changed()
  },
})
