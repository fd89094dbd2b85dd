// Every procedure that a family has, carried through at the practice portal: filled in, looked at, signed, sent, decided, kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBoard } from '../../main/journeys/board.ts'
import { listDrafts, openDraft } from '../../main/journeys/drafts.ts'
import { lookAtBill, payBill } from '../../main/journeys/pay.ts'
import { createPending } from '../../main/journeys/pending.ts'
import { refreshMandates } from '../../main/journeys/portalMandates.ts'
import { formOf, jpeg, named, pdf } from '../../practice/portal/testApplication.ts'
import { registerMandate } from '../../practice/portal/testMandate.ts'
import { bodyOf } from '../../practice/portal/testPortal.ts'
import type { Bill } from '../../preload/shapes/payments.ts'
import {
  type Applying,
  applied,
  applyingInFile,
  decided,
  filesToAttach,
  openApplying,
  sentOf,
} from '../support/applying.ts'

let hanako: Applying
const file = filesToAttach()
const taro = await applyingInFile('taro')

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
    expect(await taro.acts()).toContain('apply done 引越し手続（転出届・来庁予定の連絡）')
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
