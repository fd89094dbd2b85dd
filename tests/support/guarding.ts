// A household of two at the wallet's own calls, with every command that reaches a card and every PIN that is asked told.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { WalletError } from '../../main/failure.ts'
import { householdSecret } from '../../main/household/householdSecret.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { personOf, sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import type { Person } from '../../preload/shapes/people.ts'
import { type Left, type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

export const reader = readerNames[0]

export interface Scene extends RealWallet {
  readonly world: World
  /** PINs that were asked, by purpose. */
  readonly asked: string[]
  /** VERIFY and signature commands that reached a card. */
  readonly acts: string[]
  /** While the person types. */
  typing: () => unknown
  pin: string
  /** The recovery code that was shown last. */
  code: string
  put(personId: string, options?: PracticeCardOptions): PracticeCard
  /** The code of the failure, with all that it tells. */
  logIn(whose?: string): Promise<unknown>
  person(name: string, opener: 'card' | 'passphrase'): Promise<Person>
  lock(): Promise<unknown>
  /** By the recovery code, which takes no card and is not stretched. */
  openByPaper(person: Person): Promise<unknown>
}

interface Household extends Left {
  readonly first: Person
  readonly second: Person
  /** Recovery codes, by the person's id. */
  readonly codes: ReadonlyMap<string, string>
}

export const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure : error),
  )

/**
 * For a whole file of tests: 太 by the card of taro, and 次 by passphrase, whose drawer is open and knows no card. They are
 * made once, since a passphrase is stretched on purpose, and every test begins with a copy.
 */
export function guarding() {
  const opened: RealWallet[] = []
  const folder = mkdtempSync(join(tmpdir(), 'tefuda-guard-'))
  let left: Household
  const scene = async (from?: Household): Promise<Scene> => {
    const one = await sceneFrom(from)
    opened.push(one)
    return one
  }
  beforeAll(async () => {
    const one = await scene()
    one.put('taro')
    const first = await one.person('架空 太', 'card')
    const codes = new Map([[first.id, one.code]])
    const second = await one.person('架空 次', 'passphrase')
    codes.set(second.id, one.code)
    await one.lock()
    cpSync(dirname(one.home), folder, { recursive: true })
    left = { folder, householdSecret: await householdSecret(one.home, one.keychain), first, second, codes }
  })
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return async () => {
    const one = await scene(left)
    const { first, second } = left
    one.put('taro')
    await one.openByPaper(second)
    return { one, first, second, handlers: one.wallet.handlers }
  }
}

async function sceneFrom(from?: Household): Promise<Scene> {
  const world = await sharedWorld(() => new Date())
  const asked: string[] = []
  const acts: string[] = []
  const answer = async (question: SecretQuestion): Promise<string> => {
    if (question.kind === 'recoveryCode') return one.code
    if (question.kind === 'recoveryShow') {
      one.code = question.code
      return question.code
    }
    if (question.kind !== 'pin') return 'sakana tsukue aozora yuube kakeru hikari'
    asked.push(question.purpose)
    await one.typing()
    return one.pin
  }
  const ask = async (question: SecretQuestion) => new TextEncoder().encode(await answer(question))
  const real = await realWallet(world, { language: 'ja' }, ask, from)
  const { household, session } = real.wallet.handlers
  const one: Scene = {
    ...real,
    world,
    asked,
    acts,
    typing: () => undefined,
    pin: '',
    code: '',
    put(personId, options) {
      const person = personOf(world, personId)
      const card = createPracticeCard(world, person, options)
      one.pin = person.pins.authentication ?? ''
      card.onExchange = ([, instruction, , , length]) => {
        if (instruction === 0x2a) acts.push('sign')
        if (instruction === 0x20 && length !== undefined) acts.push('verify')
      }
      real.readers.insert(reader, card)
      return card
    },
    logIn: (whose) => outcome(session.logIn({ reader, ...(whose === undefined ? {} : { whose }) })),
    person: (name, opener) => household.addPerson({ name, colour: 'blue', opener }),
    lock: () => household.lock(undefined),
    async openByPaper({ id }) {
      one.code = from?.codes.get(id) ?? expect.unreachable()
      return household.unlock({ personId: id, by: 'recovery' })
    },
  }
  return one
}
