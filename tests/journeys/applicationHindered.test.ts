// What stands in the way of an application: nothing that was filled in is lost, and nothing is sent twice.
import { afterEach, describe, expect, it } from 'vitest'
import { readBoard } from '../../main/journeys/board.ts'
import { dropDraft, listDrafts, openDraft } from '../../main/journeys/drafts.ts'
import { offerFilling } from '../../main/journeys/fillDraft.ts'
import { logOut } from '../../main/journeys/logIn.ts'
import { reviewDraft } from '../../main/journeys/reviewDraft.ts'
import { withdrawApplication } from '../../main/journeys/sendApplication.ts'
import { formOf, jpeg } from '../../practice/portal/testApplication.ts'
import { applied, applyingInFile, filesToAttach, sentOf } from '../support/applying.ts'
import { failureOf } from '../support/stage.ts'

const file = filesToAttach()
const taro = await applyingInFile('taro')

describe('what stands in the way', () => {
  const begun = async (procedure = 'public-account'): Promise<string> => {
    const { draft } = await taro.begin(procedure)
    await taro.save(draft.id, formOf(taro.portal, procedure, 'taro'))
    return draft.id
  }
  const attempts: string[] = []
  afterEach(async () => {
    await taro.stage.control.clearFaults()
    for (const { id } of await listDrafts(taro.stage)) await dropDraft(taro.stage, id)
    for (const receiptNo of attempts.splice(0)) await withdrawApplication(taro.stage.ports, taro.where(), receiptNo)
  })

  it('a lost answer: the same is sent again without a PIN, and stays one', async () => {
    const id = await begun('moving-out')
    await taro.stage.control.addFault({ kind: 'lost_answer', where: '/api/applications', times: 1 })
    expect(await failureOf(taro.send(id))).toEqual({ code: 'application.uncertain' })
    // As if the program had been killed there: the drawer is opened again, and its person logs in.
    await taro.stage.restart()
    await taro.stage.logIn()
    const { receiptNo } = sentOf(await taro.send(id))
    attempts.push(receiptNo)
    expect(taro.asked).toEqual(['signature'])
    expect((await taro.acts()).filter((act) => act.startsWith('apply')).slice(0, 2)).toEqual([
      'apply done 引越し手続（転出届・来庁予定の連絡）',
      'apply failed 引越し手続（転出届・来庁予定の連絡）',
    ])
  })

  it('a lost answer, and then it was changed: it says that the first had arrived', async () => {
    const id = await begun('moving-out')
    await taro.stage.control.addFault({ kind: 'lost_answer', where: '/api/applications', times: 1 })
    await failureOf(taro.send(id))
    await taro.save(id, { ...formOf(taro.portal, 'moving-out', 'taro'), visitor: '別の人' })
    expect(await failureOf(taro.send(id))).toEqual({ code: 'application.arrived' })
    expect(await listDrafts(taro.stage)).toHaveLength(1)
    await dropDraft(taro.stage, id)
    taro.wait(1_000)
    const { applications } = await (async () => {
      await taro.refreshed((await readBoard(taro.stage.drawer)).applications[0]?.receiptNo ?? '')
      return readBoard(taro.stage.drawer)
    })()
    attempts.push(...applications.filter(({ status }) => status === 'sent').map(({ receiptNo }) => receiptNo))
  })

  it('a session that ends in the middle: after a new log-in no PIN is asked, and nothing was lost', async () => {
    const id = await begun('moving-out')
    await logOut(taro.stage.ports, taro.where())
    // Looked at before the log-in: what is sent is the same.
    const { seen } = await reviewDraft(taro.stage.ports, { ...taro.where(), person: 'お父さん' }, id)
    expect(await failureOf(taro.send(id, seen))).toEqual({ code: 'session.none' })
    await taro.stage.logIn()
    await taro.stage.control.addFault({ kind: 'session_expired', times: 1 })
    expect(await failureOf(taro.send(id, seen))).toEqual({ code: 'session.expired' })
    expect(taro.asked).toEqual(['signature'])
    expect(await failureOf(taro.send(id, seen))).toEqual({ code: 'session.none' })
    await taro.stage.logIn()
    attempts.push(sentOf(await taro.send(id, seen)).receiptNo)
    expect(taro.asked).toEqual(['signature'])
  })

  it.each([
    ['outage', 'application.uncertain'],
    ['garbled', 'application.uncertain'],
    ['oversized', 'application.uncertain'],
    ['maintenance', 'portal.refused'],
    ['rate_limited', 'portal.refused'],
    ['redirect', 'portal.refused'],
  ] as const)('%s: nothing that was filled in is lost, and it can be sent again', async (kind, code) => {
    const id = await begun('childcare')
    const { seen } = await taro.review(id)
    await taro.stage.control.addFault({ kind, where: '/api/applications', times: 1 })
    expect(await failureOf(taro.send(id, seen))).toMatchObject({ code })
    expect((await openDraft(taro.where(), id)).draft.form).toEqual(formOf(taro.portal, 'childcare', 'taro'))
    attempts.push(sentOf(await taro.send(id, seen)).receiptNo)
  })

  it('a signing certificate that was revoked, and a municipality that does not take it', async () => {
    const id = await begun('moving-out')
    await taro.stage.control.addFault({ kind: 'signing_cert_revoked', person: 'taro', times: 1 })
    expect(await failureOf(taro.send(id))).toMatchObject({ code: 'portal.refused', reason: 'signing_cert_revoked' })
    await taro.stage.control.clearFaults()
    const { seen } = await taro.review(id)
    await taro.stage.control.addFault({ kind: 'not_supported_by_municipality', times: 1 })
    expect(await failureOf(taro.send(id, seen))).toMatchObject({ reason: 'not_supported_by_municipality' })
    expect(await listDrafts(taro.stage)).toHaveLength(1)
  })

  it('what the portal does not accept stands at its place, until that is changed', async () => {
    const id = await begun('moving-out')
    const form = { ...formOf(taro.portal, 'moving-out', 'taro'), moving_on: '2099-01-01', visit_on: '2099-01-03' }
    await taro.save(id, form)
    const outcome = await taro.send(id)
    expect(outcome).toMatchObject({
      kind: 'refused',
      open: { faults: [{ pointer: '/form/moving_on', message: '引っ越す日の30日前から10日後までに届けてください' }] },
    })
    // Nobody is asked for a PIN for what is known to be refused.
    taro.asked.length = 0
    expect(await taro.send(id)).toMatchObject({ kind: 'refused' })
    expect(taro.asked).toEqual([])
    const right = await taro.save(id, formOf(taro.portal, 'moving-out', 'taro'))
    expect(right.faults).toEqual([])
  })

  it('nothing but what was looked at is sent', async () => {
    const id = await begun()
    const { seen } = await taro.review(id)
    await taro.save(id, {
      ...formOf(taro.portal, 'public-account', 'taro'),
      consent: true,
      account: { number: '0000002' },
    })
    expect(await failureOf(taro.send(id, seen))).toEqual({ code: 'draft.changed' })
    expect(taro.asked).toEqual([])
    expect(taro.stage.called.at(-1)).not.toBe('/api/applications/v1')
  })

  it('the wrong PIN sends nothing and keeps the draft', async () => {
    const id = await begun()
    taro.typed = '0000'
    expect(await failureOf(taro.send(id))).toMatchObject({ code: 'card.pinWrong' })
    expect((await openDraft(taro.where(), id)).faults).toEqual([])
    taro.typed = undefined
    attempts.push(sentOf(await taro.send(id)).receiptNo)
  })

  it('a second one while the first is under way, and a withdrawal that opens the way', async () => {
    const first = await applied(taro, 'moving-out', 'taro')
    const id = await begun('moving-out')
    expect(await failureOf(taro.send(id))).toEqual({ code: 'application.underWay' })
    expect(await withdrawApplication(taro.stage.ports, taro.where(), first.receiptNo)).toMatchObject({
      status: 'withdrawn',
      label: '取下げ',
      withdrawable: false,
    })
    expect(await failureOf(withdrawApplication(taro.stage.ports, taro.where(), first.receiptNo))).toEqual({
      code: 'application.closed',
    })
    attempts.push(sentOf(await taro.send(id)).receiptNo)
  })

  it('a draft opens, fills and is saved with no portal and no session', async () => {
    const id = await begun('child-allowance')
    taro.stage.network = () => Promise.reject(new Error('the portal was asked'))
    try {
      expect((await openDraft(taro.where(), id)).form.title).toBe('児童手当（認定請求）')
      await taro.save(id, { reason: 'birth' })
      const offers = await offerFilling(taro.where(), id, taro.stage.ports.now().toISOString())
      expect(offers.earlier.length).toBeGreaterThan(0)
    } finally {
      taro.stage.network = undefined
    }
  })

  it('a 個人番号 is never kept', async () => {
    const id = await begun()
    const form = { account: { holder_kana: '123456789018' } }
    expect(await failureOf(taro.save(id, form))).toEqual({ code: 'draft.holdsNumber' })
    expect(JSON.stringify(await taro.stage.drawer.draft(id))).not.toContain('123456789018')
  })

  it('files of another kind, or too large, and somebody who may not apply', async () => {
    const id = await begun('benefit')
    expect(await failureOf(taro.attach(id, 'passbook', file('x.jpg', Buffer.from('MZ'))))).toEqual({
      code: 'draft.fileKind',
      takes: 'PDF, JPEG, PNG',
    })
    const large = new Uint8Array(300_001)
    large.set(jpeg)
    expect(await failureOf(taro.attach(id, 'passbook', file('large.jpg', large)))).toEqual({
      code: 'draft.fileTooLarge',
      most: 300,
    })
    const whom = { kind: 'family', name: '練習　ウメ', birthDate: '1948-01-01' } as const
    expect(await failureOf(taro.begin('benefit', whom))).toEqual({ code: 'application.notEligible' })
    expect(await failureOf(taro.begin('passport', { kind: 'mandate', id: 'none' }))).toEqual({
      code: 'mandate.unknown',
    })
    expect(await failureOf(taro.begin('death-notice'))).toEqual({ code: 'procedure.notFound' })
  })
})
