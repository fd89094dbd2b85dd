// The guard at the open drawer, through the wallet's own calls: which card may be used, and what each refusal has touched.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { WalletError } from '../../main/failure.ts'
import { householdSecret } from '../../main/household/householdSecret.ts'
import { readPeople } from '../../main/household/people.ts'
import { tagOf } from '../../main/journeys/cardKey.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import type { Person } from '../../preload/shapes/people.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const reader = readerNames[0]
const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
const opened: RealWallet[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

interface Scene extends RealWallet {
  readonly world: World
  /** PINs that were asked, by purpose. */
  readonly asked: string[]
  /** VERIFY and signature commands that reached a card. */
  readonly acts: string[]
  /** While the person types. */
  typing: () => unknown
  pin: string
  put(personId: string, options?: PracticeCardOptions): PracticeCard
  /** The code of the failure, with all that it tells. */
  logIn(whose?: string): Promise<unknown>
  person(name: string, opener: 'card' | 'passphrase'): Promise<Person>
  lock(): Promise<unknown>
}

async function scene(): Promise<Scene> {
  const world = await sharedWorld(() => new Date())
  const asked: string[] = []
  const acts: string[] = []
  const answer = async (question: SecretQuestion): Promise<string> => {
    if (question.kind === 'recoveryShow') return question.code
    if (question.kind !== 'pin') return passphrase
    asked.push(question.purpose)
    await one.typing()
    return one.pin
  }
  const real = await realWallet(world, { language: 'ja' }, async (question) =>
    new TextEncoder().encode(await answer(question)),
  )
  opened.push(real)
  const { household, session } = real.wallet.handlers
  const one: Scene = {
    ...real,
    world,
    asked,
    acts,
    typing: () => undefined,
    pin: '',
    put(personId, options) {
      const person = world.person(personId) ?? expect.unreachable()
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
  }
  return one
}

const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure : error),
  )

/** A household of two: 太 by the card of taro, and 次 by passphrase, whose drawer is open and knows no card. */
async function household() {
  const one = await scene()
  one.put('taro')
  const first = await one.person('架空 太', 'card')
  const second = await one.person('架空 次', 'passphrase')
  one.asked.length = 0
  one.acts.length = 0
  return { one, first, second, handlers: one.wallet.handlers }
}

describe('with a drawer that its card opens', () => {
  it('takes its own card, by one PIN', async () => {
    const { one, first, handlers } = await household()
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    expect(await one.logIn()).toBe('done')
    expect(one.asked).toEqual(['openDrawer', 'logIn'])
  })

  it('takes neither a stranger’s nor another member’s card, asks nothing and cannot be told that it is theirs', async () => {
    const { one, first, second, handlers } = await household()
    one.put('sakura')
    await handlers.household.bindCard({ reader })
    one.put('taro')
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    one.asked.length = 0
    one.acts.length = 0
    for (const [card, failure] of [
      ['hanako', { code: 'card.otherPerson' }],
      ['sakura', { code: 'card.otherPerson', personId: second.id }],
    ] as const) {
      one.put(card)
      expect(await one.logIn()).toEqual(failure)
      expect(await outcome(handlers.household.bindCard({ reader }))).toEqual(failure)
      expect(await outcome(handlers.certificates.keep({ reader }))).toEqual(failure)
    }
    expect([one.asked, one.acts]).toEqual([[], []])
    expect(await handlers.credentials.list(undefined)).toEqual([])
  })

  it('takes a renewed card after the person has opened the drawer in another way and has said that it is theirs', async () => {
    const { one, first, handlers } = await household()
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    await handlers.keys.add({ kind: 'passphrase' })
    await one.lock()
    await handlers.household.unlock({ personId: first.id, by: 'passphrase' })
    // Another key, as a renewal makes it.
    one.put('hanako')
    one.asked.length = 0
    expect(await one.logIn()).toEqual({ code: 'card.unfamiliar', knows: true })
    expect(one.asked).toEqual([])
    await handlers.household.bindCard({ reader })
    expect(await one.logIn()).not.toMatchObject({ code: expect.stringMatching(/^card\./) })
    expect(one.asked).toEqual(['logIn'])
    expect((await handlers.ledger.list(undefined)).map(({ act }) => act)).toContain('cardBinding')
  })
})

