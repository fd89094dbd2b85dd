// What leaves the ledger for people: filtered entries, exports, letters.
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../../preload/shapes/ledger.ts'
import { canonicalBytes } from '../drawer/canonical.ts'
import { exportedCsv, exportedJson } from './exported.ts'
import { filterEntries } from './filter.ts'
import { signHead } from './head.ts'
import { buildLetter } from './letter.ts'

const names = (...list: [string, string][]) => list.map(([ja, en]) => ({ ja, en }))
const share: LedgerEntry = {
  id: 'a1b2',
  place: 7,
  // The 24th in Japan.
  at: '2026-11-23T15:30:00.000Z',
  act: 'share',
  outcome: 'done',
  party: '練習クリニック受付',
  actor: { name: '練習 花子', basis: 'guardian', mandateId: 'm1' },
  principal: { name: '練習 はると' },
  purpose: '診療の受付',
  contact: {
    host: 'clinic.example',
    certificateSubject: 'CN=Clinic',
    privacyPolicy: 'https://clinic.example/privacy',
    contact: 'clinic@example.jp',
  },
  items: [
    { credential: { ja: '健康保険', en: 'Insurance' }, attributes: names(['氏名', 'Name'], ['カナ氏名', 'Kana']) },
  ],
}
const refused: LedgerEntry = {
  id: 'c3d4',
  place: 9,
  at: '2026-11-24T15:00:00.000Z',
  act: 'share',
  outcome: 'refused',
  failure: 'verifier.overAsks',
  party: '=HYPERLINK("https://evil.example")',
  contact: { host: 'evil.example' },
  items: [{ credential: { ja: '求めすぎ', en: 'Too much' }, attributes: names(['income', 'income']) }],
}
const logIn: LedgerEntry = {
  id: 'e5f6',
  place: 3,
  at: '2026-11-20T00:00:00.000Z',
  act: 'logIn',
  outcome: 'failed',
  failure: 'card.pinWrong',
  party: '',
  items: [],
}
const all = [refused, share, logIn]

describe('the filter', () => {
  const ids = (filter: Parameters<typeof filterEntries>[1]) => filterEntries(all, filter).map(({ id }) => id)

  it('narrows by each of its members, and by all together', () => {
    expect(ids({})).toEqual(['c3d4', 'a1b2', 'e5f6'])
    expect(ids({ acts: ['logIn'] })).toEqual(['e5f6'])
    expect(ids({ outcomes: ['done', 'failed'] })).toEqual(['a1b2', 'e5f6'])
    expect(ids({ party: '練習クリニック受付' })).toEqual(['a1b2'])
    expect(ids({ party: '練習クリニック' })).toEqual([])
    expect(ids({ acts: ['share'], outcomes: ['refused'], text: 'income' })).toEqual(['c3d4'])
    expect(ids({ acts: ['logIn'], outcomes: ['done'] })).toEqual([])
  })

  it('counts days in Japan, both ends included', () => {
    expect(ids({ from: '2026-11-24', until: '2026-11-24' })).toEqual(['a1b2'])
    expect(ids({ until: '2026-11-23' })).toEqual(['e5f6'])
    expect(ids({ from: '2026-11-25' })).toEqual(['c3d4'])
  })

  it('finds words in either language, width, case and kana', () => {
    for (const text of ['INSURANCE', 'ｉｎｓｕｒａｎｃｅ', 'かな', 'カナ', 'ｶﾅ', '診療', 'くりにっく', ' 氏名 '])
      expect(ids({ text })).toEqual(['a1b2'])
    expect(ids({ text: 'nothing of it' })).toEqual([])
    expect(ids({ text: '  ' })).toEqual(['c3d4', 'a1b2', 'e5f6'])
  })
})

