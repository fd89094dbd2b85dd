// One question over the three formats: now, and as it was at issue; and what the practice issuer says of its people.
import { describe, expect, test } from 'vitest'
import { allHold } from '../../main/certificates/finding.ts'
import { decodeChain, encodeChain } from '../../main/credentials/chainBytes.ts'
import { cardFace, showAttributes } from '../../main/credentials/show.ts'
import { type VerifyInput, verifyCredential } from '../../main/credentials/verify.ts'
import { WalletError } from '../../main/failure.ts'
import { issueMdoc } from '../../practice/issuing/mdoc.ts'
import { issueSdJwt } from '../../practice/issuing/sdJwt.ts'
import {
  insuranceClaims,
  insuranceVct,
  japaneseNamespace,
  licenceNamespaces,
  mdlDocType,
  mdlNamespace,
} from '../../practice/issuing/types.ts'
import type { PersonFacts } from '../../practice/person.ts'
import { at, later, makeHolder, makePki } from './formatsPki.ts'

const pki = makePki()
const holder = makeHolder()
const { trust } = pki

const person: PersonFacts = {
  id: 'taro',
  name: { kanji: '練習\u3000太郎', kana: 'レンシュウ\u3000タロウ', roman: 'RENSHU TARO' },
  birthDate: '1984-05-06',
  sex: '1',
  postalCode: '1540001',
  address: '東京都世田谷区見本町９９丁目９番９号',
  municipality: { code: '13112', name: '世田谷区', roman: 'Setagaya-ku' },
  pins: {},
  card: {
    kind: 'ordinary',
    issuedOn: '2024-01-01',
    expiresOn: '2034-05-06',
    serial: '',
    securityCode: '',
    individualNumber: '',
  },
  issuedOn: {},
  insurance: {
    insurerNumber: '06139992',
    insurerName: '見本健康保険組合',
    symbol: '100',
    number: '2345',
    branch: '00',
    relation: '本人',
    insuredName: '練習\u3000太郎',
    ratio: '030',
    preschool: false,
    qualifiedOn: '2010-04-01',
    issuedOn: '2026-04-01',
    validFrom: '2026-04-01',
    validUntil: '2027-03-31',
  },
  licence: {
    number: '300799999930',
    authority: '練習県公安委員会',
    colour: '優良',
    conditions: ['AT限定'],
    kinds: [{ kind: '準中型', limits: ['5t限定', 'AT限定'], heldSince: '2007-06-03' }],
    privileges: [
      { vehicle_category_code: 'B', issue_date: '2007-06-03', expiry_date: '2029-06-06', codes: [{ code: '78' }] },
    ],
    issuedOn: '2024-05-01',
    expiresOn: '2029-06-06',
    heldAs: 'myNumberCard',
    written: { name: '練習\u3000太郎', address: '練習県見本市' },
    domicile: '練習県見本市',
    externalCharacters: {},
    changes: [],
    domicileChanges: [],
  },
  portrait: Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...new Uint8Array(100)]),
}

const sdJwt = Buffer.from(
  issueSdJwt({
    claims: insuranceClaims(person) ?? {},
    vct: insuranceVct,
    holderJwk: holder.jwk,
    signer: pki.signer('credentialIssuer'),
    iat: at,
    exp: later(30),
  }),
)
const mdoc = issueMdoc({
  docType: mdlDocType,
  namespaces: licenceNamespaces(person, '2026-11-23') ?? {},
  holderJwk: holder.jwk,
  signer: pki.signer('documentSigner'),
  validity: { signed: at, validFrom: at, validUntil: later(30) },
})
const certificate = encodeChain(pki.signer('portal').chain)

const inputs: Readonly<Record<VerifyInput['format'], VerifyInput>> = {
  'dc+sd-jwt': { format: 'dc+sd-jwt', raw: sdJwt, trust, at, holderJwk: holder.jwk, expectedType: insuranceVct },
  mso_mdoc: { format: 'mso_mdoc', raw: mdoc, trust, at, holderJwk: holder.jwk, expectedType: mdlDocType },
  x509: { format: 'x509', raw: certificate, trust, at },
}
const holds = async (input: VerifyInput) => allHold((await verifyCredential(input)).findings)

