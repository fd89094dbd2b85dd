import { room } from '../../main/drawer/openDrawer.ts'
import type { DrawerProcess } from '../../main/drawer/remote.ts'
import { serveDrawer } from '../../main/drawer/serveDrawer.ts'

/**
 * A drawer's process that is none: the same messages, copied as they would be on their way, answered here. Its end drops
 * what is under way, as the real one's does, and closes the drawer so that another may open it.
 */
export function inProcessDrawer(): DrawerProcess {
  const messages: ((message: unknown) => void)[] = []
  const exits: (() => void)[] = []
  let ended: Promise<void> | undefined
  let under: Promise<unknown> = Promise.resolve()
  const tell = (message: unknown) => {
    if (ended === undefined) for (const listener of messages) listener(structuredClone(message))
  }
  const serve = serveDrawer(room, tell)
  return {
    post: (message) => {
      if (ended !== undefined) return
      const copy = structuredClone(message)
      under = Promise.allSettled([under, Promise.resolve().then(() => serve(copy))])
    },
    onMessage: (listener) => void messages.push(listener),
    onExit: (listener) => void exits.push(listener),
    kill: () => {
      ended ??= Promise.resolve()
        .then(() => under)
        .then(() => serve({ id: 0, method: 'close', input: [] }))
        .then(() => {
          for (const listener of exits) listener()
        })
      return ended
    },
  }
}
