// The state that a card watch keeps: each reader with the card in it, and those who wait for news of them.
import type { CardInReader, CardState } from '../../preload/shapes/card.ts'
import type { Failure } from '../failure.ts'
import type { ReaderId, ReadersState } from '../ports.ts'

export interface Slot {
  insertion: number | undefined
  card: CardInReader | undefined
  certificate: Uint8Array | undefined
  /** As in SeenCard. */
  shown: Uint8Array | undefined
  /** Why the last look failed. */
  failure: Failure | undefined
  /** Ends when everything that uses the card of this reader now has ended. */
  busy: Promise<unknown>
  /** Journeys that have or want the card. */
  wanted: number
  /** Looks that have begun or wait for their turn. */
  looks: number
  /** The card needs a look. */
  stale: boolean
  timer: NodeJS.Timeout | undefined
}

export interface ReaderSlots {
  readonly slots: ReadonlyMap<ReaderId, Slot>
  readonly service: 'up' | 'down'
  readonly closed: boolean
  read(): CardState
  onChange(listener: (state: CardState) => void): () => void
  /** Takes in what the readers' service says. @returns the slots into which a card has come */
  fold(state: ReadersState): readonly (readonly [ReaderId, Slot])[]
  /** Tells the state, which has changed, and wakes those who wait. */
  tell(): void
  wake(): void
  /** The next news, at the latest after that time. */
  change(ms: number, signal: AbortSignal | undefined): Promise<void>
  /** Nobody is told any more. @returns when all that uses a card has ended */
  close(): Promise<void>
}

export function createReaderSlots(): ReaderSlots {
  const slots = new Map<ReaderId, Slot>()
  const listeners = new Set<(state: CardState) => void>()
  const waiting = new Set<() => void>()
  let service: 'up' | 'down' = 'down'
  let closed = false

  const read = (): CardState => ({
    service,
    readers: [...slots].map(([id, { insertion, card }]) => ({
      id,
      insertion: insertion ?? null,
      card: card ?? null,
    })),
  })
  const wake = (): void => {
    for (const end of [...waiting]) end()
  }

  return {
    slots,
    get service() {
      return service
    },
    get closed() {
      return closed
    },
    read,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fold(state) {
      service = state.service
      const present = state.service === 'up' ? state.readers : []
      const order = new Set(present.map(({ id }) => id))
      for (const [id, slot] of slots)
        if (!order.has(id)) {
          empty(slot, undefined)
          slots.delete(id)
        }
      const come: (readonly [ReaderId, Slot])[] = []
      for (const { id, card } of present) {
        const slot = slots.get(id) ?? emptySlot()
        slots.set(id, slot)
        if (slot.insertion === card?.insertion) continue
        empty(slot, card?.insertion)
        if (card === undefined) continue
        slot.card = { kind: 'reading' }
        slot.stale = true
        come.push([id, slot])
      }
      return come
    },
    tell() {
      wake()
      if (!closed) for (const listener of listeners) listener(read())
    },
    wake,
    change: (ms, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', end)
          waiting.delete(end)
          resolve()
        }
        const timer = setTimeout(end, ms)
        signal?.addEventListener('abort', end)
        waiting.add(end)
      }),
    async close() {
      closed = true
      listeners.clear()
      wake()
      for (const slot of slots.values()) clearTimeout(slot.timer)
      await Promise.all([...slots.values()].map((slot) => slot.busy))
    },
  }
}

function emptySlot(): Slot {
  return {
    insertion: undefined,
    card: undefined,
    certificate: undefined,
    shown: undefined,
    busy: Promise.resolve(),
    failure: undefined,
    wanted: 0,
    looks: 0,
    stale: false,
    timer: undefined,
  }
}

/** What was known of the card before is not known of the one that lies there now. */
function empty(slot: Slot, insertion: number | undefined): void {
  clearTimeout(slot.timer)
  slot.insertion = insertion
  slot.card = undefined
  slot.certificate = undefined
  slot.shown = undefined
  slot.failure = undefined
  slot.stale = false
}