describe('with a drawer that knows no card', () => {
  it('takes no card that is another member’s, and offers whose it is', async () => {
    const { one, first, handlers } = await household()
    expect(await one.logIn()).toEqual({ code: 'card.otherPerson', personId: first.id })
    expect(await outcome(handlers.household.bindCard({ reader }))).toEqual({
      code: 'card.otherPerson',
      personId: first.id,
    })
    expect([one.asked, one.acts]).toEqual([[], []])
  })

  it('takes an unknown card once the person says that it is theirs, keeps that, and shows whose it is', async () => {
    const { one, first, second, handlers } = await household()
    one.put('hanako')
    for (const ask of [() => one.logIn(), () => outcome(handlers.certificates.keep({ reader }))])
      expect(await ask()).toEqual({ code: 'card.unfamiliar', knows: false })
    expect([one.asked, one.acts]).toEqual([[], []])
    await handlers.household.bindCard({ reader })
    const [seen] = (await handlers.card.read(undefined)).readers
    expect(seen?.card).toMatchObject({ kind: 'myNumber', personId: second.id })
    expect(await one.logIn()).not.toMatchObject({ code: expect.stringMatching(/^card\./) })
    expect(one.acts).toEqual(['verify', 'sign'])
    await handlers.certificates.keep({ reader })

    await one.lock()
    await handlers.household.unlock({ personId: second.id, by: 'passphrase' })
    one.put('hanako')
    expect(await one.logIn()).not.toMatchObject({ code: expect.stringMatching(/^card\./) })
    // And nobody else's any more, not as the key of a drawer either.
    one.put('taro')
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    one.put('hanako')
    const others = { code: 'card.otherPerson', personId: second.id }
    expect(await one.logIn()).toEqual(others)
    expect(await outcome(handlers.keys.add({ kind: 'card', reader }))).toEqual(others)
    expect(await outcome(one.person('架空 三', 'card'))).toEqual(others)
  })

  it('keeps a keyed hash of the public key and nothing else of the card', async () => {
    const { one, second, handlers } = await household()
    const card = one.put('hanako')
    await handlers.household.bindCard({ reader })
    const certificate = card.person.authentication?.certificate ?? expect.unreachable()
    const secret = await householdSecret(one.home, one.keychain)
    const kept = (await readPeople(one.home, secret)).find(({ id }) => id === second.id)
    expect(kept?.cards).toEqual([tagOf(certificate, secret)])
    expect(Object.keys(kept ?? {}).sort()).toEqual(['cards', 'colour', 'drawerId', 'id', 'name', 'shareKey'])
    const files = readdirSync(one.home, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
    const plain = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')).join()
    expect(plain).not.toContain(tagOf(certificate, secret))
  })

  it('takes back what was said: the card is unknown again, and another member may say that it is theirs', async () => {
    const { one, first, handlers } = await household()
    one.put('hanako')
    await handlers.household.bindCard({ reader })
    expect(await handlers.household.rememberedCards(undefined)).toBe(1)
    await handlers.household.forgetCards(undefined)
    expect(await handlers.household.rememberedCards(undefined)).toBe(0)
    expect(await one.logIn()).toEqual({ code: 'card.unfamiliar', knows: false })
    await handlers.household.bindCard({ reader })
    await handlers.household.forgetCards(undefined)
    one.put('taro')
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    await handlers.keys.add({ kind: 'passphrase' })
    await handlers.household.unlock({ personId: first.id, by: 'passphrase' })
    one.put('hanako')
    await handlers.household.bindCard({ reader })
    expect(await handlers.household.rememberedCards(undefined)).toBe(1)
  })

  it('asks anew at every opening while the keychain can keep nothing', async () => {
    const { one, handlers } = await household()
    one.put('hanako')
    one.keychain.lock()
    expect(await one.logIn()).toEqual({ code: 'card.unfamiliar', knows: false })
    await handlers.household.bindCard({ reader })
    expect(await one.logIn()).not.toMatchObject({ code: expect.stringMatching(/^card\./) })
    one.put('taro')
    expect(await one.logIn()).toEqual({ code: 'card.unfamiliar', knows: false })
    expect(one.asked).toEqual(['logIn'])
  })
})

describe('with a phone, which shows its certificate after the PIN only', () => {
  it('wants to be told whose it is before it asks, and takes no other answer than the open person', async () => {
    const { one, first } = await household()
    one.put('hanako', { token: 'android' })
    expect(await one.logIn()).toEqual({ code: 'card.holderUnnamed' })
    expect(await one.logIn(first.id)).toEqual({ code: 'card.otherPerson', personId: first.id })
    expect([one.asked, one.acts]).toEqual([[], []])
  })

  it('signs nothing with a phone it does not know, and everything after the person has said that it is theirs', async () => {
    const { one, second, handlers } = await household()
    one.put('hanako', { token: 'iphone' })
    expect(await outcome(handlers.household.bindCard({ reader }))).toEqual({ code: 'card.holderUnnamed' })
    expect(await one.logIn(second.id)).toEqual({ code: 'card.unfamiliar', knows: false })
    expect([one.asked, one.acts]).toEqual([['logIn'], ['verify']])
    await handlers.household.bindCard({ reader })
    expect(await one.logIn(second.id)).not.toMatchObject({ code: expect.stringMatching(/^card\./) })
    expect(one.acts).toEqual(['verify', 'verify', 'sign'])
  })

  it('signs nothing with another member’s phone, whatever it was told', async () => {
    const { one, first, second, handlers } = await household()
    one.put('hanako', { token: 'android' })
    await one.logIn(second.id)
    await handlers.household.bindCard({ reader })
    one.put('taro')
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    one.acts.length = 0
    one.put('hanako', { token: 'android' })
    const others = { code: 'card.otherPerson', personId: second.id }
    expect(await one.logIn(first.id)).toEqual(others)
    expect(one.acts).toEqual(['verify'])
    expect(await outcome(handlers.household.bindCard({ reader }))).toEqual(others)
  })
})

describe('signing documents with what shows its certificate after the PIN only', () => {
  /** A household of two, a file of theirs, and the ways to sign and to log in with the right PIN. */
  async function signers() {
    const { one, ...rest } = await household()
    const papers = mkdtempSync(join(dirname(one.home), 'papers-'))
    const path = join(papers, 'letter.txt')
    writeFileSync(path, 'a letter')
    const { documents } = one.wallet.handlers
    const choose = async () => {
      one.files.picked = [path]
      const [file] = await documents.choose({ purpose: 'sign' })
      return file?.id ?? expect.unreachable()
    }
    const phone = () => one.put('hanako', { token: 'android' })
    const pins = one.world.person('hanako')?.pins
    return {
      ...rest,
      one,
      phone,
      /** By the call that the screen makes. */
      async sign(whose?: string) {
        one.pin = pins?.signature ?? ''
        const named = whose === undefined ? {} : { whose }
        const result = await outcome(documents.sign({ ids: [await choose()], form: 'cms', reader, ...named }))
        for (const name of readdirSync(papers)) if (name !== 'letter.txt') rmSync(join(papers, name))
        return result
      },
      logIn(whose?: string) {
        one.pin = pins?.authentication ?? ''
        return one.logIn(whose)
      },
    }
  }

  it('signs nothing with one that is unknown or another member’s, and forgets whom it named at lock', async () => {
    const { one, first, second, handlers, phone, sign } = await signers()
    phone()
    expect(await sign()).toEqual({ code: 'card.holderUnnamed' })
    expect(await sign(first.id)).toEqual({ code: 'card.otherPerson', personId: first.id })
    expect([one.asked, one.acts]).toEqual([[], []])
    expect(await sign(second.id)).toEqual({ code: 'card.unfamiliar', knows: false })
    expect(one.acts).toEqual(['verify'])
    await handlers.household.bindCard({ reader })
    expect(await sign(second.id)).toBe('done')
    expect(one.acts).toEqual(['verify', 'verify', 'sign'])

    one.put('taro')
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    phone()
    one.acts.length = 0
    expect(await sign(first.id)).toEqual({ code: 'card.otherPerson', personId: second.id })
    expect(one.acts).toEqual(['verify'])
    await one.lock()
    await handlers.household.unlock({ personId: second.id, by: 'passphrase' })
    expect(await outcome(handlers.household.bindCard({ reader }))).toEqual({ code: 'card.holderUnnamed' })
  })

  it('does the same for the command line, which names its files itself', async () => {
    const { one, second, phone } = await signers()
    const { person } = phone()
    one.pin = person.pins.signature ?? ''
    const documents = [new TextEncoder().encode('a letter')]
    const save = async (signed: readonly Uint8Array[]) => signed.length
    const sign = () => outcome(one.wallet.sign({ form: 'cms', documents, reader, whose: second.id, save }))
    expect(await sign()).toEqual({ code: 'card.unfamiliar', knows: false })
    await one.wallet.handlers.household.bindCard({ reader })
    expect(await sign()).toBe('done')
    expect(one.acts).toEqual(['verify', 'verify', 'sign'])
  })

  it('knows a phone that logs in not yet as one that signs: its keys are said to be theirs one by one', async () => {
    const { one, second, handlers, phone, sign, logIn } = await signers()
    phone()
    await logIn(second.id)
    await handlers.household.bindCard({ reader })
    expect(await logIn(second.id)).not.toMatchObject({ code: expect.stringMatching(/^card\./) })
    one.acts.length = 0
    expect(await sign(second.id)).toEqual({ code: 'card.unfamiliar', knows: true })
    expect(one.acts).toEqual(['verify'])
    await handlers.household.bindCard({ reader })
    expect(await sign(second.id)).toBe('done')
    expect(await handlers.household.rememberedCards(undefined)).toBe(2)
    // What it showed for signing is not taken for what it logs in with.
    expect(await logIn(second.id)).not.toMatchObject({ code: expect.stringMatching(/^card\./) })
  })

  it('compares a card whose holder did without the authentication certificate by its signing key', async () => {
    const { one, first, second, handlers, sign } = await signers()
    const without = () => one.put('hanako', { without: ['authentication'] })
    without()
    expect(await sign()).toEqual({ code: 'card.holderUnnamed' })
    expect(await sign(second.id)).toEqual({ code: 'card.unfamiliar', knows: false })
    expect(one.acts).toEqual(['verify'])
    await handlers.household.bindCard({ reader })
    expect(await sign(second.id)).toBe('done')
    expect(one.acts).toEqual(['verify', 'verify', 'sign'])
    one.put('taro')
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    without()
    one.acts.length = 0
    expect(await sign(first.id)).toEqual({ code: 'card.otherPerson', personId: second.id })
    one.pin = one.world.person('hanako')?.pins.signature ?? ''
    expect(await outcome(handlers.certificates.readSigning({ reader, whose: first.id }))).toEqual({
      code: 'card.otherPerson',
      personId: second.id,
    })
    expect(one.acts.filter((act) => act === 'sign')).toEqual([])
  })
})

describe('between asking and holding', () => {
  it.each(['hanako', 'taro'])('sends nothing when the card was exchanged or put in anew (%s)', async (next) => {
    const { one, first, handlers } = await household()
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    one.acts.length = 0
    const { pin } = one
    one.typing = () => {
      one.put(next)
      one.pin = pin
      one.typing = () => undefined
    }
    expect(await one.logIn()).toEqual({ code: 'card.swapped' })
    expect(one.acts).toEqual([])
  })

  it('sends nothing when the card was pulled out while the person typed', async () => {
    const { one, first, handlers } = await household()
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    one.acts.length = 0
    one.typing = () => one.readers.remove(reader)
    expect(await one.logIn()).toEqual({ code: 'card.absent' })
    expect(one.acts).toEqual([])
  })

  it('lets other programs have the card while the person types', async () => {
    const { one, first, handlers } = await household()
    await handlers.household.unlock({ personId: first.id, by: 'card', reader })
    const answers: Uint8Array[] = []
    one.typing = () =>
      one.readers.withCard(reader, async (transmit) => {
        answers.push(await transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex'))))
      })
    expect(await one.logIn()).toBe('done')
    expect(answers).toEqual([Uint8Array.of(0x90, 0x00)])
  })
})
