// `tefuda ledger …` over a real drawer, keychain and practice portal.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedWorld } from '../../practice/testWorld.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { type AtHome, atHome } from './atHome.ts'

let home: AtHome
let folder: ReturnType<typeof temporaryFolder>
/** What the share printed. */
let shared: string
const pin = () => ({ lines: { 0: home.pinOf('taro') } })
const run = (words: string) => home.run(`${words} --pin-stdin --json`, pin())

beforeAll(async () => {
  await sharedWorld(() => new Date())
  home = await atHome()
  folder = temporaryFolder()
  home.insert('taro')
  await home.run('person add 太郎 --by card --pin-stdin --json', pin())
  await run('login')
  await run(`receive ${(await home.control.offerTo('taro', 'health-insurance')).offer} --yes`)
  const { request } = await home.control.requestFrom('clinic')
  shared = (await home.run(`share ${request} --least --pin-stdin --lang en`, pin())).out
  await home.control.addFault({ kind: 'unregistered' })
  await run(`share ${(await home.control.requestFrom('rental')).request} --least`)
  await home.control.clearFaults()
})
afterAll(async () => {
  await home.close()
  folder.remove()
})

const acts = (json: Record<string, unknown>) =>
  (json['entries'] as { act: string; outcome: string }[]).map(({ act, outcome }) => `${act} ${outcome}`)

describe('tefuda ledger', () => {
  it('lists the newest first, and narrows by every filter', async () => {
    const { status, json } = await run('ledger')
    expect(status).toBe(0)
    expect(acts(json)).toEqual(['share refused', 'share done', 'receive done', 'logIn done'])
    expect(acts((await run('ledger --act share')).json)).toHaveLength(2)
    expect(acts((await run('ledger --act share --act logIn --outcome done')).json)).toEqual([
      'share done',
      'logIn done',
    ])
    expect(acts((await run('ledger --party 練習クリニック受付')).json)).toEqual(['share done'])
    expect(acts((await run('ledger --text クリニック')).json)).toEqual(['share done'])
    expect(acts((await run('ledger --until 2020-01-01')).json)).toEqual([])
    expect(acts((await run('ledger --from 2020-01-01')).json)).toHaveLength(4)
    const { out } = await home.run('ledger --act share --lang ja --pin-stdin', pin())
    expect(out).toContain('提示 – 手札が断った')
  })

  it('says what it does not understand, and takes no option of another command', async () => {
    for (const words of [
      'ledger --act dance',
      'ledger --outcome maybe',
      'ledger --from yesterday',
      'ledger verify --act share',
      'ledger verify --receipt 1 --head 2',
      'ledger export --format xml --out a',
      'ledger export --format csv',
      'ledger erase',
      'ledger letter 1 --about love',
      'ledger fly',
    ])
      expect(await run(words), words).toMatchObject({ status: 2, json: { failure: { code: 'usage' } } })
  })
})

