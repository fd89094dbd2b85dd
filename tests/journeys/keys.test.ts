// The keys of a drawer through the wallet's own calls: renewed in their place, wrong tries slowed down and told.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WalletError } from '../../main/failure.ts'
import type { SecretQuestion } from '../../main/ports.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { type RealWallet, readerNames, realWallet } from '../ui/support/realWallet.ts'

const reader = readerNames[0]
const passphrase = 'sakana tsukue aozora yuube kakeru hikari'
const another = 'murasaki no tanuki wa suiyou ni hakobune'
// Passphrases are stretched on purpose, several a test.
vi.setConfig({ testTimeout: 60_000 })

const opened: RealWallet[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function home() {
  const world = await sharedWorld(() => new Date())
  const typed = { pin: '', passphrase, newPassphrase: passphrase, code: '' }
  const asked: SecretQuestion['kind'][] = []
  const answer = (question: SecretQuestion): string => {
    asked.push(question.kind)
    if (question.kind === 'recoveryShow') typed.code = question.code
    if (question.kind === 'recoveryShow' || question.kind === 'recoveryCode') return typed.code
    if (question.kind === 'pin') return typed.pin
    return question.kind === 'newPassphrase' ? typed.newPassphrase : typed.passphrase
  }
  const real = await realWallet(world, { language: 'ja' }, async (question) =>
    new TextEncoder().encode(answer(question)),
  )
  opened.push(real)
  const put = (personId: string) => {
    const person = world.person(personId) ?? expect.unreachable()
    typed.pin = person.pins.authentication ?? ''
    real.readers.insert(reader, createPracticeCard(world, person))
  }
  const { household, keys, ledger } = real.wallet.handlers
  const kinds = async () => (await keys.list(undefined)).map(({ kind }) => kind)
  const idOf = async (kind: string) => (await keys.list(undefined)).find((key) => key.kind === kind)?.id ?? 'none'
  return { ...real, typed, asked, put, household, keys, ledger, kinds, idOf }
}

const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WalletError ? error.failure : error),
  )

describe('a card whose certificate was renewed', () => {
  it('is told apart from a stranger’s in words, opens after one other key, and takes the old card’s place', async () => {
    const one = await home()
    one.put('taro')
    const { id } = await one.household.addPerson({ name: '架空 太', colour: 'blue', opener: 'card' })
    await one.household.lock(undefined)
    // Another key, as a renewal makes it.
    one.put('hanako')
    one.asked.length = 0
    expect(await outcome(one.household.unlock({ personId: id, by: 'card', reader }))).toEqual({ code: 'card.notAKey' })
    expect(one.asked).toEqual([])
    await one.household.unlock({ personId: id, by: 'recovery' })
    const old = await one.idOf('card')
    await one.keys.renew({ id: old, reader })
    expect(await one.kinds()).toEqual(['recovery', 'card'])
    expect((await one.keys.list(undefined)).find(({ kind }) => kind === 'card')).toMatchObject({ medium: 'card' })
    expect((await one.ledger.list(undefined)).map(({ act }) => act)).toEqual(['slotChange'])
    await one.household.lock(undefined)
    await one.household.unlock({ personId: id, by: 'card', reader })
    await one.household.lock(undefined)
    one.put('taro')
    expect(await outcome(one.household.unlock({ personId: id, by: 'card', reader }))).toEqual({ code: 'card.notAKey' })
  })

  it('is another member’s card where it is that: nothing is asked, and it cannot take the place of mine', async () => {
    const one = await home()
    one.put('taro')
    const first = await one.household.addPerson({ name: '架空 太', colour: 'blue', opener: 'card' })
    one.put('hanako')
    const second = await one.household.addPerson({ name: '架空 花', colour: 'green', opener: 'card' })
    one.asked.length = 0
    one.put('taro')
    const others = { code: 'card.otherPerson', personId: first.id }
    expect(await outcome(one.household.unlock({ personId: second.id, by: 'card', reader }))).toEqual(others)
    await one.household.unlock({ personId: second.id, by: 'recovery' })
    expect(await outcome(one.keys.renew({ id: await one.idOf('card'), reader }))).toEqual(others)
    expect(one.asked).toEqual(['recoveryCode'])
  })
})

