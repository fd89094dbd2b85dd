// tefuda card and tefuda login: what a card tells, and what a log-in costs.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../main/failure.ts'
import { type AtHome, reader } from './atHome.ts'
import { atRest, homeOfTaro, pinOfTaro } from './homeOfTaro.ts'

let home: AtHome
const pin = () => pinOfTaro(home)

beforeAll(async () => {
  home = await homeOfTaro()
})
afterAll(() => home.close())
beforeEach(() => atRest(home))

describe('tefuda card', () => {
  it('tells kind, tries left and certificates without a PIN', async () => {
    home.insert('taro', { triesLeft: { authentication: 2 } })
    const { status, json } = await home.run('card --json')
    expect(status).toBe(0)
    expect(json).toMatchObject({
      ok: true,
      readers: [
        {
          id: reader,
          medium: 'myNumberCard',
          card: {
            triesLeft: { authentication: 2, signature: 5, input: 3 },
            certificates: { authentication: { expired: false }, signature: 'present' },
          },
        },
        { card: null },
      ],
    })
  })

  it('could not run without service, reader or card; a card of another kind is a no', async () => {
    home.insert('taro', { foreign: true })
    expect((await home.run('card --json')).status).toBe(1)
    home.readers.remove(reader)
    expect(await home.run('card --json')).toMatchObject({ status: 3, json: { failure: { code: 'card.absent' } } })
    expect(await home.run('card --json --reader Nowhere')).toMatchObject({
      status: 3,
      json: { failure: { code: 'card.noReader' } },
    })
    home.readers.setService('down')
    expect(await home.run('card --json')).toMatchObject({ status: 3, json: { failure: { code: 'card.noService' } } })
    home.readers.setService('up')
  })

  it('speaks both languages', async () => {
    expect((await home.run('card --lang en')).out).toContain('Tries left: authentication')
    expect((await home.run('card --lang ja')).out).toContain('残り回数: 利用者証明用 3')
  })
})

describe('tefuda login', () => {
  it('opens the drawer and logs in with one PIN', async () => {
    const { status, json } = await home.run('login --pin-stdin --json', pin())
    expect(status).toBe(0)
    expect(json).toMatchObject({ ok: true, person: { name: '太郎' }, session: { name: '練習　太郎' } })
    const { json: ledger } = await home.run('ledger --pin-stdin --json', pin())
    expect(ledger).toMatchObject({ entries: expect.arrayContaining([expect.objectContaining({ act: 'logIn' })]) })
  })

  it('asks a person at the terminal once, hidden, and tells the tries left', async () => {
    const { status } = await home.run('login', { typed: [home.pinOf('taro')] })
    expect(status).toBe(0)
    expect(home.questions).toHaveLength(1)
    expect(home.questions[0]).toMatchObject({ hidden: true, text: expect.stringContaining('3 tries left') })
  })

  it('tells the tries left after a wrong PIN, and sends it once', async () => {
    const card = home.insert('taro')
    const { status, json } = await home.run('login --pin-stdin --json', { lines: { 0: '9999' } })
    expect(status).toBe(1)
    expect(json).toEqual({ ok: false, failure: { code: 'card.pinWrong', triesLeft: 2 } })
    expect(card.triesLeft('authentication')).toBe(2)
  })

  it('sends nothing at one try left without --last-try, nor what cannot be a PIN', async () => {
    const card = home.insert('taro', { triesLeft: { authentication: 1 } })
    expect(await home.run('login --pin-stdin --json', pin())).toMatchObject({
      status: 1,
      json: { failure: { code: 'card.lastTry' } },
    })
    expect(await home.run('login --pin-stdin --json --last-try', { lines: { 0: 'abcd' } })).toMatchObject({
      status: 2,
      json: { failure: { code: 'card.pinForm' } },
    })
    expect(card.triesLeft('authentication')).toBe(1)
    expect((await home.run('login --pin-stdin --last-try', pin())).status).toBe(0)
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it('asks at the terminal whether the person is sure of the last try', async () => {
    const card = home.insert('taro', { triesLeft: { authentication: 1 } })
    expect((await home.run('login', { typed: [home.pinOf('taro'), 'n'] })).status).toBe(1)
    expect(card.triesLeft('authentication')).toBe(1)
    expect((await home.run('login', { typed: [home.pinOf('taro'), 'y'] })).status).toBe(0)
  })

  it('refuses somebody else’s card before its PIN', async () => {
    const card = home.insert('hanako')
    const { status, json } = await home.run('login --pin-stdin --json', { lines: { 0: home.pinOf('hanako') } })
    expect([status, json.failure?.code]).toEqual([1, 'card.notAKey'])
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it('could not run without a portal', async () => {
    home.network = async () => fail({ code: 'portal.unreachable' })
    const { status, json } = await home.run('login --pin-stdin --json', pin())
    expect([status, json.failure?.code]).toEqual([3, 'portal.unreachable'])
  })

  it('says that a secret is needed where nobody can be asked', async () => {
    const { status, json } = await home.run('login --json')
    expect(status).toBe(2)
    expect(json.failure).toMatchObject({ code: 'usage', detail: expect.stringContaining('--pin-stdin') })
  })
})
