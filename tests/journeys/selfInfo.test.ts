// Self-information from the request to the sheet in the drawer: consent, comparison of the person, states that survive, and
// every way in which it can end.
import { afterEach, describe, expect, it } from 'vitest'
import { compareHolder } from '../../main/journeys/compareHolder.ts'
import { logOut } from '../../main/journeys/logIn.ts'
import type { CardReading } from '../../main/journeys/readCardData.ts'
import { askSelfInfo, keptJobs, openConsent, readItems, refreshJobs, removeJob } from '../../main/journeys/selfInfo.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import type { FaultKind } from '../../practice/portal/faults.ts'
import type { SelfInfoJob } from '../../preload/shapes/selfInfo.ts'
import { onConsentPage } from '../support/onConsentPage.ts'
import { failureOf, openStage, type Stage, testReader } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

const language = 'ja'
const insurance = 'TM00000000000072'
const allowance = 'TM00000000000031'
const where = () => ({ drawer: stage.drawer, profile: stage.profile, language }) as const
const now = () => stage.ports.now().toISOString()
const ask = (over: Partial<Parameters<typeof askSelfInfo>[1]> = {}) =>
  askSelfInfo(stage.ports, {
    ...where(),
    items: [insurance, allowance],
    period: { type: 'latest' },
    purpose: '保育の申請のため',
    ...over,
  })
const list = () => keptJobs(stage.drawer, undefined, now())
const only = async (): Promise<SelfInfoJob> => (await list())[0] ?? expect.unreachable()
const consent = (job: SelfInfoJob, personId = 'taro', answer: 'yes' | 'no' = 'yes') =>
  onConsentPage({
    fetch: stage.portal.fetch,
    address: job.consent?.url ?? '',
    personId,
    pin: stage.world.person(personId)?.pins.authentication ?? '',
    answer,
  })

function reading(): CardReading {
  return {
    asker: {
      cards: stage.cards,
      askSecret: stage.ports.askSecret,
      signal: new AbortController().signal,
      guard: async () => undefined,
    },
    step: () => undefined,
    startPictureProcess: () => expect.unreachable(),
    authorities: stage.trust.cardAuthorities ?? [],
    reader: testReader,
  }
}
async function compare(id: string): Promise<SelfInfoJob> {
  stage.typed = stage.card.person.pins.input
  try {
    return await compareHolder(stage.ports, where(), id, { reading: reading(), by: 'pin' })
  } finally {
    stage.typed = undefined
  }
}

async function begun(personId = 'taro'): Promise<void> {
  stage = await openStage(personId)
  await stage.logIn()
}
/** Up to the agencies' answer. */
async function carried(over: Partial<Parameters<typeof askSelfInfo>[1]> = {}): Promise<SelfInfoJob> {
  const job = await ask(over)
  await consent(job)
  await refreshJobs(stage.ports, where())
  await compare(job.id)
  stage.wait(11_000)
  await refreshJobs(stage.ports, where())
  return only()
}

