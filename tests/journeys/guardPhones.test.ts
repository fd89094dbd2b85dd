// The guard before what shows its certificate after the PIN only: phones, and signing keys.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guarding, outcome, reader } from '../support/guarding.ts'

const household = guarding()

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
    await one.openByPaper(second)
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
