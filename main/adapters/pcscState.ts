// Counts insertions from what PC/SC tells about each reader.
import type { ReaderInterface } from 'smartcard'
import type { ReadersState } from '../ports.ts'

/** SCARD_STATE_PRESENT (PC/SC part 5, 3.2.4). */
const present = 0x20

/**
 * Folds lists of readers into states. A card that was taken out and put in between two looks is told by PC/SC's own event
 * count in the upper half of the state. `undefined`: the service is down.
 */
export function insertionCounter(): (
  readers: readonly Pick<ReaderInterface, 'name' | 'state' | 'atr'>[] | undefined,
) => ReadersState {
  const insertions = new Map<string, number>()
  let events = new Map<string, number>()
  return (readers) => {
    if (readers === undefined) {
      events = new Map()
      return { service: 'down' }
    }
    const now = new Map<string, number>()
    const listed = readers.map(({ name, state, atr }) => {
      if ((state & present) === 0) return { id: name, card: undefined }
      const count = state >>> 16
      now.set(name, count)
      if (events.get(name) !== count) insertions.set(name, (insertions.get(name) ?? 0) + 1)
      return { id: name, card: { insertion: insertions.get(name) ?? 0, atr: new Uint8Array(atr ?? []) } }
    })
    events = now
    return { service: 'up', readers: listed }
  }
}
