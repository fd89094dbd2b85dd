// tefuda receive, list, show, share and ledger, over practice card, practice portal and real drawers.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AtHome } from './atHome.ts'
import { atRest, homeOfTaro, pinOfTaro } from './homeOfTaro.ts'

const insuranceVct = 'urn:tefuda:practice:health-insurance:1'

let home: AtHome
const pin = () => pinOfTaro(home)

beforeAll(async () => {
  home = await homeOfTaro()
})
afterAll(() => home.close())
beforeEach(() => atRest(home))

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