describe('CSV', () => {
  const lines = (language: 'ja' | 'en') => exportedCsv({ entries: all }, language).split('\r\n')

  it('is RFC 4180 that a spreadsheet reads as UTF-8', () => {
    expect(lines('ja')[0]).toBe(
      '\ufeff番号,日時,行為,結果,相手,目的,証明と項目,失敗,宛先,控えの番号,操作した人,根拠,本人',
    )
    expect(lines('ja')[2]).toBe(
      '7,2026-11-23T15:30:00.000Z,提示,完了,練習クリニック受付,診療の受付,健康保険：氏名、カナ氏名,,clinic.example,a1b2,練習 花子,法定代理（親権者など）,練習 はると',
    )
    expect(lines('en')[3]).toBe('3,2026-11-20T00:00:00.000Z,Log-in,failed,,,,card.pinWrong,,e5f6,,,')
    expect(lines('en').at(-1)).toBe('')
  })

  it('makes no formula of a name that a stranger gave itself', () => {
    expect(lines('en')[1]).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
    for (const party of ['+1', '-1', '@SUM(1)', '\t=1', '|x', ' =1', '＝1', '＠SUM(1)'])
      expect(exportedCsv({ entries: [{ ...share, party }] }, 'en')).toMatch(/,"?'/)
  })
})

describe('JSON', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const row = {
    seq: 1,
    entryId: 'a1b2',
    content: '{}',
    salt: new Uint8Array(16),
    commitment: new Uint8Array(32),
    hash: new Uint8Array(32).fill(3),
  }
  const at = '2026-11-25T00:00:00.000Z'
  const head = signHead({ count: 1, hash: row.hash }, at, privateKey)
  const parts = { entries: all, rows: [row], head, receipt: '1-AAAA', at }

  it('holds the chain and a head that anybody can verify, where nothing was filtered', () => {
    const told = JSON.parse(exportedJson({ ...parts, filter: undefined }))
    expect(told).toMatchObject({ format: 'tefuda-ledger', version: 1, receipt: '1-AAAA', entries: all })
    expect(told.rows).toEqual([
      {
        seq: 1,
        entryId: 'a1b2',
        content: '{}',
        salt: 'A'.repeat(22),
        commitment: 'A'.repeat(43),
        hash: expect.any(String),
      },
    ])
    const { signature, ...signed } = told.head
    const key = createPublicKey({ key: Buffer.from(signed.publicKey, 'base64url'), format: 'der', type: 'spki' })
    const bytes = canonicalBytes({ use: 'tefuda/ledger-head/1', ...signed })
    expect(verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))).toBe(true)
    expect(signed).toMatchObject({ count: 1, hash: Buffer.from(row.hash).toString('base64url') })
  })

  it('says what it was filtered by, and then holds no chain', () => {
    const told = JSON.parse(exportedJson({ ...parts, filter: { acts: ['share'] } }))
    expect(told.filter).toEqual({ acts: ['share'] })
    expect(told).not.toHaveProperty('rows')
  })
})

describe('letters', () => {
  it('asks for deletion with all that the office needs to find it, and leaves who writes to the person', () => {
    const { addresses, subject, body } = buildLetter(share, 'deletion', 'ja')
    expect(addresses).toEqual(['clinic@example.jp', 'https://clinic.example/privacy', 'clinic.example'])
    expect(subject).toContain('消去')
    for (const part of [
      '練習クリニック受付 御中',
      '2026年11月24日 0:30（日本時間）',
      '診療の受付',
      '健康保険（氏名、カナ氏名）',
      'CN=Clinic',
      'a1b2',
      '第35条',
      '氏名：\n',
    ])
      expect(body).toContain(part)
    expect(buildLetter(share, 'deletion', 'en').body).toContain('Insurance (Name, Kana)')
  })

  it('reports abuse with what was asked for, and says that nothing was sent where nothing was', () => {
    const { addresses, body } = buildLetter(refused, 'abuse', 'ja')
    expect(addresses).toEqual(['evil.example'])
    expect(body).toContain('求められた項目の名前：求めすぎ（income）')
    expect(body).toContain('手札の判定：')
    expect(body).toContain('個人情報保護委員会')
    expect(buildLetter(refused, 'abuse', 'en').body).toContain('Attributes asked for (names): Too much (income)')
  })

  it('does without what is not known', () => {
    for (const language of ['ja', 'en'] as const)
      for (const about of ['deletion', 'abuse'] as const) {
        const { addresses, subject, body } = buildLetter(logIn, about, language)
        expect(addresses).toEqual([])
        expect(`${subject}${body}`).not.toMatch(/undefined|null|[{}|]/)
      }
  })
})
