// Recovery by the family through the wallet's own calls: two shares open the drawer, one does not, and the owner is told.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WalletError } from '../../main/failure.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { judgeSecret } from '../../main/secretRules.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const reader = readerNames[0]
const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
// Passphrases are stretched on purpose, several a test.
vi.setConfig({ testTimeout: 60_000 })

const opened: RealWallet[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure : error),
  )

interface Paper {
  readonly holder: string
  readonly share: string
}

/** Three people who open their drawers by card; everything that is shown for paper is kept by the test. */
async function household() {
  const world: World = await sharedWorld(() => new Date())
  const paper: Paper[] = []
  const give: string[] = []
  let pin = ''
  const codes: string[] = []
  let code = ''
  const refused: unknown[] = []
  let stopsAt: SecretQuestion['kind'] | undefined
  const answer = (question: SecretQuestion): string => {
    if (question.kind === stopsAt) throw new WalletError({ code: 'app.cancelled' })
    switch (question.kind) {
      case 'pin':
        return pin
      case 'recoveryShow':
        codes.push(question.code)
        return question.code
      case 'recoveryCode':
        return code
      case 'shareShow':
        paper.push({ holder: question.holder ?? '', share: question.share })
        return question.share
      case 'shareKept':
        paper.push({ holder: 'kept', share: question.share })
        return 'seen'
      case 'share':
        return give.shift() ?? ''
      default:
        return passphrase
    }
  }
  const real = await realWallet(world, { language: 'ja' }, async (question) => {
    const secret = new TextEncoder().encode(answer(question))
    const verdict = await judgeSecret(question, { secret, confirmedLastTry: false })
    // The window would ask again; here the person gives up after what they were told.
    if (!verdict.accepted && question.kind === 'share') refused.push(verdict)
    return secret
  })
  opened.push(real)
  const put = (personId: string) => {
    const person = world.person(personId) ?? expect.unreachable()
    pin = person.pins.authentication ?? ''
    real.readers.insert(reader, createPracticeCard(world, person))
  }
  const calls = real.wallet.handlers
  const people: Record<string, string> = {}
  for (const [card, name] of [
    ['taro', '架空 太'],
    ['hanako', '架空 花'],
    ['sakura', '架空 桜'],
  ] as const) {
    put(card)
    people[card] = (await calls.household.addPerson({ name, colour: 'blue', opener: 'card' })).id
  }
  const open = async (card: string) => {
    put(card)
    await calls.household.unlock({ personId: people[card] ?? '', by: 'card', reader })
  }
  /** Also of a drawer whose person is not known: its own id. */
  const id = (card: string) => people[card] ?? card
  return {
    ...real,
    ...calls,
    paper,
    codes,
    refused,
    open,
    id,
    stopAt: (kind: SecretQuestion['kind']) => {
      stopsAt = kind
    },
    byCode: async (card: string, text: string) => {
      code = text
      return outcome(calls.household.unlock({ personId: id(card), by: 'recovery' }))
    },
    use: (card: string, shares: readonly string[]) => {
      give.splice(0, give.length, ...shares)
      return outcome(calls.recovery.use({ personId: id(card), opener: 'passphrase' }))
    },
  }
}

const flipped = (share: string): string => share.replace(/[0-9A-Z]/, (letter) => (letter === '7' ? '8' : '7'))