describe('self-information', () => {
  it('is asked for, consented to, compared, received and kept, with its source and its time', async () => {
    await begun()
    expect((await readItems(stage.ports, where())).find(({ id }) => id === insurance)).toEqual({
      id: insurance,
      name: '健康保険証',
      agency: '練習保険者中間サーバー',
    })
    const job = await ask()
    expect(job).toMatchObject({ state: 'consent', items: [{ name: '健康保険証' }, { name: '児童手当' }] })
    expect(stage.opened).toEqual([job.consent?.url])
    await openConsent(stage.ports, stage.drawer, job.id)
    expect(stage.opened).toHaveLength(2)
    // Before anybody has consented there is nothing to compare, and no PIN is asked.
    expect(await failureOf(compare(job.id))).toEqual({ code: 'selfInfo.notFound' })
    expect(stage.asked.filter((question) => question.kind === 'pin' && question.pin === 'input')).toEqual([])

    expect(await consent(job)).toContain('同意を受け付けました')
    // The program is stopped; it goes on from what the drawer knows, after another log-in.
    await stage.restart()
    expect((await only()).state).toBe('consent')
    expect(await failureOf(refreshJobs(stage.ports, where()))).toEqual({ code: 'session.none' })
    await stage.logIn()
    expect(await refreshJobs(stage.ports, where())).toMatchObject([{ id: job.id, state: 'compare' }])
    expect(await only()).not.toHaveProperty('consent')

    expect(await compare(job.id)).toMatchObject({ state: 'waiting' })
    expect(stage.asked.at(-1)).toMatchObject({ kind: 'pin', pin: 'input', purpose: 'readAttributes' })
    expect(await refreshJobs(stage.ports, where())).toMatchObject([{ state: 'waiting' }])
    stage.wait(11_000)
    const [received] = await refreshJobs(stage.ports, where())
    expect(received).toMatchObject({
      state: 'received',
      received: {
        at: expect.stringMatching(/^\d{4}-/),
        sheets: [
          { itemId: insurance, agency: '練習保険者中間サーバー', fields: expect.arrayContaining([]) },
          { itemId: allowance, agency: '練習区役所', asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
        ],
        missing: [],
      },
    })
    expect(received?.received?.sheets[0]?.fields.length).toBeGreaterThan(0)

    // The portal deletes what it has shown at the log-out; the drawer keeps it, with no portal at hand too.
    await logOut(stage.ports, where())
    await stage.logIn()
    const [after] = await refreshJobs(stage.ports, where())
    expect(after).toMatchObject({ state: 'received', goneSince: expect.any(String), received: received?.received })
    await stage.restart()
    stage.called.length = 0
    expect(await only()).toEqual(after)
    expect(stage.called).toEqual([])
  })

  it('writes down what was asked for and what the card told, and no value of either', async () => {
    await begun()
    await carried()
    const rows = (await stage.drawer.ledger()).filter(({ act }) => act === 'selfInfo').reverse()
    expect(rows).toMatchObject([
      { outcome: 'done', purpose: '保育の申請のため', items: [{ credential: { ja: '健康保険証' } }, {}] },
      {
        outcome: 'done',
        items: [{ attributes: [{ ja: '氏名' }, { ja: '生年月日' }, { ja: '性別' }, { ja: '住所' }] }],
      },
    ])
    const { person } = stage.card
    for (const value of [person.name.kanji, person.address, person.birthDate])
      expect(JSON.stringify(rows.map(({ actor: _, principal: __, ...row }) => row))).not.toContain(value)
  })

  it('of whoever else consented at this PC is not received', async () => {
    await begun()
    const job = await ask()
    await consent(job, 'hanako')
    await refreshJobs(stage.ports, where())
    expect(await compare(job.id)).toMatchObject({ state: 'failed', reason: 'user_mismatch' })
    expect(await only()).not.toHaveProperty('received')
  })

  it('is not compared with a card that fits nobody who consented', async () => {
    await begun()
    const job = await ask()
    await consent(job)
    await refreshJobs(stage.ports, where())
    // Without the guard that the wallet puts before it, the portal still says no.
    const hanako = stage.world.person('hanako') ?? expect.unreachable()
    stage.readers.remove(testReader)
    stage.readers.insert(testReader, createPracticeCard(stage.world, hanako))
    stage.typed = hanako.pins.input
    expect(await compareHolder(stage.ports, where(), job.id, { reading: reading(), by: 'pin' })).toMatchObject({
      state: 'failed',
      reason: 'user_mismatch',
    })
  })

  it('is not compared with a card of which nothing tells whose it is, and no PIN is asked for it', async () => {
    await begun()
    const job = await ask()
    await consent(job, 'hanako')
    await refreshJobs(stage.ports, where())
    const { authentication: _, ...hanako } = stage.world.person('hanako') ?? expect.unreachable()
    stage.readers.remove(testReader)
    stage.readers.insert(testReader, createPracticeCard(stage.world, hanako))
    stage.typed = hanako.pins.input
    const asked = stage.asked.length
    expect(await failureOf(compareHolder(stage.ports, where(), job.id, { reading: reading(), by: 'pin' }))).toEqual({
      code: 'card.noCertificate',
    })
    expect(stage.asked).toHaveLength(asked)
    expect((await only()).state).toBe('compare')
  })

  it('that was refused a comparison has had none from here', async () => {
    await begun()
    const job = await ask()
    await consent(job)
    await refreshJobs(stage.ports, where())
    stage.network = async (request) =>
      request.url.endsWith('/verify')
        ? Response.json(
            { code: 'access_denied' },
            { status: 403, headers: { 'content-type': 'application/problem+json' } },
          )
        : stage.portal.fetch(request)
    expect(await failureOf(compare(job.id))).toMatchObject({ code: 'portal.refused' })
    expect(await only()).not.toHaveProperty('comparedAt')
    stage.network = undefined
  })

  it('waits for the comparison when the PIN was wrong, and goes on', async () => {
    await begun()
    const job = await ask()
    await consent(job)
    await refreshJobs(stage.ports, where())
    stage.typed = '0000'
    expect(
      await failureOf(compareHolder(stage.ports, where(), job.id, { reading: reading(), by: 'pin' })),
    ).toMatchObject({ code: 'card.pinWrong' })
    expect((await only()).state).toBe('compare')
    expect(await compare(job.id)).toMatchObject({ state: 'waiting' })
  })

  const outcomes: [FaultKind, object][] = [
    ['no_data', { state: 'failed', reason: 'no_data' }],
    ['not_connected', { state: 'failed', reason: 'not_supported_by_municipality' }],
    ['agency_outage', { state: 'failed', reason: 'temporarily_unavailable' }],
    [
      'partial',
      {
        state: 'received',
        received: {
          sheets: [{ itemId: insurance }],
          missing: [{ itemId: allowance, reason: 'temporarily_unavailable' }],
        },
      },
    ],
  ]
  it('can end with each of the known outcomes', async () => {
    await begun()
    for (const [kind, outcome] of outcomes) {
      await stage.control.addFault({ kind, times: 1 })
      expect(await carried(), kind).toMatchObject(outcome)
    }
  })

  it('is refused on the page; or over, when nobody answers in time', async () => {
    await begun()
    await consent(await ask(), 'taro', 'no')
    expect((await refreshJobs(stage.ports, where()))[0]).toMatchObject({ state: 'failed', reason: 'access_denied' })
    const late = await ask()
    stage.wait(601_000)
    // Known without asking anybody, and the page is not opened any more.
    expect(await only()).toMatchObject({ id: late.id, state: 'over' })
    expect(await failureOf(openConsent(stage.ports, stage.drawer, late.id))).toEqual({ code: 'selfInfo.notFound' })
  })

  it('loses nothing where the portal cannot answer', async () => {
    await begun()
    const job = await ask()
    await consent(job)
    await refreshJobs(stage.ports, where())
    for (const kind of ['maintenance', 'garbled', 'session_expired'] as const) {
      await stage.control.addFault({ kind, times: 1, where: '/api/selfinfo' })
      const asked = stage.asked.length
      expect((await failureOf(compare(job.id)))?.code).toMatch(/^(portal|session)\./)
      // It was found out before a PIN was asked.
      expect(stage.asked).toHaveLength(asked)
      expect((await only()).state).toBe('compare')
    }
  })

  it('whose answer got lost is found again', async () => {
    await begun()
    await stage.control.addFault({ kind: 'lost_answer', times: 1, where: '/api/selfinfo/v1/request' })
    expect((await failureOf(ask()))?.code).toMatch(/^portal\./)
    expect(await list()).toEqual([])
    expect(await refreshJobs(stage.ports, where())).toMatchObject([{ state: 'waiting', purpose: '保育の申請のため' }])
  })

  it('is kept where the answer to the comparison got lost, and not where there was none from here', async () => {
    await begun()
    const job = await ask()
    await consent(job)
    await refreshJobs(stage.ports, where())
    await stage.control.addFault({ kind: 'lost_answer', times: 1, where: '/api/selfinfo/v1/verify' })
    expect((await failureOf(compare(job.id)))?.code).toMatch(/^portal\./)
    stage.wait(11_000)
    expect(await refreshJobs(stage.ports, where())).toMatchObject([{ state: 'received' }])

    // The same person from another PC, or somebody else of the household who is logged in: compared there, not here.
    const elsewhere = await ask()
    await consent(elsewhere)
    const before = await stage.drawer.copies('selfInfo')
    await refreshJobs(stage.ports, where())
    await compare(elsewhere.id)
    await stage.drawer.keepCopies(before)
    stage.wait(11_000)
    const [last] = await refreshJobs(stage.ports, where())
    expect(last).toMatchObject({ id: elsewhere.id, state: 'failed', reason: 'not_compared' })
    expect(last).not.toHaveProperty('received')
  })

  it('opens no page but the portal’s own', async () => {
    await begun()
    stage.network = async (request) => {
      const response = await stage.portal.fetch(request)
      if (!request.url.endsWith('/request')) return response
      return Response.json(
        { ...(await response.json()), consent_url: 'https://portal.example/consent/x' },
        { status: 202 },
      )
    }
    expect(await failureOf(ask())).toEqual({ code: 'portal.badAnswer', detail: 'consent_url' })
    expect(stage.opened).toEqual([])
    expect(await list()).toEqual([])
  })

  it('that the portal does not offer is not asked for', async () => {
    await begun()
    expect(await failureOf(ask({ items: ['TM00000000000099'] }))).toEqual({ code: 'selfInfo.itemGone' })
    expect(stage.called.some((path) => path.endsWith('/request'))).toBe(false)
  })

  it('is taken out of the drawer, and not told again', async () => {
    await begun()
    const { id } = await carried({ items: [insurance] })
    await removeJob(stage.ports, where(), id)
    expect(await list()).toEqual([])
    expect(await refreshJobs(stage.ports, where())).toEqual([])
    expect((await stage.drawer.ledger())[0]).toMatchObject({
      act: 'remove',
      items: [{ credential: { ja: '健康保険証' } }],
    })
  })
})
