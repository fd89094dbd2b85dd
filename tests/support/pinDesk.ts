// A card, a watch over it, and a person who types what the test says: the layer in which PINs are cared for.
import { type CardWatch, createCardWatch } from '../../main/card/cardWatch.ts'
import { fail } from '../../main/failure.ts'
import type { PinAsker } from '../../main/journeys/askPin.ts'
import { type ChangePin, changePin, type Halfway } from '../../main/journeys/changePin.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { judgeSecret } from '../../main/secretRules.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders, type MemoryReaders } from '../../practice/memoryReaders.ts'
import type { World } from '../../practice/world.ts'

export const deskReader = 'one'

export interface PinDesk {
  readonly card: PracticeCard
  readonly readers: MemoryReaders
  readonly watch: CardWatch
  readonly asker: PinAsker
  readonly asked: SecretQuestion[]
  /** Verdicts by which an answer was refused. */
  readonly refused: string[]
  /** What is typed at the questions to come, in order; when there is nothing, the person cancels. */
  readonly typed: string[]
  readonly halfway: Halfway
  change(pin: ChangePin['pin'], more?: Partial<ChangePin>): Promise<void>
  close(): Promise<void>
}

export function openPinDesk(world: World, personId: string, options: PracticeCardOptions = {}): PinDesk {
  const person = world.person(personId)
  if (person === undefined) throw new Error(`nobody is called ${personId}`)
  const readers = createMemoryReaders([deskReader])
  const card = createPracticeCard(world, person, options)
  readers.insert(deskReader, card)
  const watch = createCardWatch({ readers, now: () => new Date(), pauseMs: 0, retryMs: 5 })
  const desk: PinDesk = {
    card,
    readers,
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
        desk.asked.push(question)
        for (;;) {
          const text = desk.typed.shift()
          if (text === undefined) return fail({ code: 'app.cancelled' })
          const secret = new Uint8Array(Buffer.from(text))
          const verdict = await judgeSecret(question, { secret, confirmedLastTry: true })
          if (verdict.accepted) return secret
          desk.refused.push(verdict.because === 'weakPin' ? verdict.reason : verdict.because)
        }
      },
    },
    change: (pin, more = {}) =>
      changePin(desk.asker, {
        reader: deskReader,
        pin,
        halfway: desk.halfway,
        birthdays: async () => [],
        record: (act) => act(),
        ...more,
      }),
    close: () => watch.close(),
  }
  return desk
}
