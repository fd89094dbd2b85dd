// Lends the cards of a card watch to journeys, one at a time, and has each looked at again afterwards.
import { fail } from '../failure.ts'
import type { CardReaders, ReaderId, Transmit } from '../ports.ts'
import type { Looking } from './looking.ts'
import type { ReaderSlots } from './readerSlots.ts'
import type { SeenCard } from './seenCard.ts'

/** `unchanged` says that nothing has changed that a look would tell. */
type CardWork<T> = (transmit: Transmit, unchanged: () => void) => Promise<T>

export interface Lending {
  /** As CardWatch.withCard. */
  readonly withCard: CardReaders['withCard']
  /** As CardWatch.withSeen. */
  withSeen<T>(seen: SeenCard, work: CardWork<T>): Promise<T>
}

export function createLending(
  { slots, wake }: ReaderSlots,
  { readers, look, pauseMs }: { readers: CardReaders; look: Looking['look']; pauseMs: number },
): Lending {
  async function lend<T>(id: ReaderId, work: CardWork<T>): Promise<T> {
    const slot = slots.get(id)
    if (slot === undefined) return readers.withCard(id, (transmit) => work(transmit, () => undefined))
    slot.wanted += 1
    let same = false
    const before = slot.busy
    const turn = before.then(() =>
      readers.withCard(id, (transmit) =>
        work(transmit, () => {
          same = true
        }),
      ),
    )
    slot.busy = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      slot.wanted -= 1
      if (!same) slot.stale = slot.insertion !== undefined
      clearTimeout(slot.timer)
      // The next journey often follows at once: opening the drawer, then logging in.
      slot.timer = setTimeout(() => look(id, slot), pauseMs).unref()
      wake()
    }
  }

  return {
    withCard: (id, work) => lend(id, (transmit) => work(transmit)),
    async withSeen({ reader, insertion }, work) {
      const same = (): void => {
        const now = slots.get(reader)?.insertion
        if (now !== insertion) fail({ code: now === undefined ? 'card.absent' : 'card.swapped' })
      }
      same()
      return lend(reader, (transmit, unchanged) => {
        // It may have waited for another journey.
        same()
        return work(transmit, unchanged)
      })
    },
  }
}