describe('passphrase and recovery code', () => {
  it('are renewed in their place: the old ones open nothing more, and there is one passphrase only', async () => {
    const one = await home()
    const { id } = await one.household.addPerson({ name: '架空 霧', colour: 'blue', opener: 'passphrase' })
    const oldCode = one.typed.code
    expect(await outcome(one.keys.add({ kind: 'passphrase' }))).toEqual({ code: 'passphrase.there' })
    one.typed.newPassphrase = another
    await one.keys.renew({ id: await one.idOf('passphrase') })
    await one.keys.renew({ id: await one.idOf('recovery') })
    expect(one.typed.code).not.toBe(oldCode)
    expect(await one.kinds()).toEqual(['passphrase', 'recovery'])
    expect(await outcome(one.keys.remove({ id: await one.idOf('recovery') }))).toEqual({ code: 'drawer.lastSlot' })
    await one.household.lock(undefined)
    expect(await outcome(one.household.unlock({ personId: id, by: 'passphrase' }))).toEqual({ code: 'drawer.wrongKey' })
    const newCode = one.typed.code
    one.typed.code = oldCode
    expect(await outcome(one.household.unlock({ personId: id, by: 'recovery' }))).toEqual({ code: 'drawer.wrongKey' })
    one.typed.code = newCode
    one.typed.passphrase = another
    await one.household.unlock({ personId: id, by: 'passphrase' })
    const { usedAt, opened: with_ } = (await one.keys.list(undefined))[0] ?? {}
    expect([typeof usedAt, with_]).toEqual(['string', true])
  })

  it('wrong three times, nobody is asked until the time has passed; then the owner is told once', async () => {
    const one = await home()
    const { id } = await one.household.addPerson({ name: '架空 露', colour: 'blue', opener: 'passphrase' })
    one.put('taro')
    await one.keys.add({ kind: 'card', reader })
    await one.household.lock(undefined)
    one.typed.passphrase = 'not the passphrase at all'
    const byPassphrase = () => outcome(one.household.unlock({ personId: id, by: 'passphrase' }))
    expect(await byPassphrase()).toEqual({ code: 'drawer.wrongKey' })
    expect(await byPassphrase()).toEqual({ code: 'drawer.wrongKey' })
    expect(await byPassphrase()).toEqual({ code: 'drawer.wrongKey', wait: expect.any(Number) })
    one.asked.length = 0
    one.typed.passphrase = passphrase
    expect(await byPassphrase()).toEqual({ code: 'drawer.wait', seconds: expect.any(Number) })
    expect(await outcome(one.household.unlock({ personId: id, by: 'recovery' }))).toMatchObject({ code: 'drawer.wait' })
    expect(one.asked).toEqual([])

    // The card counts for itself.
    await one.household.unlock({ personId: id, by: 'card', reader })
    expect(await one.keys.notices(undefined)).toMatchObject([{ kind: 'wrongTries', count: 3 }])
    const tries = (await one.ledger.list(undefined)).filter(({ act }) => act === 'unlock')
    expect(tries.map(({ outcome: end, failure }) => [end, failure])).toEqual(
      Array.from({ length: 3 }, () => ['failed', 'drawer.wrongKey']),
    )
    const [notice] = await one.keys.notices(undefined)
    expect(await one.keys.acknowledge({ id: notice?.id ?? 0 })).toEqual([])
    await one.household.lock(undefined)
    await one.household.unlock({ personId: id, by: 'passphrase' })
    expect(await one.keys.notices(undefined)).toEqual([])
  })

  it('what waits is counted beside the drawer, where another process finds it; what was typed is not', async () => {
    const one = await home()
    const { id } = await one.household.addPerson({ name: '架空 霜', colour: 'blue', opener: 'passphrase' })
    await one.household.lock(undefined)
    one.typed.passphrase = 'a wrong one that nobody should keep'
    expect(await outcome(one.household.unlock({ personId: id, by: 'passphrase' }))).toEqual({ code: 'drawer.wrongKey' })
    const drawers = join(one.home, 'drawers')
    const [folder = ''] = readdirSync(drawers)
    const file = join(drawers, folder, 'tries.json')
    const kept = readFileSync(file, 'utf8')
    expect(Object.keys(JSON.parse(kept)).sort()).toEqual(['clock', 'tries', 'uptime', 'version', 'wrong'])
    expect(kept).not.toContain('wrong one')
  })
})
