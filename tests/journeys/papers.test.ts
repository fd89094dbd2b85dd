// Records fetched from the portal and files that a person keeps: into the drawer, read offline, and gone when removed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchRecords } from '../../main/journeys/fetchRecords.ts'
import { importPapers } from '../../main/journeys/importPapers.ts'
import { readProxyRecords, refreshMandates } from '../../main/journeys/portalMandates.ts'
import { healthCardIssuers } from '../../main/papers/issuerKeys.ts'
import { paperTrust } from '../../main/papers/kept.ts'
import { readApart } from '../../main/papers/readApart.ts'
import { registerMandate } from '../../practice/portal/testMandate.ts'
import { bodyOf, reachPortal } from '../../practice/portal/testPortal.ts'
import { type RecordName, recordName } from '../../preload/shapes/papers.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { inProcessReader } from '../support/inProcessReader.ts'
import { failureOf, openStage, type Stage, testOrigin } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

const ports = () => ({ ...stage.ports, startVerifierProcess: inProcessReader })
const believed = () => healthCardIssuers('practice', stage.profile)
const cancelling = new AbortController()
const fetchAll = (
  records: readonly RecordName[] = recordName.options,
  signal = new AbortController().signal,
  mandateId?: string,
) =>
  fetchRecords(ports(), {
    drawer: stage.drawer,
    profile: stage.profile,
    trust: stage.trust,
    language: 'ja',
    records,
    mandateId,
    signal,
    believed: believed(),
    step: () => undefined,
  })
const states = async (records?: readonly RecordName[]) =>
  (await fetchAll(records)).map(({ record, state, papers }) => `${record} ${state} ${papers.length}`)
/** Each paper of the drawer as it is read now, with no portal asked. */
const readAll = async () => {
  const papers = await stage.drawer.papers()
  const bytes = await Promise.all(papers.map(async ({ id }) => (await stage.drawer.paper(id)).bytes))
  const signal = new AbortController().signal
  const trust = await paperTrust(stage.drawer, stage.trust)
  const answers = await readApart({ startVerifierProcess: inProcessReader, signal }, bytes, trust, stage.ports.now())
  return papers.map(({ kind }, at) => ({ kind, ...answers[at] }))
}

describe('records of the portal', () => {
  it('are kept with where they came from, read offline, and not kept twice', async () => {
    stage = await openStage()
    await stage.logIn()
    const first = await states()
    expect(first).toEqual([
      'insurance new 1',
      'licence new 1',
      'drugs new 1',
      expect.stringMatching(/^checkup new [23]$/),
      'vaccination new 1',
      'qualification new 1',
    ])
    expect(await states()).toEqual(recordName.options.map((record) => `${record} same 0`))

    const papers = await stage.drawer.papers()
    expect(papers.every(({ source }) => source.from === 'portal' && source.name !== '')).toBe(true)
    stage.network = async () => Promise.reject(new Error('no network'))
    const read = await readAll()
    const states2 = read.map((one) => ('read' in one && one.read ? `${one.kind} ${one.read.verdict.state}` : one))
    expect([...new Set(states2)].sort()).toEqual([
      'checkup unsigned',
      'drugs unsigned',
      'insurance unsigned',
      'licence unsigned',
      'qualification unsigned',
      'vaccination valid',
    ])
    const acts = (await stage.drawer.ledger()).map(({ act, outcome, party }) => `${act} ${outcome} ${party}`)
    expect(acts.filter((one) => one === `receive done ${stage.profile.label.ja}`)).toHaveLength(2)
  })

  it('that the portal does not hold, or cannot give, are told and keep none of the others back', async () => {
    stage = await openStage('haruto')
    await stage.logIn()
    expect(await states(['licence', 'vaccination', 'checkup', 'qualification'])).toEqual([
      'licence none 0',
      'vaccination none 0',
      'checkup none 0',
      'qualification none 0',
    ])
    await stage.control.addFault({ kind: 'outage', where: '/api/medical/v1/drugs' })
    const told = await fetchAll(['drugs', 'insurance'])
    expect(told).toMatchObject([
      { record: 'drugs', state: 'failed', failure: { code: expect.stringMatching(/^portal\./) } },
      { record: 'insurance', state: 'new' },
    ])
    await stage.control.clearFaults()
    await stage.control.addFault({ kind: 'garbled', where: '/api/medical/v1/drugs' })
    expect(await fetchAll(['drugs'])).toMatchObject([{ state: 'failed' }])
    expect((await stage.drawer.papers()).map(({ kind }) => kind)).toEqual(['insurance'])
  })

  it('that are none are not kept under their name', async () => {
    stage = await openStage()
    await stage.logIn()
    const { fetch } = stage.portal
    stage.network = async (request) =>
      new URL(request.url).pathname.startsWith('/api/medical/v1/drugs')
        ? new Response('<Other><x>1</x></Other>', { headers: { 'content-type': 'application/xml' } })
        : fetch(request)
    expect(await fetchAll(['drugs'])).toMatchObject([
      { state: 'failed', failure: { code: 'portal.badAnswer', detail: 'drugs' } },
    ])
    expect(await stage.drawer.papers()).toEqual([])
  })

  it('need a session, and keep what had come when it ends or is cancelled', async () => {
    stage = await openStage()
    expect(await failureOf(fetchAll())).toEqual({ code: 'session.none' })
    await stage.logIn()
    const { fetch } = stage.portal
    stage.network = async (request) => {
      if (new URL(request.url).pathname.startsWith('/api/medical'))
        await stage.control.addFault({ kind: 'session_expired' })
      return fetch(request)
    }
    expect(await failureOf(fetchAll(['insurance', 'drugs', 'licence']))).toEqual({ code: 'session.expired' })
    expect((await stage.drawer.papers()).map(({ kind }) => kind)).toEqual(['insurance'])
    await stage.control.clearFaults()
    stage.network = undefined
    await stage.logIn()
    cancelling.abort()
    expect(await failureOf(fetchAll(['licence'], cancelling.signal))).toEqual({ code: 'app.cancelled' })
    expect(await stage.drawer.papers()).toHaveLength(1)
  })

  it('of vaccination keep the key that they are checked with, for when nobody publishes it any more', async () => {
    stage = await openStage()
    await stage.logIn()
    const { fetch } = stage.portal
    stage.network = async (request) =>
      request.url.endsWith('jwks.json') ? new Response('', { status: 404 }) : fetch(request)
    await fetchAll(['vaccination'])
    expect(await readAll()).toMatchObject([{ read: { verdict: { state: 'keyUnknown' } } }])
    stage.network = undefined
    await fetchAll(['vaccination'])
    expect(await readAll()).toMatchObject([
      { read: { verdict: { state: 'valid', signer: `${testOrigin}/vaccination` } } },
    ])
    // Another key under the same address is not believed for a card that the first one signed.
    await stage.drawer.keepCopies([
      {
        portal: '',
        kind: 'issuerKeys',
        id: `${testOrigin}/vaccination`,
        content: { iss: `${testOrigin}/vaccination`, keys: [], asOf: '' },
      },
    ])
    expect(await readAll()).toMatchObject([{ read: { verdict: { state: 'keyUnknown' } } }])
  })
})

