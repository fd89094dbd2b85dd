// Every procedure that a family has, carried through at the practice portal: filled in, looked at, signed, sent, decided, kept.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readBoard } from '../../main/journeys/board.ts'
import { dropDraft, listDrafts, openDraft } from '../../main/journeys/drafts.ts'
import { offerFilling } from '../../main/journeys/fillDraft.ts'
import { logOut } from '../../main/journeys/logIn.ts'
import { lookAtBill, payBill } from '../../main/journeys/pay.ts'
import { createPending } from '../../main/journeys/pending.ts'
import { refreshMandates } from '../../main/journeys/portalMandates.ts'
import { reviewDraft } from '../../main/journeys/reviewDraft.ts'
import { withdrawApplication } from '../../main/journeys/sendApplication.ts'
import { formOf, jpeg, named, pdf } from '../../practice/portal/testApplication.ts'
import { registerMandate } from '../../practice/portal/testMandate.ts'
import { bodyOf } from '../../practice/portal/testPortal.ts'
import type { Bill } from '../../preload/shapes/payments.ts'
import { type Applying, openApplying, sentOf } from '../support/applying.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { failureOf } from '../support/stage.ts'

let taro: Applying
let hanako: Applying
const folder = temporaryFolder()
const file = (name: string, bytes: Uint8Array): { path: string } => {
  const path = join(folder.path, name)
  writeFileSync(path, bytes)
  return { path }
}
beforeAll(async () => {
  taro = await openApplying('taro')
})
afterAll(async () => {
  await taro.close()
  folder.remove()
})
beforeEach(() => {
  taro.asked.length = 0
  taro.typed = undefined
})

const decided = async (who: Applying, receiptNo: string) => {
  who.wait(60_000)
  return who.refreshed(receiptNo)
}
/** Begun, typed and sent, with what is to be attached. */
async function applied(
  who: Applying,
  procedure: string,
  of: string,
  files: Readonly<Record<string, { path: string }>> = {},
) {
  const { draft } = await who.begin(procedure)
  await who.save(draft.id, formOf(who.portal, procedure, of))
  for (const [rule, given] of Object.entries(files)) await who.attach(draft.id, rule, given)
  return sentOf(await who.send(draft.id))
}
const acts = async (who: Applying) =>
  (await who.stage.drawer.ledger()).map(({ act, outcome, purpose }) => `${act} ${outcome} ${purpose ?? ''}`.trim())

