// The guard at the open drawer: which card may be used, and what each refusal has touched.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { householdSecret } from '../../main/household/householdSecret.ts'
import { readPeople } from '../../main/household/people.ts'
import { tagOf } from '../../main/journeys/cardKey.ts'
import { guarding, outcome, reader } from '../support/guarding.ts'

const household = guarding()

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
    await one.lock()
    await one.openByPaper(first)
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
    await one.openByPaper(second)
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
    await one.openByPaper(first)
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