it('is off until its owner wants it, and off again at once when they do not', async () => {
  const one = await household()
  await one.open('taro')
  expect(await one.recovery.status(undefined)).toBeNull()
  expect(await outcome(one.recovery.off(undefined))).toEqual({ code: 'recovery.off' })
  expect(await one.use('hanako', [])).toEqual({ code: 'recovery.off' })
  const holders: [{ name: string }, { name: string }] = [{ name: '架空 叔母' }, { name: '架空 友' }]
  expect(await one.recovery.make({ holders })).toMatchObject({
    holders: [
      { name: '', way: 'paper' },
      { name: '架空 叔母', way: 'paper' },
      { name: '架空 友', way: 'paper' },
    ],
  })
  expect(one.paper.map(({ holder }) => holder)).toEqual(['', '架空 叔母', '架空 友'])
  const [own, aunt, friend] = one.paper.map(({ share }) => share)
  expect(await one.recovery.off(undefined)).toBeNull()
  await one.household.lock(undefined)
  expect(await one.use('taro', [own ?? '', aunt ?? ''])).toEqual({ code: 'recovery.off' })

  // Made anew: shares of before open nothing of it.
  await one.open('taro')
  await one.recovery.make({ holders })
  const [newOwn = '', newAunt = ''] = one.paper.slice(3).map(({ share }) => share)
  await one.household.lock(undefined)
  expect(await one.use('taro', [newOwn, friend ?? ''])).toEqual({ code: 'recovery.shareOld' })
  expect(await one.use('taro', [newOwn, newOwn])).toEqual({ code: 'recovery.sharesAlike' })
  expect(await one.use('taro', [newOwn, flipped(newAunt)])).toEqual({ code: 'recovery.shareWrong' })
  expect(one.refused).toEqual([
    { accepted: false, because: 'shareOld' },
    { accepted: false, because: 'shareSame' },
    { accepted: false, because: 'shareLine', line: 1 },
  ])
  expect(await one.use('taro', [newOwn, ''])).toEqual({ code: 'recovery.shareWrong' })
  // None of that was a try.
  await one.open('taro')
  expect(await one.keys.notices(undefined)).toEqual([])
})

it('chosen people are two others, and each whose drawer can keep a share', async () => {
  const one = await household()
  await one.open('taro')
  const make = (...holders: [{ name: string } | { personId: string }, { name: string } | { personId: string }]) =>
    outcome(one.recovery.make({ holders }))
  expect(await make({ name: '架空 友' }, { name: '架空　友 ' })).toEqual({ code: 'recovery.holdersAlike' })
  expect(await make({ personId: one.id('taro') }, { name: '架空 友' })).toEqual({ code: 'recovery.holdersAlike' })
  expect(await make({ personId: one.id('hanako') }, { personId: one.id('hanako') })).toEqual({
    code: 'recovery.holdersAlike',
  })
  expect(await make({ personId: 'nobody' }, { name: '架空 友' })).toEqual({ code: 'person.notFound' })
  expect(await one.recovery.status(undefined)).toBeNull()
  expect(one.paper).toEqual([])
})

