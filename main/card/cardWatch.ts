// Readers and cards as the screens show them: looks at each new insertion once, and never while a journey has the card.
import { randomUUID } from 'node:crypto'
import type { CardInReader, CardState } from '../../preload/shapes.ts'
import { type Failure, fail, WalletError } from '../failure.ts'
import { logBug } from '../log.ts'
import type { CardReaders, ReaderId, ReadersState, Transmit } from '../ports.ts'
import { type CertificateMemory, rememberCertificates } from './certificateFile.ts'
import { lookAtCard } from './look.ts'

export interface CardWatch {
  read(): CardState
  /** Tells every change as a whole new value. Returns a function that stops. */
  onChange(listener: (state: CardState) => void): () => void
  /**
   * Lends a card to a journey: a look that is under way gives way, further ones are kept off, and afterwards the card is
   * looked at again, because tries may have been spent. @throws as CardReaders.withCard
   */
  readonly withCard: CardReaders['withCard']
  /** Asks again whose the cards are that lie in the readers, without touching them: people have come or changed their keys. */
  askOwners(): Promise<void>
  /** The authentication certificate that the card now in that reader showed without a PIN. */
  certificate(reader: ReaderId): Uint8Array | undefined
  readonly memory: CertificateMemory
  close(): Promise<void>
}

export interface CardWatchOptions {
  readonly readers: CardReaders
  readonly now: () => Date
  /** Whose drawer the card with that certificate opens, where that can be told. */
  readonly personOf?: (certificate: Uint8Array) => Promise<string | null>
  /** How long to wait before looking again at a card that another program holds. */
  readonly retryMs?: number
  /** How long after a journey to look again. */
  readonly pauseMs?: number
}

interface Slot {
  insertion: number | undefined
  card: CardInReader | undefined
  certificate: Uint8Array | undefined
  /** Ends when everything that uses the card of this reader now has ended. */
  busy: Promise<unknown>
  /** Journeys that have or want the card. */
  wanted: number
  stale: boolean
  timer: NodeJS.Timeout | undefined
}

export function createCardWatch({
  readers,
  now,
  personOf,
  retryMs = 1000,
  pauseMs = 250,
}: CardWatchOptions): CardWatch {
  const memory = rememberCertificates()
  const slots = new Map<ReaderId, Slot>()
  const listeners = new Set<(state: CardState) => void>()
  let service: 'up' | 'down' = 'down'
  let closed = false

  /** A look gives way between two commands: to a journey that wants the card, and to the end of the program. */
  const givingWay =
    (slot: Slot, transmit: Transmit): Transmit =>
    (command) =>
      closed || slot.wanted > 0 ? fail({ code: 'app.cancelled' }) : transmit(command)
  const read = (): CardState => ({
    service,
    readers: [...slots].map(([id, { insertion, card }]) => ({
      id,
      insertion: insertion ?? null,
      card: card ?? null,
    })),
  })
  const tell = (): void => {
    if (!closed) for (const listener of listeners) listener(read())
  }

  function fold(state: ReadersState): void {
    service = state.service
    const present = state.service === 'up' ? state.readers : []
    const order = new Set(present.map(({ id }) => id))
    for (const [id, slot] of slots)
      if (!order.has(id)) {
        forget(slot, undefined)
        slots.delete(id)
      }
    for (const { id, card } of present) {
      const slot = slots.get(id) ?? emptySlot()
      slots.set(id, slot)
      if (slot.insertion === card?.insertion) continue
      forget(slot, card?.insertion)
      if (card !== undefined) {
        slot.card = { kind: 'reading' }
        slot.stale = true
        look(id, slot)
      }
    }
    tell()
  }

  /** Looks when the card needs it and nobody has or wants it. */
  function look(id: ReaderId, slot: Slot): void {
    if (closed || !slot.stale || slot.wanted > 0) return
    slot.stale = false
    const insertion = slot.insertion
    const turn = slot.busy.then(async () => {
      if (closed || slot.insertion !== insertion || insertion === undefined) return
      if (slot.wanted > 0) {
        slot.stale = true
        return
      }
      const seen = await readers
        .withCard(id, (transmit) => lookAtCard(givingWay(slot, transmit), { now, memory }))
        .catch((error: unknown) => failureOf(error))
      if (closed || slot.insertion !== insertion) return
      if ('code' in seen) {
        if (seen.code === 'app.cancelled') slot.stale = true
        else lookFailed(id, slot, seen)
        return
      }
      const personId = seen.certificate && personOf ? await personOf(seen.certificate).catch(() => null) : null
      if (closed || slot.insertion !== insertion) return
      slot.certificate = seen.certificate
      slot.card = seen.card.kind === 'myNumber' ? { ...seen.card, personId } : seen.card
      tell()
    })
    slot.busy = turn
  }

  function lookFailed(id: ReaderId, slot: Slot, failure: Failure): void {
    // Another program has the card for a moment, or the reader has just been told of it: the state will tell, or we ask again.
    if (failure.code === 'card.busy' || failure.code === 'card.removed' || failure.code === 'card.absent') {
      slot.timer = setTimeout(() => {
        slot.stale = true
        look(id, slot)
      }, retryMs)
      slot.timer.unref()
    }
    slot.certificate = undefined
    slot.card =
      failure.code === 'card.removed' || failure.code === 'card.absent'
        ? { kind: 'reading' }
        : { kind: 'failed', failure }
    tell()
  }

  const withCard: CardReaders['withCard'] = async (id, work) => {
    const slot = slots.get(id)
    if (slot === undefined) return readers.withCard(id, work)
    slot.wanted += 1
    const before = slot.busy
    const turn = before.then(() => readers.withCard(id, work))
    slot.busy = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      slot.wanted -= 1
      slot.stale = slot.insertion !== undefined
      // The next journey often follows at once: opening the drawer, then logging in.
      clearTimeout(slot.timer)
      slot.timer = setTimeout(() => look(id, slot), pauseMs).unref()
    }
  }

  async function askOwners(): Promise<void> {
    for (const slot of slots.values()) {
      const { card, certificate, insertion } = slot
      if (card?.kind !== 'myNumber' || certificate === undefined || personOf === undefined) continue
      const personId = await personOf(certificate).catch(() => null)
      if (closed || slot.insertion !== insertion || slot.card !== card || personId === card.personId) continue
      slot.card = { ...card, personId }
      tell()
    }
  }

  const stop = readers.watch(fold)
  return {
    read,
    memory,
    withCard,
    askOwners,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    certificate: (reader) => slots.get(reader)?.certificate,
    async close() {
      closed = true
      stop()
      listeners.clear()
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
    busy: Promise.resolve(),
    wanted: 0,
    stale: false,
    timer: undefined,
  }
}

function forget(slot: Slot, insertion: number | undefined): void {
  clearTimeout(slot.timer)
  slot.insertion = insertion
  slot.card = undefined
  slot.certificate = undefined
  slot.stale = false
}

function failureOf(error: unknown): Failure {
  if (error instanceof WalletError) return error.failure
  const incident = randomUUID()
  logBug(incident, error)
  return { code: 'app.unexpected', incident }
}
