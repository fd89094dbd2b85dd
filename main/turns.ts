// Whose turn it is at this PC: the drawer on the desk, what watches over it, and how it is locked. What one person was asked,
// chose or read is never another's.
import type { LockNews, LockReason } from '../preload/shapes/locks.ts'
import { createDesk, type Desk } from './desk.ts'
import type { Announcer } from './events.ts'
import { createGuestShow, type GuestShow } from './guestShow.ts'
import { createDrawerWatch, type DrawerWatch } from './locks/drawerWatch.ts'
import { idleChoice } from './locks/idleChoice.ts'
import { machineClock } from './locks/idleWatch.ts'
import type { Ports } from './ports.ts'
import type { Workbench } from './work.ts'

/** What watches over an open drawer; the command line opens one for a command only. */
export interface Watching {
  /** How long a minute lasts, in milliseconds. */
  readonly minute: number
  /** Shows a new page, in a process of its own, and ends the one before. */
  readonly renewPage: () => Promise<void>
}

interface Surroundings {
  readonly at: () => string
  readonly emit: Announcer['emit']
  readonly bench: Workbench
  readonly watching: Watching | undefined
  /** The window fills the screen, or no longer does. */
  readonly fullScreen: ((on: boolean) => void) | undefined
  /** The wallet waits for the person: a question, or a dialog of the system. */
  readonly asking: () => boolean
  /** A drawer was opened or shut. */
  readonly changed: () => void
}

export interface Turns {
  readonly desk: Desk
  readonly show: GuestShow
  /** Undefined on the command line. */
  readonly watch: DrawerWatch | undefined
  /** Ends what is under way and closes the drawer, if one is open, with its process and the page's. */
  lock(reason: LockReason, next?: LockNews['next']): Promise<void>
  /** The last lock; undefined while a drawer is open. What is `next` is told once. */
  lastLock(): LockNews | undefined
  /** Before another drawer opens: what one person was asked is never answered by another. */
  putAway(): Promise<void>
  /** Called at lock and before another drawer opens. */
  onLock(forget: () => void): void
  /** Locks for the end of the program, of which nobody is told. */
  close(): Promise<void>
}

export function createTurns(
  ports: Pick<Ports, 'home' | 'keychain' | 'readers' | 'desktop'>,
  { at, emit, bench, watching, fullScreen, asking, changed }: Surroundings,
): Turns {
  let closing = false
  let last: LockNews | undefined
  let opensNext: LockNews['next']
  /** When the page of the last lock has ended. */
  let renewed: Promise<void> = Promise.resolve()

  const forgetful = new Set<() => void>()
  const forgetAll = (): void => {
    for (const forget of forgetful) forget()
  }

  const desk = createDesk({
    leaving: ({ personId }, reason) => {
      last = { reason, at: at(), personId }
      watch?.closed()
    },
    changed: () => {
      if (desk.read() === undefined) forgetAll()
      else last = undefined
      if (!closing) changed()
    },
    left: (personId, reason) => {
      emit('locks.locked', { reason, at: at(), personId })
      if (watching === undefined || closing) return
      // Where another drawer is opened, that page asked for it and gets its answer.
      const answered = reason === 'otherPerson' && opensNext === undefined ? bench.settled() : Promise.resolve()
      renewed = answered.then(watching.renewPage)
    },
  })

  const watch =
    watching &&
    createDrawerWatch({
      readers: ports.readers,
      clock: machineClock,
      minute: watching.minute,
      choiceOf: (personId) => idleChoice(ports, personId),
      elsewhere: () => milliseconds(ports.desktop?.idleSeconds()),
      working: () => bench.busy() && !asking(),
      settled: bench.settled,
      warn: (warning) => emit('locks.warning', warning),
      lock: (reason) => void lock(reason),
    })
  const stopDesktop = ports.desktop?.watch(lockWithPage)

  const show = createGuestShow({
    clock: machineClock,
    lock: () => lockWithPage('guestShow'),
    renewPage: async () => watching?.renewPage(),
    fullScreen: (on) => fullScreen?.(on),
    changed: (running) => emit('guest.changed', running),
  })

  async function lock(reason: LockReason, next?: LockNews['next']): Promise<void> {
    opensNext = next
    if (reason !== 'guestShow') await show.end()
    bench.cancel()
    forgetAll()
    await desk.clear(reason)
  }
  /** Resolves when the page that was shown is gone too. */
  async function lockWithPage(reason: LockReason): Promise<void> {
    await lock(reason)
    await renewed
  }

  return {
    desk,
    show,
    watch,
    lock,
    lastLock() {
      const next = opensNext
      opensNext = undefined
      return last && { ...last, ...(next === undefined ? {} : { next }) }
    },
    async putAway() {
      if (desk.read() === undefined) return
      forgetAll()
      await desk.clear('otherPerson')
    },
    onLock: (forget) => void forgetful.add(forget),
    async close() {
      closing = true
      stopDesktop?.()
      await lock('sessionEnd')
    },
  }
}

const milliseconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 1000