describe('records of a child', () => {
  it('are fetched by a mandate, bear the child’s name, and stand in the history of both', async () => {
    stage = await openStage()
    await stage.logIn()
    const portal = reachPortal(stage.world, testOrigin, '', stage.portal.fetch, stage.ports.now)
    const { id: mandateId } = await bodyOf(await registerMandate(portal, { principal: 'haruto', agent: 'taro' }))
    const wanted = ['insurance', 'vaccination'] as const
    expect(await failureOf(fetchAll(wanted, undefined, String(mandateId)))).toEqual({ code: 'mandate.unknown' })
    await refreshMandates(stage.ports, { drawer: stage.drawer, profile: stage.profile })
    expect(await fetchAll(wanted, undefined, String(mandateId))).toMatchObject([
      { record: 'insurance', state: 'new' },
      { record: 'vaccination', state: 'none' },
    ])
    const [kept] = await stage.drawer.papers()
    expect(kept?.name.ja).toBe('医療保険の資格情報（練習　はると）')
    const history = await readProxyRecords(stage.ports, { drawer: stage.drawer, profile: stage.profile })
    expect(history.filter(({ event }) => event === 'proxied')).not.toEqual([])
  })
})

describe('files of a person', () => {
  it('are kept all or none, and say what is wrong with one that cannot be', async () => {
    stage = await openStage()
    const folder = temporaryFolder()
    const put = (name: string, text: string) => {
      writeFileSync(join(folder.path, name), text)
      return join(folder.path, name)
    }
    const keep = (...paths: string[]) =>
      importPapers(ports(), {
        drawer: stage.drawer,
        trust: stage.trust,
        signal: new AbortController().signal,
        paths,
      })
    const good = put('form.xml', '<Form><Title>架空</Title></Form>')
    const number = put('number.xml', '<Form><個人番号>123456789018</個人番号></Form>')
    expect(await failureOf(keep(good, number))).toEqual({ code: 'paper.holdsNumber', name: 'number.xml' })
    expect(await failureOf(keep(good, put('notes.txt', 'hello')))).toEqual({
      code: 'paper.notUnderstood',
      name: 'notes.txt',
    })
    expect(await failureOf(keep(good, put('broken.xml', '<Form>')))).toMatchObject({ code: 'paper.broken' })
    expect(await failureOf(keep(good, join(folder.path, 'missing.xml')))).toEqual({ code: 'file.unreadable' })
    expect(await stage.drawer.papers()).toEqual([])
    const [kept] = await keep(good)
    expect(kept).toMatchObject({ kind: 'other', media: 'application/xml', source: { from: 'file', name: 'form.xml' } })
    expect(await keep(good)).toEqual([kept])
    await stage.drawer.removePaper(kept?.id ?? '', stage.ports.now().toISOString())
    expect(await stage.drawer.papers()).toEqual([])
    const acts = (await stage.drawer.ledger()).map(({ act, party }) => `${act} ${party}`)
    expect(acts).toEqual(['remove form.xml', 'receive form.xml', 'receive form.xml'])
    expect(stage.called).toEqual([])
    folder.remove()
  })
})
