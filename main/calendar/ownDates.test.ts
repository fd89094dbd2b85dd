import { expect, test } from 'vitest'
import { application } from '../../preload/shapes/applications.ts'
import type { MandateList } from '../../preload/shapes/mandates.ts'
import { cardCertificateNames } from '../certificates/cardCertificateNames.ts'
import type { CredentialEnding } from '../drawer/contract/credentials.ts'
import { type DateSources, datesOf } from './ownDates.ts'

const nothing: DateSources = {
  endings: [],
  kept: [],
  portalMandates: [],
  applications: [],
  bills: [],
  followUpsDone: [],
}
const shown = (sources: Partial<DateSources>) =>
  datesOf({ ...nothing, ...sources }).map(({ kind, name, on }) => [on, kind, name?.ja ?? ''].join(' ').trim())
const ending = (kind: CredentialEnding['kind'], ja: string, validUntil: string) => ({
  kind,
  name: { ja, en: ja },
  validUntil,
})
const kept = (id: string, what: 'authentication' | 'card' | 'own', on: string, name?: string) =>
  ({
    portal: '',
    kind: 'date',
    id,
    content: { what, on, notedAt: '2026-11-26T00:00:00Z', ...(name && { name }) },
  }) as const

test('what ends, the earliest first, as days in Japan; a renewed one hides the one before', () => {
  const endings = [
    ending('licence', '架空 運転免許証', '2027-03-31T15:00:00Z'),
    ending('insurance', '架空 健康保険', '2026-12-31T14:59:59Z'),
    ending('insurance', '架空 健康保険', '2025-12-31T14:59:59Z'),
    ending('other', '架空 会員証', 'no date'),
  ]
  expect(shown({ endings })).toEqual(['2026-12-31 insurance 架空 健康保険', '2027-04-01 licence 架空 運転免許証'])
})

test('the licence itself ends on another day than its credential', () => {
  const licence = { ...ending('licence', '架空 運転免許', '2027-03-31T15:00:00Z'), attestedUntil: '2029-02-25' }
  expect(shown({ endings: [licence] })).toEqual([
    '2027-04-01 licence 架空 運転免許',
    '2029-02-25 licenceEnds 架空 運転免許',
  ])
})

test('a certificate that the card told of and one that is kept are one thing, by the later end', () => {
  const { authentication } = cardCertificateNames
  const endings = [ending('certificate', authentication.ja, '2026-05-05T14:59:59Z')]
  expect(shown({ endings, kept: [kept('authentication', 'authentication', '2031-05-05')] })).toEqual([
    `2031-05-05 authentication ${authentication.ja}`,
  ])
  expect(shown({ kept: [kept('card', 'card', '2030-01-02'), kept('x', 'own', '2029-01-01', '旅券')] })).toEqual([
    '2029-01-01 own 旅券',
    '2030-01-02 card',
  ])
})

const mandate = {
  id: '00000000-0000-4000-8000-000000000001',
  scope: [],
  from: '2026-01-01T00:00:00Z',
  ended: null,
}

test('mandates in force, and the birthdays of a child in its own drawer and in its guardian’s', () => {
  const list = (more: Partial<MandateList>): MandateList => ({
    given: [],
    held: [],
    reminders: [],
    endedNow: [],
    child: null,
    ...more,
  })
  const agent = { personId: 'p', name: '架空 花子' }
  const principal = { drawerId: 'd', name: '架空 はる' }
  const ended = { at: '2026-02-01T00:00:00Z', why: 'principal' as const }
  const given = [
    { ...mandate, basis: 'appointed' as const, until: '2027-01-31', agent },
    { ...mandate, basis: 'appointed' as const, until: '2027-02-28', agent, ended },
  ]
  expect(shown({ mandates: list({ given }) })).toEqual(['2027-01-31 mandateGiven 架空 花子'])
  const held = [{ ...mandate, basis: 'guardian' as const, until: '2038-04-01', principal, slotId: 's' }]
  expect(shown({ mandates: list({ held }) })).toEqual(['2038-04-02 ofAge 架空 はる'])
  const child = { fifteenOn: '2035-04-02', ofAgeOn: '2038-04-02', ofAge: false }
  const guardian = [{ ...mandate, basis: 'guardian' as const, until: '2038-04-01', agent }]
  expect(shown({ mandates: list({ given: guardian, child }) })).toEqual(['2035-04-02 fifteen', '2038-04-02 ofAge'])
})

const at = '2026-11-01T00:00:00Z'
const sent = application.parse({
  receiptNo: '20261101-00000001',
  procedure: 'moving-out',
  title: '転出届',
  applicant: { name: '架空 太郎', me: true },
  actor: { name: '架空 太郎', me: true },
  standing: 'self',
  submittedAt: at,
  status: 'payment_wait',
  label: '納付待ち',
  history: [],
  form: {},
  fee: { amount: 300, paymentNumber: '1', confirmationNumber: '2', dueOn: '2026-12-10' },
  followUps: [
    { title: '転入届', who: '太郎', basis: '住民基本台帳法', dueOn: '2026-12-15' },
    { title: '児童手当', who: '太郎', basis: '児童手当法', dueOn: '2026-12-16' },
    { title: '電気', who: '太郎', basis: '' },
  ],
  documents: [],
  correctable: false,
  withdrawable: true,
  asOf: at,
})

test('deadlines that an application brings, until they are done, paid, or it is over', () => {
  const place = { portal: 'practice', id: sent.receiptNo }
  const applications = [{ ...place, kind: 'application' as const, content: sent }]
  expect(shown({ applications })).toEqual([
    '2026-12-10 payment 転出届',
    '2026-12-15 followUp 転入届',
    '2026-12-16 followUp 児童手当',
  ])
  const done = { portal: 'practice', kind: 'followUpDone' as const, id: `${sent.receiptNo}:0`, content: { at } }
  const bill = {
    id: 'b',
    kind: 'fee' as const,
    title: '手数料',
    amount: 300,
    dueOn: '2026-12-10',
    receiptNo: sent.receiptNo,
    numbers: { paymentNumber: '0'.repeat(16), confirmationNumber: '0'.repeat(6) },
    asOf: at,
  }
  const bills = [{ portal: 'practice', kind: 'bill' as const, id: 'b', content: bill }]
  expect(shown({ applications, followUpsDone: [done], bills })).toEqual([
    '2026-12-10 payment 手数料',
    '2026-12-16 followUp 児童手当',
  ])
  const paid = [{ ...bills[0], content: { ...bill, paidAt: at } } as (typeof bills)[number]]
  expect(shown({ applications, followUpsDone: [done], bills: paid })).toEqual(['2026-12-16 followUp 児童手当'])
  expect(
    shown({ applications: [{ ...place, kind: 'application', content: { ...sent, status: 'withdrawn' } }] }),
  ).toEqual([])
})
