// tefuda pin: tries left, and a PIN changed.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AtHome, reader } from './atHome.ts'
import { atRest, homeOfTaro, pinOfTaro } from './homeOfTaro.ts'

let home: AtHome
const pin = () => pinOfTaro(home)

beforeAll(async () => {
  home = await homeOfTaro()
})
afterAll(() => home.close())
beforeEach(() => atRest(home))

describe('tefuda pin', () => {
  const old = (name: 'authentication' | 'signature' | 'input' | 'resident') =>
    home.world.person('taro')?.pins[name] ?? ''

  it('tells every PIN with its official name and tries left, and asks nobody', async () => {
    home.insert('taro', { triesLeft: { authentication: 1, signature: 0 } })
    const { status, json } = await home.run('pin status --json')
    expect(status).toBe(0)
    expect(json).toMatchObject({
      ok: true,
      readers: [
        {
          id: reader,
          kind: 'myNumber',
          pins: [
            { name: 'authentication', triesLeft: 1, most: 3, state: 'lastTry' },
            { name: 'signature', triesLeft: 0, most: 5, state: 'locked' },
            { name: 'input', triesLeft: 3, most: 3, state: 'fine' },
            { name: 'resident', triesLeft: 3, most: 3, state: 'fine' },
            { name: 'licenceOnCard', triesLeft: 10, most: 10, state: 'fine' },
          ],
        },
      ],
    })
    expect(home.questions).toEqual([])
    expect((await home.run('pin status --lang ja')).out).toContain('署名用電子証明書: ロックされています')
  })

  it('is a no for a card without PINs, and could not run without a card', async () => {
    home.insert('ume')
    expect(await home.run('pin status --json')).toMatchObject({ status: 1, json: { ok: false } })
    home.readers.remove(reader)
    expect(await home.run('pin status --json')).toMatchObject({ status: 3, json: { failure: { code: 'card.absent' } } })
  })

  it.each([
    ['authentication', '8317'],
    ['signature', 'K7MOMIJI4'],
    ['input', '5072'],
    ['resident', '4093'],
  ] as const)('changes %s with what two descriptors say', async (name, fresh) => {
    const lines = { 3: old(name), 4: fresh }
    const { status, json } = await home.run(`pin change ${name} --pin-fd 3 --new-pin-fd 4 --json`, { lines })
    expect({ status, json }).toEqual({ status: 0, json: { ok: true, pin: name } })
    const again = await home.run(`pin change ${name} --pin-fd 3 --new-pin-fd 4 --json`, {
      lines: { 3: fresh, 4: name === 'signature' ? 'SORA8UMI3' : '9164' },
    })
    expect(again.status).toBe(0)
  })

  it('asks twice at a terminal without echo, with the reason why a weak one is not taken', async () => {
    const typed = [old('input'), '1234', '5072', '5073', '5072', '5072']
    const { status, notes } = await home.run('pin change input --lang en', { typed })
    expect(status).toBe(0)
    expect(notes).toContain('It is a run')
    expect(notes).toContain('not the same')
    expect(home.questions.every(({ hidden }) => hidden)).toBe(true)
    expect(home.questions[0]?.text).toContain('3 tries left')
  })

  it('says no to a wrong and to a weak PIN; a form that fits no PIN is not understood', async () => {
    const change = (lines: Record<number, string>) =>
      home.run('pin change input --pin-fd 3 --new-pin-fd 4 --json', { lines })
    expect(await change({ 3: '0000', 4: '5072' })).toMatchObject({
      status: 1,
      json: { failure: { code: 'card.pinWrong', triesLeft: 2 } },
    })
    expect(await change({ 3: old('input'), 4: '7777' })).toMatchObject({
      status: 1,
      json: { failure: { code: 'card.newPinWeak', weakness: 'repeated' } },
    })
    expect(await change({ 3: 'abcd', 4: '5072' })).toMatchObject({
      status: 2,
      json: { failure: { code: 'card.pinForm' } },
    })
    expect((await home.run('pin change other --json')).status).toBe(2)
    expect((await home.run('pin change input --new-pin 5072 --json')).status).toBe(2)
  })

  it('at one try left sends nothing without --last-try', async () => {
    const card = home.insert('taro', { triesLeft: { input: 1 } })
    const lines = { 3: old('input'), 4: '5072' }
    const words = 'pin change input --pin-fd 3 --new-pin-fd 4 --json'
    expect(await home.run(words, { lines })).toMatchObject({ status: 1, json: { failure: { code: 'card.lastTry' } } })
    expect(card.triesLeft('input')).toBe(1)
    expect((await home.run(`${words} --last-try`, { lines })).status).toBe(0)
  })

  it('writes the change into the drawer that was named, whose own PIN is asked apart', async () => {
    const card = home.insert('taro')
    const refused = await home.run('pin change signature --person 太郎 --pin-fd 3 --new-pin-fd 4 --json', {
      lines: { 3: old('signature'), 4: 'K7MOMIJI4' },
    })
    // The drawer opens by another PIN, and the one that was given is not tried there.
    expect(refused.status).toBe(2)
    expect(card.triesLeft('authentication')).toBe(3)
    const { status } = await home.run('pin change signature --person 太郎 --pin-fd 3 --new-pin-fd 4', {
      lines: { 3: old('signature'), 4: 'K7MOMIJI4' },
      typed: [home.pinOf('taro')],
    })
    expect(status).toBe(0)
    const { json } = await home.run('ledger --json --pin-stdin', pin())
    expect(JSON.stringify(json)).toContain('pinChange')
    expect(JSON.stringify(json)).not.toContain('K7MOMIJI4')
  })
})