describe('tefuda ledger verify', () => {
  it('answers yes, with what the keychain keeps', async () => {
    const { status, json } = await run('ledger verify')
    expect(status).toBe(0)
    expect(json).toMatchObject({
      ok: true,
      report: { sound: true, count: 7, findings: [], kept: { state: 'same', count: 7 } },
    })
    const { out } = await home.run('ledger verify --lang en --pin-stdin', pin())
    expect(out).toMatch(/as it was written \(7 rows\)[\s\S]*fits what the keychain keeps[\s\S]*7(-[0-9A-Z]{4}){4}/)
  })

  it('goes on from the number that the share printed', async () => {
    const [, printed = ''] = /^Receipt number: (\S+)$/m.exec(shared) ?? []
    expect(await run(`ledger verify --receipt ${printed}`)).toMatchObject({
      status: 0,
      json: { report: { given: { state: 'extends', since: 1 } } },
    })
  })

  it('compares with a receipt and with an export: exit status 1 where it does not fit', async () => {
    const { json } = await run('ledger verify')
    const { receipt } = json['report'] as { receipt: string }
    expect(await run(`ledger verify --receipt ${receipt.toLowerCase()}`)).toMatchObject({
      status: 0,
      json: { report: { given: { state: 'same' } } },
    })
    const wrong = receipt.replace(/.$/, (letter) => (letter === '0' ? '1' : '0'))
    expect(await run(`ledger verify --receipt ${wrong}`)).toMatchObject({
      status: 1,
      json: { report: { sound: false, given: { state: 'differs' } } },
    })
    expect(await run(`ledger verify --receipt 999${receipt.slice(1)}`)).toMatchObject({
      status: 1,
      json: { report: { given: { state: 'cutOff' } } },
    })
    expect(await run('ledger verify --receipt nonsense')).toMatchObject({
      status: 1,
      json: { failure: { code: 'ledger.notAHead' } },
    })
    const file = join(folder.path, 'kept.json')
    expect((await run(`ledger export --format json --out ${file}`)).status).toBe(0)
    expect(await run(`ledger verify --head ${file}`)).toMatchObject({
      status: 0,
      json: { report: { given: { state: 'same' } } },
    })
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"count": 7/, '"count": 6'))
    expect(await run(`ledger verify --head ${file}`)).toMatchObject({
      status: 1,
      json: { report: { given: { state: 'foreign' } } },
    })
    writeFileSync(file, 'not JSON')
    expect(await run(`ledger verify --head ${file}`)).toMatchObject({ json: { failure: { code: 'ledger.notAHead' } } })
    expect(await run(`ledger verify --head ${folder.path}`)).toMatchObject({
      json: { failure: { code: 'file.unreadable' } },
    })
  })
})

describe('tefuda ledger export', () => {
  it('writes JSON and CSV, and never over another file', async () => {
    const json = join(folder.path, 'all.json')
    expect(await run(`ledger export --format json --out ${json}`)).toMatchObject({ status: 0, json: { savedAs: json } })
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ format: 'tefuda-ledger', rows: { length: 7 } })
    expect(await run(`ledger export --format json --out ${json}`)).toMatchObject({
      status: 3,
      json: { failure: { code: 'file.exists' } },
    })
    const csv = join(folder.path, 'shares.csv')
    expect((await run(`ledger export --format csv --act share --out ${csv}`)).status).toBe(0)
    expect(readFileSync(csv, 'utf8').split('\r\n')).toHaveLength(4)
    mkdirSync(join(folder.path, 'there'))
    expect((await run(`ledger export --format csv --out ${join(folder.path, 'nowhere', 'a.csv')}`)).status).not.toBe(0)
  })
})

describe('tefuda ledger letter and erase', () => {
  it('prints a letter or writes it to a file, and sends nothing', async () => {
    const { json } = await run('ledger --act share --outcome done')
    const [{ id }] = json['entries'] as [{ id: string }]
    home.network = () => Promise.reject(new Error('something was sent'))
    const letter = await run(`ledger letter ${id} --about deletion --lang ja`)
    expect(letter.json['letter']).toMatchObject({
      addresses: ['clinic@example.jp', expect.any(String), expect.any(String)],
    })
    const file = join(folder.path, 'letter.txt')
    expect((await run(`ledger letter ${id} --about abuse --lang en --out ${file}`)).status).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain(id)
    home.network = undefined
    expect(await run('ledger letter nobody --about abuse')).toMatchObject({
      json: { failure: { code: 'ledger.noSuchEntry' } },
    })
  })

  it('erases once it was agreed to; the trace stays and the ledger holds', async () => {
    const { json } = await run('ledger --act share --outcome done')
    const [{ id }] = json['entries'] as [{ id: string }]
    expect((await run(`ledger erase ${id}`)).status).toBe(2)
    expect((await run(`ledger erase ${id} --yes`)).status).toBe(0)
    expect(acts((await run('ledger')).json)).toEqual(['erase done', 'share refused', 'receive done', 'logIn done'])
    expect(await run('ledger verify')).toMatchObject({
      status: 0,
      json: { report: { erased: 2, kept: { state: 'same' } } },
    })
    expect(await run(`ledger erase ${id} --yes`)).toMatchObject({ json: { failure: { code: 'ledger.noSuchEntry' } } })
    expect(await run('ledger begin-anew --yes')).toMatchObject({
      status: 0,
      json: { report: { kept: { state: 'same' } } },
    })
    expect(acts((await run('ledger')).json)[0]).toBe('beginAnew done')
  })
})
