// Readers and cards as the screens show them: looks at each new insertion once, and never while a journey has the card.
import type { CardState } from '../../preload/shapes/card.ts'
import type { CardReaders, ReaderId, Transmit } from '../ports.ts'
import { type CertificateMemory, rememberCertificates } from './certificateFile.ts'
import { createLending } from './lending.ts'
import { createLooking } from './looking.ts'
import { createReaderSlots } from './readerSlots.ts'
import type { SeenCard } from './seenCard.ts'

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

export function createCardWatch({
  readers,
  now,
  personOf,
  retryMs = 1000,
  pauseMs = 250,
  patienceMs = 5000,
}: CardWatchOptions): CardWatch {
  const memory = rememberCertificates()
  const state = createReaderSlots()
  const { slots } = state
  const { look, waitForLook } = createLooking(state, { readers, now, memory, personOf, retryMs, patienceMs })
  const { withCard, withSeen } = createLending(state, { readers, look, pauseMs })

  async function askOwners(): Promise<void> {
    for (const slot of slots.values()) {
      const { card, insertion } = slot
      const known = slot.certificate ?? slot.shown
      if (card?.kind !== 'myNumber' || known === undefined || personOf === undefined) continue
      const personId = await personOf(known).catch(() => null)
      if (state.closed || slot.insertion !== insertion || slot.card !== card || personId === card.personId) continue
      slot.card = { ...card, personId }
      state.tell()
    }
  }

  const stop = readers.watch((news) => {
    for (const [id, slot] of state.fold(news)) look(id, slot)
    state.tell()
  })
  return {
    read: state.read,
    onChange: state.onChange,
    memory,
    withCard,
    look: waitForLook,
    withSeen,
    async showed({ reader, insertion }, certificate) {
      const slot = slots.get(reader)
      if (slot === undefined || slot.insertion !== insertion) return
      slot.shown = certificate
      await askOwners()
    },
    forgetShown() {
      for (const slot of slots.values()) slot.shown = undefined
    },
    askOwners,
    certificate: (reader) => slots.get(reader)?.certificate,
    async close() {
      const ended = state.close()
      stop()
      await ended
    },
  }
}
