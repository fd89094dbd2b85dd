// What papers say: each form by its content, and what is refused.
import { beforeAll, describe, expect, it } from 'vitest'
import { makePdf } from '../../practice/portal/documents/pdf.ts'
import { signedXml } from '../../practice/portal/documents/signedXml.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { verifierProcess } from '../../tests/support/processes.ts'
import { dayOf } from './facts.ts'
import { measuredSeries, ofSamePerson } from './kept.ts'
import { isMyNumber } from './myNumber.ts'
import { fileName, paperName } from './names.ts'
import { readApart } from './readApart.ts'
import { type PaperTrust, readPaper } from './readPaper.ts'

const now = new Date()
let world: World
let trust: PaperTrust
beforeAll(async () => {
  world = await sharedWorld(() => now)
  trust = { issuers: world.trust().issuers, documents: { anchors: [] }, issuerKeys: [] }
})
const utf8 = (text: string) => Uint8Array.from(Buffer.from(text, 'utf8'))
const read = (text: string | Uint8Array) => readPaper(typeof text === 'string' ? utf8(text) : text, trust, now)
const failing = async (text: string | Uint8Array) => {
  const failure = await read(text).catch((error: { failure?: { code: string } }) => error.failure?.code)
  return failure
}
/** One observation of a check-up. */
const observation = (code: string, value: string, name = '') =>
  `<entry><observation><code code="${code}"${name === '' ? '' : ` displayName="${name}"`}/><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ${value}/></observation></entry>`
