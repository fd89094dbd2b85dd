// For tests: speaks to a practice card in hex.
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { PracticePerson } from '../person.ts'
import { type TestWorld, testWorld } from '../testWorld.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from './practiceCard.ts'

/** Application identifiers. */
export const applications = {
  jpki: 'D392F000260100000001',
  helper: 'D3921000310001010408',
  face: 'D3921000310001010402',
  common: 'D3921000310001010100',
  register: 'D3921000310001010401',
  issuer: 'A0000001510000',
} as const

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
export const ascii = (text: string): string => hex(Buffer.from(text))
export const select = (aid: string): string => `00A4040C${byte(aid.length / 2)}${aid}`
export const verifyPin = (p2: string, pin: string): string => `002000${p2}${byte(pin.length)}${ascii(pin)}`

export interface Talk {
  /** @returns data and status word in hex */
  send(command: string): Promise<string>
  /** Expects 9000. @returns the data */
  data(command: string): Promise<Buffer>
  /** Each command with the answer it got, for one `expect`; `…` stands for the data of an answer that begins with it. */
  lines(...pairs: readonly (readonly [string, string])[]): Promise<readonly (readonly [string, string])[]>
}

export function talkTo(card: PracticeCard): Talk {
  const send = async (command: string): Promise<string> =>
    hex(await card.transmit(Uint8Array.from(Buffer.from(command.replaceAll(' ', ''), 'hex'))))
  return {
    send,
    async data(command) {
      const said = await send(command)
      if (!said.endsWith('9000')) throw new Error(`${command} was answered ${said.slice(-4)}`)
      return Buffer.from(said.slice(0, -4), 'hex')
    },
    async lines(...pairs) {
      const said: (readonly [string, string])[] = []
      for (const [command, expected] of pairs) {
        const answer = await send(command)
        said.push([command, expected.startsWith('…') ? `…${answer.slice(-4)}` : answer])
      }
      return said
    },
  }
}

/** A practice card to speak to. */
export interface Hand {
  readonly card: PracticeCard
  /** Of the world's own files. */
  folder(): string
  person(id: string): PracticePerson
  cardOf(id: string, options?: PracticeCardOptions): PracticeCard
  /** Holds that person's card from now on. */
  take(id: string, options?: PracticeCardOptions): void
  send(command: string, to?: PracticeCard): Promise<string>
  /** Sends each command and expects its answer, which may begin with `…` as in Talk.lines. */
  talk(...pairs: readonly (readonly [string, string])[]): Promise<void>
}

/** For a whole file of tests: before each, a new card of taro's is in hand. */
export function cardInHand(): Hand {
  let stage: TestWorld
  let card: PracticeCard
  beforeAll(async () => {
    stage = await testWorld()
  })
  afterAll(() => stage.end())
  beforeEach(() => take('taro'))
  const cardOf: Hand['cardOf'] = (id, options) => createPracticeCard(stage.world, stage.person(id), options)
  const take: Hand['take'] = (id, options) => {
    card = cardOf(id, options)
  }
  return {
    get card() {
      return card
    },
    folder: () => stage.folder,
    person: (id) => stage.person(id),
    cardOf,
    take,
    send: (command, to = card) => talkTo(to).send(command),
    async talk(...pairs) {
      const wanted = pairs.map(([command, answer]) => [command, answer.replaceAll(' ', '')] as const)
      expect(await talkTo(card).lines(...wanted)).toEqual(wanted)
    },
  }
}

function byte(value: number): string {
  return value.toString(16).padStart(2, '0').toUpperCase()
}
