// The one drawer that is open on this PC's screen, and the process that holds it.
import type { Opener } from '../preload/shapes/common.ts'
import type { LockReason } from '../preload/shapes/locks.ts'
import type { Actor } from '../preload/shapes/mandates.ts'
import type { Drawer, DrawerRoom } from './drawer/drawer.ts'
import { fail } from './failure.ts'

export interface OpenPerson {
  readonly personId: string
  readonly name: string
  readonly by: Opener
  /** Who acts for the owner: the drawer was opened through a mandate. */
  readonly actor?: Actor
  readonly since: string
  readonly drawer: Drawer
  readonly room: DrawerRoom
  /** Told when the drawer's process has ended, however it did. */
  readonly onEnd: (listener: () => void) => void
}

export interface Desk {
  read(): OpenPerson | undefined
  /** @throws drawer.locked */
  open(): OpenPerson
  put(person: OpenPerson): void
  /** The open person is called otherwise from now on. */
  rename(name: string): void
  /** Closes the drawer and ends its process. When none is open, waits for one that is being closed. */
  clear(reason: LockReason): Promise<void>
}

/** Told of each change; `leaving` before it, `left` once the drawer's process is gone. */
interface DeskNews {
  changed(): void
  leaving(person: OpenPerson, reason: LockReason): void
  left(personId: string, reason: LockReason): void
}

export function createDesk({ changed, leaving, left }: DeskNews): Desk {
  let current: OpenPerson | undefined
  /** The last shutting, which whoever asks for another meanwhile waits for too. */
  let shutting: Promise<void> = Promise.resolve()
  return {
    read: () => current,
    open: () => current ?? fail({ code: 'drawer.locked' }),
    put(person) {
      current = person
      changed()
      // Without its process a drawer is shut, whoever ended it.
      person.onEnd(() => {
        if (current?.room !== person.room) return
        current = undefined
        leaving(person, 'drawerEnded')
        changed()
        left(person.personId, 'drawerEnded')
      })
    },
    rename(name) {
      if (current !== undefined) current = { ...current, name }
    },
    clear(reason) {
      const closing = current
      if (closing === undefined) return shutting
      current = undefined
      leaving(closing, reason)
      changed()
      shutting = shut(closing).then(() => left(closing.personId, reason))
      return shutting
    },
  }
}

/** The file is closed in order when it can be; the process ends in any case. */
export async function shut({ drawer, room }: Pick<OpenPerson, 'drawer' | 'room'>): Promise<void> {
  await Promise.race([drawer.close().catch(() => undefined), new Promise((done) => setTimeout(done, 2000))])
  await room.end()
}
