// Watches over the drawer that is open: when nobody is there, its card is out, or its window is out of sight, it locks.
import { type IdleMinutes, idleMinutesAtFirst, type LockReason, type LockWarning } from '../../preload/shapes/locks.ts'
import type { OpenPerson } from '../desk.ts'
import type { CardReaders } from '../ports.ts'
import { type Clock, type IdleWatch, watchIdle } from './idleWatch.ts'

/** A card in a reader: `insertion` tells it from the next one. */
export interface LyingCard {
  readonly reader: string
  readonly insertion: number
}

export interface DrawerWatch {
  /** A drawer was opened. @param card that opened it */
  opened(person: OpenPerson, card: LyingCard | undefined): void
  closed(): void
  /** The person chose anew. */
  chose(minutes: IdleMinutes): void
  /** A key, the mouse, a finger in one of our windows. */
  touched(): void
  /** The window was minimised, or came back. */
  outOfSight(is: boolean): void
  close(): void
}

interface Watched {
  readonly readers: Pick<CardReaders, 'watch'>
  readonly clock: Clock
  /** How long a minute lasts, in milliseconds: 60,000, but for practice. */
  readonly minute: number
  readonly choiceOf: (personId: string) => Promise<IdleMinutes>
  readonly elsewhere: () => number | undefined
  /** Work that goes on without the person, and is not cut off by an absence. */
  readonly working: () => boolean
  /** When what runs now has ended. */
  readonly settled: () => Promise<void>
  readonly warn: (warning: LockWarning | null) => void
  readonly lock: (reason: LockReason) => void
}

/** One rule for everybody: who minimises the window has turned to something else. */
const minutesOutOfSight = 1
const longestWarningMs = 30_000

export function createDrawerWatch(watched: Watched): DrawerWatch {
  const { readers, clock, minute, choiceOf, elsewhere, working, settled, warn, lock } = watched
  let open: OpenPerson | undefined
  let idle: IdleWatch | undefined
  let hidden = false
  let untilHidden: () => void = () => undefined
  let stopCards: () => void = () => undefined

  function count(minutes: IdleMinutes): void {
    idle?.end()
    const limit = minutes * minute
    idle = watchIdle({
      clock,
      limit,
      warning: Math.min(longestWarningMs, limit / 3),
      elsewhere,
      working,
      warn: (left) => warn(left === undefined ? null : { seconds: Math.ceil(left / 1000) }),
      idle: () => lock('idle'),
    })
  }
  function hide(): void {
    untilHidden()
    if (!hidden || open === undefined) return
    untilHidden = clock.after(minutesOutOfSight * minute, () => {
      // What runs is not cut off; its end brings no hand back to this window.
      if (working()) hide()
      else lock('windowClosed')
    })
  }
  function follow(card: LyingCard): () => void {
    let gone = false
    return readers.watch((state) => {
      const there =
        state.service === 'up' &&
        state.readers.some(({ id, card: lying }) => id === card.reader && lying?.insertion === card.insertion)
      if (there || gone) return
      gone = true
      const whose = open
      // What had the card in use first tells what became of it.
      if (working()) void settled().then(() => open === whose && lock('cardOut'))
      else lock('cardOut')
    })
  }
  function rest(): void {
    open = undefined
    idle?.end()
    idle = undefined
    untilHidden()
    stopCards()
    stopCards = () => undefined
  }

  return {
    opened(person, card) {
      rest()
      open = person
      count(idleMinutesAtFirst)
      // Until it is known what the person chose, the usual time counts.
      void choiceOf(person.personId).then((minutes) => {
        if (open === person) count(minutes)
      })
      hide()
      if (card !== undefined) stopCards = follow(card)
    },
    closed: rest,
    chose: count,
    touched: () => idle?.touched(),
    outOfSight(is) {
      hidden = is
      hide()
    },
    close: rest,
  }
}
