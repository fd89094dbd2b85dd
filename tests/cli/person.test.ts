// tefuda person: who lives here, and what opens their drawers.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../main/failure.ts'
import { type AtHome, reader } from './atHome.ts'
import { atRest, homeOfTaro, pinOfTaro } from './homeOfTaro.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'

let home: AtHome
const pin = () => pinOfTaro(home)

beforeAll(async () => {
  home = await homeOfTaro()
})
afterAll(() => home.close())
beforeEach(() => atRest(home))

describe('tefuda person', () => {
  it('makes a person by passphrase, who then needs no card', async () => {
    home.readers.remove(reader)
    const given = { lines: { 3: passphrase } }
    const { status, json } = await home.run('person add 花子 --passphrase-fd 3 --json', given)
    expect(status).toBe(0)
    expect((await home.run('list --person 花子 --passphrase-fd 3 --json', given)).status).toBe(0)
    const code = { lines: { 5: String(json['recoveryCode']) } }
    expect((await home.run('list --person 花子 --recovery-fd 5 --json', code)).status).toBe(0)
    expect(
      await home.run('list --person 花子 --passphrase-fd 3 --json', { lines: { 3: 'not these words' } }),
    ).toMatchObject({
      status: 1,
      json: { failure: { code: 'drawer.wrongKey' } },
    })
  })

  it('finds the person by the card in the reader where several live', async () => {
    expect((await home.run('list --pin-stdin --json', pin())).status).toBe(0)
    home.readers.remove(reader)
    const { status, json } = await home.run('list --pin-stdin --json', pin())
    expect(status).toBe(2)
    expect(json.failure?.['detail']).toContain('--person')
  })

  it('asks for a new passphrase twice, suggests one, and wants the recovery code back', async () => {
    const run = home.run('person add さくら --by passphrase', {
      typed: ['12345678', passphrase, 'something else', passphrase, passphrase, 'not the code'],
    })
    // The right code cannot be known before it is shown: giving up leaves nobody behind.
    const { status, notes } = await run
    expect(status).toBe(1)
    expect(notes).toContain('guessed too easily')
    expect(notes).toContain('not the same')
    expect(notes).toContain('another code')
    expect((await home.run('person list --json')).json['people']).toHaveLength(2)
  })

  it('refuses a weak passphrase, a name that is taken, and a card that is somebody’s already', async () => {
    const weak = await home.run('person add 次郎 --passphrase-fd 3 --json', { lines: { 3: 'password' } })
    expect([weak.status, weak.json.failure?.code]).toEqual([1, 'passphrase.weak'])
    const taken = await home.run('person add 太郎 --passphrase-fd 3 --json', { lines: { 3: passphrase } })
    expect([taken.status, taken.json.failure?.code]).toEqual([1, 'person.nameTaken'])
    const other = await home.run('person add 次郎 --pin-stdin --json', pin())
    expect([other.status, other.json.failure?.code]).toEqual([1, 'card.otherPerson'])
    expect((await home.run('list --person 次郎 --pin-stdin --json', pin())).status).toBe(2)
  })

  it('could not run while another process holds the drawer', async () => {
    const { offer } = await home.control.offerTo('taro', 'licence')
    let decide = (_answer: string): void => undefined
    const decision = new Promise<string>((resolve) => {
      decide = resolve
    })
    // Waits at the question whether to accept the offer, with the drawer open.
    const holding = home.run(`receive ${offer} --person 太郎`, { typed: [home.pinOf('taro'), decision] })
    while (home.questions.length < 2) await new Promise((again) => setTimeout(again, 10))
    const { status, json } = await home.run('list --person 太郎 --pin-stdin --json', pin())
    expect([status, json.failure?.code]).toEqual([3, 'drawer.inUse'])
    decide('n')
    expect((await holding).status).toBe(1)
    expect((await home.run('list --person 太郎 --pin-stdin --json', pin())).status).toBe(0)
  })

  it('could not run without a keychain', async () => {
    const keychain = home.keychain
    const gone = () => fail({ code: 'keychain.unavailable' })
    home.keychain = { read: async () => gone(), write: async () => gone(), remove: async () => gone() }
    const { status, json } = await home.run('list --pin-stdin --json', pin())
    expect([status, json.failure?.code]).toEqual([3, 'keychain.unavailable'])
    home.keychain = keychain
  })
})
