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
  /**
   * Waits until the card in that reader has been looked at since it came and since anybody used it.
   * @throws card.noService, card.noReader, card.absent, app.cancelled, and why it could not be looked at in time
   */
  look(reader: ReaderId, signal?: AbortSignal): Promise<SeenCard>
  /**
   * Lends the card that was seen, and no other: one that was taken out meanwhile is not it, also when it is back.
   * `work` may say that nothing has changed that a look would tell; then there is none afterwards.
   * @throws card.swapped, and as CardReaders.withCard
   */
  withSeen<T>(seen: SeenCard, work: (transmit: Transmit, unchanged: () => void) => Promise<T>): Promise<T>
  /** Keeps, for this insertion, a certificate that the card showed only after its PIN, and asks whose it is. */
  showed(seen: SeenCard, certificate: Uint8Array): Promise<void>
  /** Forgets those: a signing certificate names its holder. */
  forgetShown(): void
  /** Asks again whose the cards are that lie in the readers, without touching them: people have come or changed their keys. */
  askOwners(): Promise<void>
  /** The authentication certificate that the card now in that reader showed without a PIN. */
  certificate(reader: ReaderId): Uint8Array | undefined
  readonly memory: CertificateMemory
  close(): Promise<void>
}

/** A card as it was looked at. */
export interface SeenCard {
  readonly reader: ReaderId
  readonly insertion: number
  readonly card: Exclude<CardInReader, { kind: 'reading' | 'failed' }>
  /** The authentication certificate (DER); `undefined`: it has none, or shows it only after the PIN. */
  readonly certificate: Uint8Array | undefined
  /** What it showed only after a PIN, last: a phone's certificate, or the signing certificate of a card that has no other. */
  readonly shown: Uint8Array | undefined
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
  /** How long `look` waits for a card that cannot be looked at. */
  readonly patienceMs?: number
}

interface Slot {
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
  stale: boolean
  timer: NodeJS.Timeout | undefined
}

export function createCardWatch({
  readers,
  now,
  personOf,
  retryMs = 1000,
  pauseMs = 250,
  patienceMs = 5000,
}: CardWatchOptions): CardWatch {
  const memory = rememberCertificates()
  const slots = new Map<ReaderId, Slot>()
  const listeners = new Set<(state: CardState) => void>()
  /** Those who wait for a look. */
  const waiting = new Set<() => void>()
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
  const wake = (): void => {
    for (const end of [...waiting]) end()
  }
  const tell = (): void => {
    wake()
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
      // What this card showed after its PIN it has not lost by being looked at again.
      const known = seen.certificate ?? slot.shown
      const personId = known && personOf ? await personOf(known).catch(() => null) : null
      if (closed || slot.insertion !== insertion) return
      slot.failure = undefined
      slot.certificate = seen.certificate
      slot.card = seen.card.kind === 'myNumber' ? { ...seen.card, personId } : seen.card
      tell()
    })
    slot.looks += 1
    slot.busy = turn.finally(() => {
      slot.looks -= 1
      wake()
    })
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
    slot.failure = failure
    slot.card =
      failure.code === 'card.removed' || failure.code === 'card.absent'
        ? { kind: 'reading' }
        : { kind: 'failed', failure }
    tell()
  }

  const withCard: CardReaders['withCard'] = (id, work) => lend(id, (transmit) => work(transmit))

  async function lend<T>(id: ReaderId, work: (transmit: Transmit, unchanged: () => void) => Promise<T>): Promise<T> {
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

  async function withSeen<T>(
    { reader, insertion }: SeenCard,
    work: (transmit: Transmit, unchanged: () => void) => Promise<T>,
  ): Promise<T> {
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
  }

  async function waitForLook(id: ReaderId, signal?: AbortSignal): Promise<SeenCard> {
    const begun = Date.now()
    for (;;) {
      if (closed || signal?.aborted) return fail({ code: 'app.cancelled' })
      if (service === 'down') return fail({ code: 'card.noService' })
      const slot = slots.get(id) ?? fail({ code: 'card.noReader' })
      const { insertion, card, certificate, failure } = slot
      if (insertion === undefined) return fail({ code: 'card.absent' })
      const looked = !slot.stale && slot.wanted === 0 && slot.looks === 0
      if (looked && card !== undefined && card.kind !== 'reading' && card.kind !== 'failed')
        return { reader: id, insertion, card, certificate, shown: slot.shown }
      const passing = failure === undefined || failure.code === 'card.busy' || card?.kind === 'reading'
      if (looked && !passing) return fail(failure)
      // A card that is being read is waited for longer than one that another program holds.
      const left = begun + (slot.looks > 0 ? 12 : 1) * patienceMs - Date.now()
      if (left <= 0) return fail(failure ?? { code: 'card.busy' })
      if (slot.stale && slot.wanted === 0) {
        clearTimeout(slot.timer)
        look(id, slot)
      }
      await change(left, signal)
    }
  }

  /** The next news, at the latest after that time. */
  function change(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        waiting.delete(end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal?.addEventListener('abort', end)
      waiting.add(end)
    })
  }

  async function showed({ reader, insertion }: SeenCard, certificate: Uint8Array): Promise<void> {
    const slot = slots.get(reader)
    if (slot === undefined || slot.insertion !== insertion) return
    slot.shown = certificate
    await askOwners()
  }

  function forgetShown(): void {
    for (const slot of slots.values()) slot.shown = undefined
  }

  async function askOwners(): Promise<void> {
    for (const slot of slots.values()) {
      const { card, insertion } = slot
      const known = slot.certificate ?? slot.shown
      if (card?.kind !== 'myNumber' || known === undefined || personOf === undefined) continue
      const personId = await personOf(known).catch(() => null)
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
    look: waitForLook,
    withSeen,
    showed,
    forgetShown,
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

function forget(slot: Slot, insertion: number | undefined): void {
  clearTimeout(slot.timer)
  slot.insertion = insertion
  slot.card = undefined
  slot.certificate = undefined
  slot.shown = undefined
  slot.failure = undefined
  slot.stale = false
}

function failureOf(error: unknown): Failure {
  if (error instanceof WalletError) return error.failure
  const incident = randomUUID()
  logBug(incident, error)
  return { code: 'app.unexpected', incident }
}
