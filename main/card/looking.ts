// Looks at the cards of a card watch: when one needs it and nobody has or wants it, and for those who wait for a look.
import { randomUUID } from 'node:crypto'
import { type Failure, fail, WalletError } from '../failure.ts'
import { logBug } from '../log.ts'
import type { CardReaders, ReaderId, Transmit } from '../ports.ts'
import type { CertificateMemory } from './certificateFile.ts'
import { lookAtCard } from './look.ts'
import type { ReaderSlots, Slot } from './readerSlots.ts'
import type { SeenCard } from './seenCard.ts'

export interface LookingOptions {
  readonly readers: CardReaders
  readonly now: () => Date
  readonly memory: CertificateMemory
  readonly personOf: ((certificate: Uint8Array) => Promise<string | null>) | undefined
  readonly retryMs: number
  readonly patienceMs: number
}

export interface Looking {
  /** Begins a look where the card needs one and nobody has or wants it. */
  look(id: ReaderId, slot: Slot): void
  /** As CardWatch.look. */
  waitForLook(id: ReaderId, signal?: AbortSignal): Promise<SeenCard>
}

export function createLooking(
  state: ReaderSlots,
  { readers, now, memory, personOf, retryMs, patienceMs }: LookingOptions,
): Looking {
  /** A look gives way between two commands: to a journey that wants the card, and to the end of the program. */
  const givingWay =
    (slot: Slot, transmit: Transmit): Transmit =>
    (command) =>
      state.closed || slot.wanted > 0 ? fail({ code: 'app.cancelled' }) : transmit(command)

  function look(id: ReaderId, slot: Slot): void {
    if (state.closed || !slot.stale || slot.wanted > 0) return
    slot.stale = false
    const { insertion } = slot
    const turn = slot.busy.then(() => lookAtSlot(id, slot, insertion))
    slot.looks += 1
    slot.busy = turn.finally(() => {
      slot.looks -= 1
      state.wake()
    })
  }

  /** Nothing is noted when another card, or none, lies there by the end. */
  async function lookAtSlot(id: ReaderId, slot: Slot, insertion: number | undefined): Promise<void> {
    const gone = (): boolean => state.closed || slot.insertion !== insertion
    if (gone() || insertion === undefined) return
    if (slot.wanted > 0) {
      slot.stale = true
      return
    }
    const seen = await readers
      .withCard(id, (transmit) => lookAtCard(givingWay(slot, transmit), { now, memory }))
      .catch((error: unknown) => failureOf(error))
    if (gone()) return
    if ('code' in seen) {
      if (seen.code === 'app.cancelled') slot.stale = true
      else lookFailed(id, slot, seen)
      return
    }
    // What this card showed after its PIN it has not lost by being looked at again.
    const known = seen.certificate ?? slot.shown
    const personId = known && personOf ? await personOf(known).catch(() => null) : null
    if (gone()) return
    slot.failure = undefined
    slot.certificate = seen.certificate
    slot.card = seen.card.kind === 'myNumber' ? { ...seen.card, personId } : seen.card
    state.tell()
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
    state.tell()
  }

  async function waitForLook(id: ReaderId, signal?: AbortSignal): Promise<SeenCard> {
    const begun = Date.now()
    for (;;) {
      if (state.closed || signal?.aborted) return fail({ code: 'app.cancelled' })
      if (state.service === 'down') return fail({ code: 'card.noService' })
      const slot = state.slots.get(id) ?? fail({ code: 'card.noReader' })
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
      await state.change(left, signal)
    }
  }

  return { look, waitForLook }
}

function failureOf(error: unknown): Failure {
  if (error instanceof WalletError) return error.failure
  const incident = randomUUID()
  logBug(incident, error)
  return { code: 'app.unexpected', incident }
}
