// A card, a watch over it, and a person who types what the test says: the layer in which PINs are cared for.
import { type CardWatch, createCardWatch } from '../../main/card/cardWatch.ts'
import { fail } from '../../main/failure.ts'
import type { PinAsker } from '../../main/journeys/askPin.ts'
import { type ChangePin, changePin, type Halfway } from '../../main/journeys/changePin.ts'
import type { ReaderId, SecretQuestion } from '../../main/ports.ts'
import { judgeSecret } from '../../main/secretRules.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders, type MemoryReaders } from '../../practice/memoryReaders.ts'
import type { World } from '../../practice/world.ts'

export const deskReader = 'one'

export interface Typist {
  readonly watch: CardWatch
  readonly asker: PinAsker
  readonly asked: SecretQuestion[]
  /** Verdicts by which an answer was refused. */
  readonly refused: string[]
  /** What is typed at the questions to come, in order; when there is nothing, the person cancels. */
  readonly typed: string[]
  readonly halfway: Halfway
  change(pin: ChangePin['pin'], more?: Partial<ChangePin>): Promise<void>
}

export interface PinDesk extends Typist {
  readonly card: PracticeCard
  readonly readers: MemoryReaders
  close(): Promise<void>
}

/** A person at the keyboard, over readers of any kind. */
export function typistAt(watch: CardWatch, reader: ReaderId): Typist {
  const typist: Typist = {
    watch,
    asked: [],
    refused: [],
    typed: [],
    halfway: new Set(),
    asker: {
      cards: watch,
      signal: new AbortController().signal,
      guard: async () => undefined,
      // As the small window: an answer that is refused keeps the question open.
      async askSecret(question) {
        typist.asked.push(question)
        for (;;) {
          const text = typist.typed.shift()
          if (text === undefined) return fail({ code: 'app.cancelled' })
          const secret = new Uint8Array(Buffer.from(text))
          const verdict = await judgeSecret(question, { secret, confirmedLastTry: true })
          if (verdict.accepted) return secret
          typist.refused.push(verdict.because === 'weakPin' ? verdict.reason : verdict.because)
        }
      },
    },
    change: (pin, more = {}) =>
      changePin(typist.asker, {
        reader,
        pin,
        halfway: typist.halfway,
        birthdays: async () => [],
        record: (act) => act(),
        ...more,
      }),
  }
  return typist
}

/** The same at readers in memory, with that person's card in. */
export function openPinDesk(world: World, personId: string, options: PracticeCardOptions = {}): PinDesk {
  const person = world.person(personId)
  if (person === undefined) throw new Error(`nobody is called ${personId}`)
  const readers = createMemoryReaders([deskReader])
  const card = createPracticeCard(world, person, options)
  readers.insert(deskReader, card)
  const watch = createCardWatch({ readers, now: () => new Date(), pauseMs: 0, retryMs: 5 })
  return { ...typistAt(watch, deskReader), card, readers, close: () => watch.close() }
}
