// A card in a reader, and a person who types what is asked for, or something else: for the tests of what cards hold.
import { afterEach, beforeAll } from 'vitest'
import { type CardWatch, createCardWatch } from '../../main/card/cardWatch.ts'
import type { PinAsker } from '../../main/journeys/askPin.ts'
import type { CardReading } from '../../main/journeys/readCardData.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import type { PracticeCard } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders, type MemoryReaders } from '../../practice/memoryReaders.ts'
import type { PracticePerson } from '../../practice/person.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { pictureProcess } from './processes.ts'

export const reader = 'Practice Reader 0'

export interface ReadingDesk {
  readonly reading: CardReading
  readonly asked: SecretQuestion[]
  readonly steps: string[]
  /** Commands in hex, oldest first. */
  readonly trace: string[]
  readonly cards: CardWatch
  readonly readers: MemoryReaders
  readonly stop: AbortController
}

export interface CardDataStage {
  readonly world: World
  personOf(id: string): PracticePerson
  desk(card: PracticeCard, typed: (question: SecretQuestion) => string, authorities?: Uint8Array[]): ReadingDesk
}

/** For a whole file of tests; desks end with the test that made them. */
export function cardDataStage(): CardDataStage {
  let world: World
  beforeAll(async () => {
    world = await sharedWorld(() => new Date())
  })
  const open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close()
  })
  return {
    get world() {
      return world
    },
    personOf(id) {
      const person = world.person(id)
      if (person === undefined) throw new Error(`nobody is called ${id}`)
      return person
    },
    desk(card, typed, authorities) {
      const readers = createMemoryReaders([reader])
      readers.insert(reader, card)
      const trace: string[] = []
      card.onExchange = (command) => void trace.push(Buffer.from(command).toString('hex').toUpperCase())
      const cards = createCardWatch({ readers, now: () => new Date(), pauseMs: 1 })
      open.push(cards)
      const asked: SecretQuestion[] = []
      const steps: string[] = []
      const stop = new AbortController()
      const asker: PinAsker = {
        cards,
        signal: stop.signal,
        guard: async () => undefined,
        askSecret: async (question) => {
          asked.push(question)
          return new TextEncoder().encode(typed(question))
        },
      }
      const reading: CardReading = {
        asker,
        step: (name) => void steps.push(name),
        startPictureProcess: pictureProcess,
        authorities: authorities ?? [...(world.trust().cardAuthorities ?? [])],
        reader,
        person: '練習 太郎',
      }
      return { reading, asked, steps, trace, cards, readers, stop }
    },
  }
}

/** Types the right answer to every question about that person's cards. */
export const knows =
  (person: PracticePerson) =>
  (question: SecretQuestion): string => {
    if (question.kind === 'checkNumberB') return checkNumberB(person)
    return question.kind === 'pin' ? (person.pins[question.pin] ?? '') : ''
  }

/** What each check of a reading came to. */
export const statesOf = ({ checks }: { checks: readonly { check: string; state: string }[] }) =>
  Object.fromEntries(checks.map(({ check, state }) => [check, state]))