describe('carried through', () => {
  it('引越し: several people with one card, signed with the signing key, and what follows as one list', async () => {
    const { draft, form } = await taro.begin('moving-out')
    expect(form.signature).toBe('sign')
    const opened = await taro.save(draft.id, formOf(taro.portal, 'moving-out', 'taro'))
    expect(opened.faults).toEqual([])
    const review = await taro.review(draft.id)
    expect(review).toMatchObject({
      to: '練習区役所',
      as: { actor: '練習　太郎', applicant: '練習　太郎', standing: 'self' },
      signature: 'sign',
    })
    expect(review.rows).toContainEqual({
      pointer: '/form/movers/1/name',
      label: ['引っ越す人 2', '氏名'],
      value: '練習　花子',
      source: { from: 'typed' },
    })
    const receipt = sentOf(await taro.send(draft.id, review.seen))
    expect(taro.asked).toEqual(['signature'])
    expect(receipt).toMatchObject({ status: 'sent', label: '送信済', withdrawable: true })
    expect(receipt.receiptNo).toMatch(/^\d{8}-\d{8}$/)
    expect(await decided(taro, receipt.receiptNo)).toMatchObject({ status: 'completed', label: '処理完了' })
    const { followUps } = await readBoard(taro.stage.drawer)
    expect(followUps.map(({ title, who }) => `${title} ${who}`)).toEqual(
      expect.arrayContaining(['児童手当の認定請求 練習　太郎', '介護保険の受給資格の引き継ぎ 練習　ウメ']),
    )
    expect(await listDrafts(taro.stage)).toEqual([])
    expect(await acts(taro)).toContain('apply done 引越し手続（転出届・来庁予定の連絡）')
  })

  it('児童手当: the claimant signs, and shows chosen attributes of the insurance in place of a copy', async () => {
    const card = await taro.stage.receive('health-insurance')
    const { draft } = await taro.begin('child-allowance')
    await taro.save(draft.id, formOf(taro.portal, 'child-allowance', 'taro'))
    const attached = await taro.attach(draft.id, 'insurance', {
      kind: 'credential',
      credentialId: card.id,
      attributes: ['/number'],
    })
    expect(attached.faults).toEqual([])
    const { attachments, seen } = await taro.review(draft.id)
    expect(attachments[0]?.attributes?.map(({ label }) => label.ja)).toEqual(['保険者名', '番号', '氏名', '生年月日'])
    const { receiptNo } = sentOf(await taro.send(draft.id, seen))
    expect(await decided(taro, receiptNo)).toMatchObject({ status: 'completed' })
    const [entry] = (await taro.stage.drawer.ledger()).filter(({ act }) => act === 'apply')
    expect(entry?.items).toMatchObject([{ attributes: expect.arrayContaining([{ ja: '番号', en: 'Number' }]) }])
    expect(JSON.stringify(entry)).not.toContain('練習　太郎"')
  })

  it('給付金: sent back, corrected with what was sent before in it, and completed', async () => {
    const licence = await taro.stage.receive('licence')
    const { draft } = await taro.begin('benefit')
    await taro.save(draft.id, { ...formOf(taro.portal, 'benefit', 'taro'), members: 4 })
    await taro.attach(draft.id, 'passbook', file('通帳.jpg', jpeg))
    await taro.attach(draft.id, 'identity', {
      kind: 'credential',
      credentialId: licence.id,
      attributes: ['/org.iso.18013.5.1/resident_address'],
    })
    const { receiptNo } = sentOf(await taro.send(draft.id))
    expect((await taro.stage.drawer.papers()).filter(({ kind }) => kind === 'attachment')).toEqual([])
    expect(await decided(taro, receiptNo)).toMatchObject({ status: 'returned', correctable: true })
    const correction = await taro.correct(receiptNo)
    expect(correction.draft).toMatchObject({
      corrects: receiptNo,
      form: { members: 4 },
      sources: { '/phone': { from: 'earlier', name: '練習生活応援給付金' } },
    })
    expect(correction.faults).toEqual([{ pointer: '/form/members', message: '登録は5人です' }])
    expect((await taro.correct(receiptNo)).draft.id).toBe(correction.draft.id)
    const right = await taro.save(correction.draft.id, { ...correction.draft.form, members: 5 })
    expect(right.faults).toEqual([])
    expect(right.draft.sources).not.toHaveProperty('/members')
    expect(sentOf(await taro.send(correction.draft.id))).toMatchObject({ receiptNo, status: 'sent' })
    expect(await decided(taro, receiptNo)).toMatchObject({ status: 'completed' })
  })

  it('納税証明書: applied for, its fee paid, received and kept', async () => {
    const { receiptNo } = await applied(taro, 'tax-certificate', 'taro')
    const { fee, status } = await decided(taro, receiptNo)
    expect(status).toBe('payment_wait')
    const pending = createPending<Bill>(taro.stage.ports.now)
    const paying = { ...taro.where(), pending }
    const { pendingId, bill } = await lookAtBill(taro.stage.ports, paying, fee ?? expect.unreachable())
    expect(bill.amount).toBe(740)
    await payBill(taro.stage.ports, { ...paying, pendingId })
    const { status: after, documents } = await decided(taro, receiptNo)
    expect(after).toBe('completed')
    expect(documents.map(({ media }) => media).sort()).toEqual(['application/pdf', 'application/xml'])
    expect((await taro.stage.drawer.papers()).filter(({ kind }) => kind === 'taxCertificate')).toHaveLength(2)
  })

  it('公金受取口座: with the log-in key', async () => {
    const { receiptNo } = await applied(taro, 'public-account', 'taro')
    expect(taro.asked).toEqual(['authentication'])
    expect(await decided(taro, receiptNo)).toMatchObject({ status: 'completed' })
  })

  it('保育・就学: the missing certificate is asked back and attached', async () => {
    const given = { 'employment-1': file('就労証明書.pdf', pdf) }
    const { receiptNo } = await applied(taro, 'childcare', 'taro', given)
    expect(taro.asked).toEqual([])
    expect(await decided(taro, receiptNo)).toMatchObject({ status: 'returned' })
    const { draft, faults } = await taro.correct(receiptNo)
    expect(faults).toMatchObject([{ pointer: '/attachments/employment-2' }])
    expect((await taro.attach(draft.id, 'employment-2', file('もう一枚.pdf', pdf))).faults).toEqual([])
    sentOf(await taro.send(draft.id))
    expect(await decided(taro, receiptNo)).toMatchObject({ status: 'completed' })
  })

  it('要介護認定: by family for somebody whose card has no PIN', async () => {
    const { name, birth_date: birthDate } = named(taro.portal, 'ume')
    const { draft } = await taro.begin('care-need', { kind: 'family', name, birthDate })
    expect(draft.form).toEqual({ insured: { name, birth_date: birthDate } })
    await taro.save(draft.id, formOf(taro.portal, 'care-need', 'ume'))
    expect(await listDrafts(taro.stage)).toMatchObject([{ forWhom: name }])
    expect((await listDrafts(taro.stage))[0]).not.toHaveProperty('form')
    expect((await taro.review(draft.id)).as).toEqual({ actor: '練習　太郎', applicant: name, standing: 'family' })
    const receipt = sentOf(await taro.send(draft.id))
    expect(receipt).toMatchObject({ standing: 'family', applicant: { name, me: false }, actor: { me: true } })
    expect(await decided(taro, receipt.receiptNo)).toMatchObject({ status: 'completed' })
  })

  it('パスポート: of a small child by the mandate of a parent, who signs', async () => {
    const mandate = await bodyOf(await registerMandate(taro.portal, { principal: 'haruto', agent: 'taro' }))
    await refreshMandates(taro.stage.ports, taro.where())
    const { draft } = await taro.begin('passport', { kind: 'mandate', id: String(mandate['id']) })
    expect(draft).toMatchObject({ form: { name: '練習　はると' }, sources: { '/name': { from: 'mandate' } } })
    await taro.save(draft.id, formOf(taro.portal, 'passport', 'haruto'))
    const [fault] = (await openDraft(taro.where(), draft.id)).faults
    expect(fault).toEqual({ pointer: '/attachments/photo', message: 'この書類を付けてください。' })
    await taro.attach(draft.id, 'photo', file('顔写真.jpg', jpeg))
    expect((await taro.review(draft.id)).as).toMatchObject({ applicant: '練習　はると', standing: 'legal' })
    const receipt = sentOf(await taro.send(draft.id))
    expect(receipt).toMatchObject({ standing: 'legal', applicant: { name: '練習　はると' }, actor: { me: true } })
    expect(taro.asked).toEqual(['signature'])
    taro.wait(60_000)
    const { status } = await taro.refreshed(receipt.receiptNo)
    expect(status).toBe('completed')
  })
})