const checkup = (day: string, ...observations: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3"><effectiveTime value="${day}"/><recordTarget><patientRole><patient><name>架空 太郎</name></patient></patientRole></recordTarget>${observations.join('')}</ClinicalDocument>`

describe('a paper', () => {
  it('of medicines is a list of days, newest first, of nobody’s signature', async () => {
    const inf = (day: string, drug: string) =>
      `<MeTrMonthInf><MedicalInstitutionName>架空薬局</MedicalInstitutionName><DiDateInfs><DiDateInf><DiDate>${day}</DiDate><DrugInfs><DrugInf><DrugC>1</DrugC><DrugN>${drug}</DrugN></DrugInf></DrugInfs></DiDateInf></DiDateInfs></MeTrMonthInf>`
    const xml = `<Message><MessageHeader><QualificationsInfo><Name>架空 太郎</Name></QualificationsInfo></MessageHeader><MessageBody>${inf('20260101', 'A &amp; B')}${inf('20260301', 'C')}</MessageBody></Message>`
    expect(await read(xml)).toMatchObject({
      kind: 'drugs',
      sheet: {
        holder: '架空 太郎',
        asOf: '2026-03-01',
        dispensed: [
          { on: '2026-03-01', institution: '架空薬局', drugs: [{ name: 'C' }] },
          { on: '2026-01-01', drugs: [{ name: 'A & B' }] },
        ],
      },
      verdict: { state: 'unsigned', form: null },
    })
  })

  it('of a check-up has numbers with their units, words where there are no numbers, and a course over the years', async () => {
    const pressure = (value: number) => observation('9A751000000000001', `xsi:type="PQ" value="${value}" unit="mm[Hg]"`)
    const words = observation('9N501000000000011', 'xsi:type="CD" code="2" displayName="所見なし"', '判定')
    const [older, newer] = [
      await read(checkup('20240615', pressure(124), words)),
      await read(checkup('20260615', pressure(130))),
    ]
    expect(older.sheet?.measured).toEqual([
      { code: '9A751000000000001', label: '収縮期血圧', value: '124', number: 124, unit: 'mmHg' },
      { code: '9N501000000000011', label: '判定', value: '所見なし', unit: '' },
    ])
    const paper = {
      kind: 'checkup',
      name: { ja: '', en: '' },
      media: '',
      size: 0,
      sha256: '',
      source: { from: 'file', name: '' },
      receivedAt: '',
    } as const
    const kept = [newer, newer, older].map((one, at) => ({ paper: { ...paper, id: String(at) }, read: one }))
    expect(measuredSeries(kept)).toMatchObject([
      {
        code: '9A751000000000001',
        points: [
          { on: '2024-06-15', value: 124 },
          { on: '2026-06-15', value: 130, paperId: '0' },
        ],
      },
    ])
    const others = await read(checkup('20250615', pressure(110)).replace('架空 太郎', '架空 花子'))
    const all = [...kept, { paper: { ...paper, id: 'hers' }, read: others }]
    expect(ofSamePerson(all, 'hers').map(({ paper: { id } }) => id)).toEqual(['hers'])
    expect(ofSamePerson(all, '0').map(({ paper: { id } }) => id)).toEqual(['0', '1', '2'])
  })

  it('signed by an office says only what is signed', async () => {
    const facts: [string, string][] = [
      ['Realm', 'practice'],
      ['Title', '見本控除証明書'],
      ['Year', '2025'],
      ['Name', '架空 太郎'],
      ['Premium', '84000'],
    ]
    const xml = signedXml('Deduction', 'urn:tefuda:practice:deduction:1', facts, world.signers.credentialIssuer)
    expect(await read(xml)).toMatchObject({
      kind: 'deduction',
      sheet: {
        title: { ja: '見本控除証明書' },
        practice: true,
        facts: [{ value: { ja: '2025' } }, { value: { ja: '84000' }, as: 'yen' }],
      },
      verdict: { state: 'valid' },
    })
    const changed = Buffer.from(xml).toString('utf8').replace('84000', '94000')
    expect((await read(changed)).verdict.state).toBe('invalid')
  })

  it('of a form that is not known is shown by the names of its parts', async () => {
    expect(await read('<Form><Head><Title>x</Title></Head><Year>2026</Year></Form>')).toMatchObject({
      kind: 'other',
      sheet: { plain: true, facts: [{ label: { ja: 'Title' }, value: { ja: 'x' } }, { label: { ja: 'Year' } }] },
    })
  })

  it('that is a PDF is shown as it is', async () => {
    expect(await read(makePdf({ title: 'x', lines: [] }))).toMatchObject({
      kind: 'other',
      sheet: null,
      verdict: { state: 'unsigned' },
    })
    expect(await failing(utf8('%PDF-1.7 and nothing more'))).toBe('document.broken')
  })

  it.each([
    ['text', 'hello'],
    ['JSON of something else', '{"a":1}'],
    ['nothing', ''],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
  ])('is not %s', async (_, given) => {
    expect(['paper.notUnderstood', 'paper.broken']).toContain(await failing(given))
  })

  it('that is damaged, brings a document type, or is too deep or too large is refused', async () => {
    expect(await failing('<Message><MessageBody></Message>')).toBe('paper.broken')
    expect(await failing('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBe('paper.broken')
    expect(await failing('<a>'.repeat(100) + '</a>'.repeat(100))).toBe('paper.broken')
    expect(await failing(`<a>${'x'.repeat(6 * 1024 * 1024)}</a>`)).toBe('paper.tooLarge')
  })

  it('with a 個人番号 in it is recognised by name and check digit', async () => {
    // The vectors of the facts file, 9.1.
    expect(['123456789018', '983205673214', '1234-5678-9018', '１２３４５６７８９０１８'].map(isMyNumber)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['123456789017', '12345678901', '301234567810x'].map(isMyNumber)).toEqual([false, false, false])
    const holds = async (xml: string) => (await read(xml)).holdsNumber
    expect(await holds('<a><個人番号>123456789018</個人番号></a>')).toBe(true)
    expect(await holds('<a><b><Label>個人番号</Label><Value>123456789018</Value></b></a>')).toBe(true)
    expect(await holds('<a><MyNumber value="x">1234 5678 9018</MyNumber></a>')).toBe(true)
    expect(await holds('<a><番号>123456789018</番号></a>')).toBe(false)
    expect(await holds('<a><個人番号>なし</個人番号></a>')).toBe(false)
  })

  it('is read in a process of its own, one that cannot be read beside others that can', async () => {
    const apart = { startVerifierProcess: verifierProcess, signal: new AbortController().signal }
    const answers = await readApart(
      apart,
      [utf8('<a>1</a>'), utf8('hello'), utf8('<a><個人番号>123456789018</個人番号></a>')],
      trust,
      now,
    )
    expect(answers).toMatchObject([
      { read: { kind: 'other' }, holdsNumber: false },
      { failure: { code: 'paper.notUnderstood' } },
      { holdsNumber: true },
    ])
    await expect(readApart({ ...apart, patience: 1 }, [utf8('<a/>')], trust, now)).rejects.toMatchObject({
      failure: { code: 'paper.unread' },
    })
  })
})

describe('the words of papers', () => {
  it('read days as they are written, and no others', () => {
    expect(['20260615', '2026-06-15', '20260615093000+0900', '2026-06-15T00:00:00Z'].map(dayOf)).toEqual(
      Array(4).fill('2026-06-15'),
    )
    expect(['20260231', '2026', 'x', '', '99999999'].map(dayOf)).toEqual(Array(5).fill(undefined))
  })

  it('name a file so that every system takes it, with its ending once', () => {
    const named = (ja: string, media: string) => fileName({ name: { ja, en: ja }, media }, 'ja')
    expect(named('納税証明書_1.xml', 'application/xml')).toBe('納税証明書_1.xml')
    expect(named('../a/b:c?', 'application/pdf')).toBe('__a_b_c_.pdf')
    expect(named('.hidden', 'text/plain')).toBe('_hidden.txt')
    expect(paperName('other', null, 'letter.pdf')).toEqual({ ja: 'letter.pdf', en: 'letter.pdf' })
  })
})