describe('with shares in two members’ own drawers', () => {
  it('one member and the paper open it; the owner gets new keys, everything old is void, and the owner is told', async () => {
    const one = await household()
    await one.open('taro')
    const [taroCode = ''] = one.codes
    expect(await one.recovery.possible(undefined)).toEqual([
      { personId: one.id('hanako'), name: '架空 花', ready: true },
      { personId: one.id('sakura'), name: '架空 桜', ready: true },
    ])
    await one.recovery.make({ holders: [{ personId: one.id('hanako') }, { personId: one.id('sakura') }] })
    const [own] = one.paper
    expect(one.paper).toHaveLength(1)

    // Hanako opens hers: the share has come there, and can be put on paper.
    await one.open('hanako')
    const [kept] = await one.recovery.kept(undefined)
    expect(kept).toMatchObject({ person: '架空 太' })
    await one.recovery.showKept({ id: kept?.id ?? '' })
    expect(one.paper[1]).toMatchObject({ holder: 'kept' })
    expect(await outcome(one.recovery.showKept({ id: 'nothing' }))).toEqual({ code: 'recovery.noShare' })
    // Somebody else's share, or one alone, opens nothing.
    expect(await one.use('taro', [one.paper[1]?.share ?? ''])).toEqual({ code: 'recovery.sharesAlike' })
    expect(await one.use('sakura', [own?.share ?? ''])).toEqual({ code: 'recovery.off' })

    expect(await one.use('taro', [own?.share ?? ''])).toBe('done')
    expect((await one.household.read(undefined)).open).toMatchObject({ personId: one.id('taro'), by: 'family' })
    expect((await one.keys.list(undefined)).map(({ kind }) => kind)).toEqual(['card', 'passphrase', 'recovery'])
    expect(await one.recovery.status(undefined)).toBeNull()
    const [notice] = await one.keys.notices(undefined)
    expect(notice).toMatchObject({ kind: 'familyUsed' })
    expect(await outcome(one.keys.acknowledge({ id: notice?.id ?? 0 }))).toEqual({ code: 'recovery.ownerOnly' })
    expect((await one.ledger.list(undefined)).map(({ act }) => act)).toEqual([
      'slotChange',
      'familyRecovery',
      'slotChange',
    ])

    await one.household.lock(undefined)
    expect(await one.byCode('taro', taroCode)).toEqual({ code: 'drawer.wrongKey' })
    expect(await one.use('taro', [own?.share ?? '', one.paper[1]?.share ?? ''])).toEqual({ code: 'recovery.off' })
    expect(await one.byCode('taro', one.codes.at(-1) ?? '')).toBe('done')
    // It is still told, until the owner says that they have read it.
    expect(await one.keys.notices(undefined)).toMatchObject([{ kind: 'wrongTries', count: 1 }, { kind: 'familyUsed' }])
    expect(await one.keys.acknowledge({ id: notice?.id ?? 0 })).toMatchObject([{ kind: 'wrongTries' }])

    // What Hanako gave out stands in her ledger; and what opens nothing any more is gone from her drawer.
    await one.open('hanako')
    expect(await one.ledger.list(undefined)).toMatchObject([{ act: 'familyRecovery', party: '架空 太' }])
    expect(await one.recovery.kept(undefined)).toEqual([])
    // A share that waited for somebody goes the same way.
    await one.open('sakura')
    expect(await one.recovery.kept(undefined)).toEqual([])
  })

  it('works without the keychain too: then there is a new code alone', async () => {
    const one = await household()
    await one.open('taro')
    await one.recovery.make({ holders: [{ name: '架空 叔母' }, { name: '架空 友' }] })
    await one.household.lock(undefined)
    const drawerId = readdirSync(join(one.home, 'drawers')).find((name) =>
      readFileSync(join(one.home, 'drawers', name, 'header.json'), 'utf8').includes('"family"'),
    )
    one.keychain.lock()
    const nameless = (await one.household.read(undefined)).people.find(({ id }) => id === drawerId)
    expect(nameless).toMatchObject({ name: '', openers: ['recovery', 'family'] })
    const before = one.codes.length
    const [own = '', aunt = ''] = one.paper.map(({ share }) => share)
    expect(await one.use(drawerId ?? '', [own, aunt])).toBe('done')
    expect(one.codes).toHaveLength(before + 1)
    expect((await one.keys.list(undefined)).map(({ kind }) => kind)).toEqual(['card', 'recovery'])
  })

  it('whoever stops after the shares were given has changed no key, and the owner is told all the same', async () => {
    const one = await household()
    await one.open('taro')
    await one.recovery.make({ holders: [{ name: '架空 叔母' }, { name: '架空 友' }] })
    await one.household.lock(undefined)
    const [own = '', aunt = ''] = one.paper.map(({ share }) => share)
    one.stopAt('newPassphrase')
    expect(await one.use('taro', [own, aunt])).toEqual({ code: 'app.cancelled' })
    one.stopAt('recoveryShow')
    expect(await one.use('taro', [own, aunt])).toEqual({ code: 'app.cancelled' })
    expect((await one.household.read(undefined)).open).toBeNull()
    await one.open('taro')
    expect((await one.keys.list(undefined)).map(({ kind }) => kind)).toEqual(['card', 'recovery', 'family'])
    expect((await one.keys.notices(undefined)).map(({ kind }) => kind)).toEqual(['familyUsed', 'familyUsed'])
  })
})