describe('by the other parent', () => {
  beforeAll(async () => {
    hanako = await openApplying('hanako')
  })
  afterAll(() => hanako.close())

  it('児童手当 is rejected in words that say who has to claim', async () => {
    const { receiptNo } = await applied(hanako, 'child-allowance', 'hanako')
    const { status, history } = await decided(hanako, receiptNo)
    expect(status).toBe('rejected')
    expect(history.at(-1)?.note).toContain('もう一方の親')
  })

  it('an employer’s 社会保険 has an arrival number and is corrected', async () => {
    const form = formOf(hanako.portal, 'social-insurance', 'hanako')
    const { draft } = await hanako.begin('social-insurance')
    await hanako.save(draft.id, {
      ...form,
      employees: [{ number: 1, name: '見本', pay: [1, 1, 1], days: [0, 20, 20] }],
    })
    expect((await hanako.review(draft.id)).as.standing).toBe('officer')
    const { receiptNo, arrivalNo } = sentOf(await hanako.send(draft.id))
    expect(arrivalNo).toMatch(/^A\d{16}$/)
    expect(await decided(hanako, receiptNo)).toMatchObject({ status: 'returned' })
    const correction = await hanako.correct(receiptNo)
    await hanako.save(correction.draft.id, form)
    sentOf(await hanako.send(correction.draft.id))
    expect(await decided(hanako, receiptNo)).toMatchObject({
      status: 'completed',
      documents: [{ media: 'application/pdf' }],
    })
  })
})

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
    expect((await acts(taro)).filter((act) => act.startsWith('apply')).slice(0, 2)).toEqual([
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

describe('filled by the wallet', () => {
  it('about whom it concerns: what the card said goes when that is somebody else, what was typed stays', async () => {
    const { draft } = await taro.begin('care-need')
    const { id } = draft
    await taro.save(id, { phone: '090-0000-0001' })
    const own = await taro.fill(id, { kind: 'card', by: 'pin' })
    expect(own.draft.form).toMatchObject({ insured: { name: '練習　太郎' } })
    const { name, birth_date: birthDate } = named(taro.portal, 'ume')
    const whom = { kind: 'family', name, birthDate } as const
    const others = await taro.concern(id, whom)
    expect(others.draft).toMatchObject({
      form: { insured: { name, birth_date: birthDate }, address: '', phone: '090-0000-0001' },
      onBehalf: { name },
    })
    expect(others.draft.sources).not.toHaveProperty('/address')
    expect((await taro.concern(id, whom)).draft.form).toEqual(others.draft.form)
    const offers = await offerFilling(taro.where(), id, taro.stage.ports.now().toISOString())
    expect([offers.card, offers.credentials]).toEqual([[], []])
    expect(await failureOf(taro.fill(id, { kind: 'card', by: 'pin' }))).toEqual({ code: 'draft.forOther' })
    await dropDraft(taro.stage, id)
  })

  it('from the card, from a credential and from before, each with its source; what was typed stays', async () => {
    const { draft } = await taro.begin('benefit')
    const { id } = draft
    await taro.save(id, { phone: '090-0000-0001' })
    const at = taro.stage.ports.now().toISOString()
    const offers = await offerFilling(taro.where(), id, at)
    expect(offers.card).toEqual(['/head', '/address'])
    expect(taro.asked).toEqual([])
    const byCard = await taro.fill(id, { kind: 'card', by: 'pin' })
    expect(taro.asked).toEqual(['input'])
    expect(byCard.draft.form).toMatchObject({ head: '練習　太郎', phone: '090-0000-0001' })
    expect(byCard.draft.sources['/head']).toMatchObject({ from: 'card' })
    const insurance = offers.credentials.find(({ name }) => name.ja.includes('健康保険'))
    expect(insurance?.places).toContain('/account/holder_kana')
    const byCredential = await taro.fill(id, { kind: 'credential', credentialId: insurance?.credentialId ?? '' })
    expect(byCredential.draft.sources['/account/holder_kana']).toMatchObject({
      from: 'credential',
      name: insurance?.name.ja,
    })
    // What the card gave stays the card's.
    expect(byCredential.draft.sources['/head']).toMatchObject({ from: 'card' })
    const [before] = offers.earlier.filter(({ title }) => title === '練習生活応援給付金')
    const byEarlier = await taro.fill(id, { kind: 'earlier', receiptNo: before?.receiptNo ?? '' })
    expect(byEarlier.draft.form).toMatchObject({ members: 5, account: { number: '0000001' }, phone: '090-0000-0001' })
    expect(byEarlier.draft.form).not.toHaveProperty('consent')
    const typed = await taro.save(id, { ...byEarlier.draft.form, members: 3 })
    expect(typed.draft.sources).not.toHaveProperty('/members')
    expect(typed.draft.sources['/account/number']).toMatchObject({ from: 'earlier', name: '練習生活応援給付金' })
  })
})
