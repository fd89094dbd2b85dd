// Every command of the command line, over practice card, practice portal and real drawers.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../main/failure.ts'
import { sharedWorld } from '../support/stage.ts'
import { type AtHome, atHome, reader } from './atHome.ts'

const passphrase = 'sakana tsukue aozora yuube kakeru'
const insuranceVct = 'urn:tefuda:practice:health-insurance:1'

/** A home with one person: 太郎, whose drawer his card and nothing else opens. */
let home: AtHome
const pin = () => ({ lines: { 0: home.pinOf('taro') } })

beforeAll(async () => {
  await sharedWorld(() => new Date())
  home = await atHome()
  home.insert('taro')
  const { json } = await home.run('person add 太郎 --by card --pin-stdin --json', pin())
  expect(json).toMatchObject({ ok: true, person: { name: '太郎', openers: ['card', 'recovery'] } })
  expect(json['recoveryCode']).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
})
afterAll(() => home.close())
beforeEach(() => {
  home.network = undefined
  home.questions.length = 0
  home.insert('taro')
})

async function linkFor(dcqlQuery: object): Promise<string> {
  return (await home.control.requestFrom('portal', { dcql_query: dcqlQuery })).request
}
const twoAnswers = {
  credentials: [
    {
      id: 'ins',
      format: 'dc+sd-jwt',
      meta: { vct_values: [insuranceVct] },
      claims: [
        { id: 'name', path: ['name'] },
        { id: 'number', path: ['insurer_number'] },
      ],
      claim_sets: [['name', 'number'], ['name']],
    },
  ],
}

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

describe('tefuda receive, list, show, share and ledger', () => {
  let credentialId: string

  beforeAll(async () => {
    home.insert('taro')
    const { offer } = await home.control.offerTo('taro', 'health-insurance')
    const { status, json } = await home.run(`receive ${offer} --pin-stdin --json`, pin())
    expect(status).toBe(0)
    credentialId = (json['credentials'] as { id: string }[])[0]?.id ?? ''
  })

  it('list and show what was received', async () => {
    expect((await home.run('list --pin-stdin --json', pin())).json).toMatchObject({
      credentials: [{ id: credentialId, kind: 'insurance' }],
    })
    const { status, json } = await home.run(`show ${credentialId} --pin-stdin --json`, pin())
    expect(status).toBe(0)
    expect(json).toMatchObject({ credential: { check: { valid: true } } })
    expect((await home.run('show nothing --pin-stdin --json', pin())).status).toBe(1)
  })

  it('show the offer at a terminal and accept nothing when the person says no', async () => {
    const { offer } = await home.control.offerTo('taro', 'licence')
    const { status, notes } = await home.run(`receive ${offer}`, { typed: [home.pinOf('taro'), 'n'] })
    expect(status).toBe(1)
    expect(notes).toContain('licence')
    expect((await home.run('list --pin-stdin --json', pin())).json['credentials']).toHaveLength(1)
  })

  it('want the code that the issuer told by another way, never as an argument', async () => {
    const { offer, tx_code: code } = await home.control.offerTo('taro', 'health-insurance', { tx_code: true })
    expect((await home.run(`receive ${offer} --pin-stdin --json`, pin())).status).toBe(2)
    const lines = { 0: home.pinOf('taro'), 4: String(code) }
    expect((await home.run(`receive ${offer} --pin-stdin --tx-code-fd 4 --json`, { lines })).status).toBe(0)
  })

  it.each(['hello', 'openid-credential-offer://?nothing'])('do not understand "%s" as an offer', async (offer) => {
    const { status, json } = await home.run(`receive ${offer} --pin-stdin --json`, pin())
    expect([status, json.failure?.code]).toEqual([2, 'offer.invalid'])
  })

  it('show the options and send nothing without a choice', async () => {
    const link = await linkFor(twoAnswers)
    const { status, json } = await home.run(`share ${link} --pin-stdin --json`, pin())
    expect(status).toBe(1)
    expect(json).toMatchObject({
      ok: false,
      sent: false,
      options: [
        { number: 1, least: false },
        { number: 2, least: true },
      ],
    })
    const shown = await home.run(`share ${link} --pin-stdin`, pin())
    expect(shown.out).toContain('Nothing was sent')
  })

  it('send exactly the option that was chosen', async () => {
    for (const [choice, names] of [
      ['--least', ['Name']],
      ['--choose 2', ['Name']],
      ['--choose 1', ['Insurer number', 'Name']],
    ] as const) {
      const link = await linkFor(twoAnswers)
      const { status, json } = await home.run(`share ${link} ${choice} --pin-stdin --json`, pin())
      expect(status).toBe(0)
      const { shared } = json['receipt'] as { shared: { attributes: { en: string }[] }[] }
      expect(shared.flatMap(({ attributes }) => attributes.map(({ en }) => en)).sort()).toEqual(names)
    }
  })

  it('let a person at the terminal choose, or send nothing', async () => {
    const link = await linkFor(twoAnswers)
    expect((await home.run(`share ${link}`, { typed: [home.pinOf('taro'), ''] })).status).toBe(1)
    expect((await home.run(`share ${link}`, { typed: [home.pinOf('taro'), '2'] })).status).toBe(0)
  })

  it.each(['--choose 3', '--choose all', '--least --credential other=x', '--least --credential ins=x'])(
    'refuse a choice that there is not: %s',
    async (choice) => {
      const link = await linkFor(twoAnswers)
      const { status, json } = await home.run(`share ${link} ${choice} --pin-stdin --json`, pin())
      expect([status, json.failure?.code]).toEqual([1, 'request.choiceInvalid'])
    },
  )

  it('tell names of attributes in the ledger, never values', async () => {
    const { out } = await home.run('ledger --pin-stdin --json', pin())
    expect(out).toContain('"share"')
    expect(out).not.toContain('06139992')
  })
})

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

describe('tefuda, whatever is typed', () => {
  it.each(['', 'help', '--version', 'lost', 'login --pin 1234', 'show', 'doctor'])(
    'with --json prints one object and nothing else: "%s"',
    async (words) => {
      const { json, status } = await home.run(`${words} --json`)
      expect(typeof json.ok).toBe('boolean')
      expect(json.ok).toBe(status === 0)
    },
  )

  it('helps in both languages, naming every command and option', async () => {
    const en = (await home.run('--help --lang en')).out
    const ja = (await home.run('--help --lang ja')).out
    const options = en.match(/--[a-z-]+/g) ?? []
    expect(options.length).toBeGreaterThan(15)
    for (const option of options) expect(ja).toContain(option)
    for (const command of [
      'doctor',
      'card',
      'login',
      'receive',
      'share',
      'list',
      'show',
      'ledger',
      'inspect',
      'person add',
    ])
      expect(en.includes(command) && ja.includes(command)).toBe(true)
  })
})

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