describe.each(Object.values(inputs))('$format', (input) => {
  test('holds now', async () => {
    const { findings, format } = await verifyCredential(input)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(format).toBe(input.format)
  })
  test('years later it holds as it was at issue, and not as of now', async () => {
    const years = later(2000)
    expect(await holds({ ...input, at: years })).toBe(false)
    expect(await holds({ ...input, at: years, as: 'atIssue' })).toBe(true)
    expect(await holds({ ...input, at: years.toISOString(), as: 'atIssue' })).toBe(true)
  })
  test('before it began it holds in neither way', async () => {
    const before = later(-40)
    expect(await holds({ ...input, at: before })).toBe(false)
    expect(await holds({ ...input, at: before, as: 'atIssue' })).toBe(false)
  })
  test('does not hold for a realm that knows nobody', async () => {
    const empty = { ...trust, issuers: [], mdocIssuers: [], verifiers: [], registrars: [] }
    expect(await holds({ ...input, trust: empty, as: 'atIssue' })).toBe(false)
  })
  test.each([new Uint8Array(), new Uint8Array([1, 2, 3]), Buffer.from('hello')])(
    'cannot be read from other bytes',
    async (raw) => {
      for (const as of ['now', 'atIssue'] as const) {
        const failure = await verifyCredential({ ...input, raw, as }).catch((error: unknown) => error)
        expect(failure).toBeInstanceOf(WalletError)
        expect(failure).toMatchObject({ failure: { code: 'credential.invalid' } })
      }
    },
  )
})

test('a chain is kept and read back', () => {
  const chain = [...pki.signer('portal').chain, pki.root.certificate]
  expect(decodeChain(encodeChain(chain))).toEqual(chain)
})

test('the insurance credential says what the counter needs, in a fixed order', async () => {
  const verified = await verifyCredential(inputs['dc+sd-jwt'])
  const shown = Object.fromEntries(showAttributes(verified).map(({ label, text }) => [label.ja, text.ja]))
  expect(shown).toMatchObject({
    保険者番号: '06139992',
    記号: '100',
    枝番: '00',
    生年月日: '昭和59年5月6日（1984年5月6日）',
    性別: '男',
    負担割合: '3割',
    未就学: 'いいえ',
  })
  expect(Object.keys(shown).slice(0, 5)).toEqual(['保険者番号', '保険者名', '記号', '番号', '枝番'])
  expect(cardFace(verified, 'insurance').map(({ value }) => value)).toEqual([
    '練習 太郎',
    '100・2345（00）',
    '見本健康保険組合',
    '2027-03-31',
  ])
})

test('the licence says what the standard and Japan name', async () => {
  const verified = await verifyCredential(inputs.mso_mdoc)
  const paths = new Set(verified.attributes.map(({ path }) => path.join(' ')))
  // Mandatory elements of ISO/IEC 18013-5 table 5.
  for (const element of [
    'family_name',
    'given_name',
    'birth_date',
    'issue_date',
    'expiry_date',
    'issuing_country',
    'issuing_authority',
    'document_number',
    'portrait',
    'driving_privileges',
    'un_distinguishing_sign',
  ]) {
    expect(paths).toContain(`${mdlNamespace} ${element}`)
  }
  const shown = showAttributes(verified)
  const find = (name: string) => shown.find(({ path }) => path[1] === name)
  expect(find('age_over_20')).toMatchObject({ label: { ja: '20歳以上' }, text: { ja: 'はい', en: 'Yes' } })
  expect(find('age_over_65')).toMatchObject({ text: { ja: 'いいえ' } })
  expect(find('portrait')?.picture).toMatch(/^data:image\/jpeg;base64,/)
  expect(find('licence_kinds')).toMatchObject({
    path: [japaneseNamespace, 'licence_kinds'],
    text: { ja: '準中型（5t限定、AT限定）' },
  })
  expect(shown.every(({ label }) => label.ja !== '' && !/^[a-z_]+$/.test(label.ja))).toBe(true)
  expect(cardFace(verified, 'licence').map(({ value }) => value)).toEqual([
    '練習 太郎',
    '300799999930',
    'B',
    '2029-06-06',
  ])
})

test('nobody without insurance or licence gets one', () => {
  const { insurance: _, licence: __, ...bare } = person
  expect(insuranceClaims(bare)).toBeUndefined()
  expect(licenceNamespaces(bare, '2026-11-23')).toBeUndefined()
})

test('an age is reached on the birthday, not before', () => {
  const ages = (today: string) => licenceNamespaces({ ...person, birthDate: '2006-11-23' }, today)?.[mdlNamespace]
  expect(ages('2026-11-22')).toMatchObject({ age_over_18: true, age_over_20: false })
  expect(ages('2026-11-23')).toMatchObject({ age_over_20: true })
})
