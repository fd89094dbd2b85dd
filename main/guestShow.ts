// What is shown to a guest at this moment: taken out of the drawer beforehand, and gone when it ends. While it runs nothing
// else of the wallet answers.
import { type GuestPage, guestPage } from '../preload/shapes/guest.ts'
import { fail } from './failure.ts'
import type { Clock } from './locks/idleWatch.ts'

export interface GuestShow {
  running(): boolean
  /** What is shown, and for how many milliseconds more; undefined: nothing is. */
  read(): { readonly page: GuestPage; readonly left: number } | undefined
  /** Locks everything else and shows. @throws guest.running */
  begin(page: GuestPage): Promise<void>
  /** Hides it for good. Nothing happens where nothing is shown. */
  end(): Promise<void>
}

interface Surroundings {
  readonly clock: Clock
  /** Closes the drawer and ends the window's process, with all that either holds. */
  readonly lock: () => Promise<void>
  /** Ends the window's process alone: no drawer is open any more. */
  readonly renewPage: () => Promise<void>
  /** The window fills the screen, or no longer does. */
  readonly fullScreen: (on: boolean) => void
  /** Told when a show has begun and when it has ended. */
  readonly changed: (running: boolean) => void
}

interface Running {
  /** As bytes, which can be overwritten. */
  readonly page: Uint8Array
  readonly until: number
  readonly stop: () => void
}

export function createGuestShow({ clock, lock, renewPage, fullScreen, changed }: Surroundings): GuestShow {
  let current: Running | undefined

  function forget(): void {
    current?.stop()
    current?.page.fill(0)
    current = undefined
  }
  async function end(): Promise<void> {
    if (current === undefined) return
    forget()
    fullScreen(false)
    // The window's process has the values too.
    await renewPage()
    changed(false)
  }

  return {
    running: () => current !== undefined,
    read() {
      if (current === undefined) return undefined
      const page = guestPage.parse(JSON.parse(new TextDecoder().decode(current.page)))
      return { page, left: Math.max(0, current.until - clock.now()) }
    },
    async begin(page) {
      if (current !== undefined) fail({ code: 'guest.running' })
      const shown = new TextEncoder().encode(JSON.stringify(page))
      const ms = page.seconds * 1000
      current = { page: shown, until: clock.now() + ms, stop: clock.after(ms, () => void end()) }
      try {
        fullScreen(true)
        await lock()
      } catch (error) {
        forget()
        fullScreen(false)
        throw error
      }
      // A lock for another reason, or the end of its time, may have come meanwhile.
      if (current !== undefined) changed(true)
    },
    end,
  }
}
