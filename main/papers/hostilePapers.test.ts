// Papers that were made to mislead, to keep others from being read, or to exhaust a machine.
import { generateKeyPairSync, sign } from 'node:crypto'
import { deflateRawSync, deflateSync } from 'node:zlib'
import { encode } from 'fast-png'
import { calculateJwkThumbprint } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { signedContent } from '../../practice/portal/documents/signedContent.ts'
import { signedXml } from '../../practice/portal/documents/signedXml.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { readPaper as shape } from '../../preload/shapes/papers.ts'
import { authority, inDays, makeSigner, type SignerPlan } from '../../tests/support/documentSigners.ts'
import { chunk } from '../../tests/support/photos.ts'
import { refusal } from '../../tests/support/refusal.ts'
import { holdsNumber } from '../applications/numbers.ts'
import { boundedPng } from '../pictures/boundedPng.ts'
import { readHealthCard } from './healthCard.ts'
import { readQualification } from './qualification.ts'
import { type PaperTrust, readPaper } from './readPaper.ts'

const now = new Date()
let world: World
let trust: PaperTrust
beforeAll(async () => {
  world = await sharedWorld(() => now)
  trust = { issuers: world.trust().issuers, documents: { anchors: [] }, issuerKeys: [] }
})
const read = (text: string | Uint8Array) =>
  readPaper(typeof text === 'string' ? Uint8Array.from(Buffer.from(text, 'utf8')) : text, trust, now)

describe('names that every object inherits', () => {
  const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty']

  it.each(inherited)('are words like others in a check-up, a certificate and a record: %s', async (name) => {
    const checkup = `<ClinicalDocument xmlns="urn:hl7-org:v3"><observation><code code="${name}"/><value value="1" unit="${name}"/></observation></ClinicalDocument>`
    const certificate = `<Certificate xmlns="urn:tefuda:practice:certificate:1"><Content><Label>${name}</Label><Value>x</Value></Content></Certificate>`
    const record = JSON.stringify([
      {
        InsurerNumber: '1',
        InsurerName: 'x',
        InsuredIdentificationNumber: '1',
        InsuredBranchNumber: '1',
        PersonalFamilyClassification: name,
        Name: 'x',
        Birthdate: '19840401',
        QualificationDate: '20200401',
        InsuredCardValidDate: '20200401',
        InsuredCardExpirationDate: '20300331',
        InsuredPartialContributionRatio: name,
        LimitClassificationFlag: name,
        QualificationValidity: name,
        registered: true,
      },
    ])
    for (const paper of [checkup, certificate, record]) {
      const answer = await read(paper)
      expect(shape.safeParse(answer).success).toBe(true)
      expect(JSON.stringify(answer.sheet)).toContain(name)
    }
  })

  it.each(inherited)('are words like others in what is signed: %s', async (name) => {
    const payload = {
      iss: 'https://issuer.example',
      nbf: 1,
      vc: {
        credentialSubject: {
          fhirBundle: {
            entry: [{ resource: { resourceType: 'Immunization', vaccineCode: { coding: [{ code: name }] } } }],
          },
        },
      },
    }
    const encoded = (value: Buffer) => value.toString('base64url')
    const head = encoded(Buffer.from(JSON.stringify({ alg: 'ES256', zip: 'DEF', kid: name })))
    const card = `${head}.${encoded(deflateRawSync(JSON.stringify(payload)))}.AAAA`
    expect(readHealthCard(card, [], now).sheet?.doses).toEqual([{ vaccine: { ja: `CVX ${name}`, en: `CVX ${name}` } }])
    const code = signedContent(new Map([[name, 'x']]), world.signers.credentialIssuer)
    const qualification = await readQualification(code, trust.issuers, now)
    expect(qualification?.sheet?.facts).toMatchObject([{ label: { ja: name }, value: { ja: 'x' } }])
  })
})

describe('a paper nested without end', () => {
  it.each([100, 20_000])('of %i elements is refused, and nothing breaks', async (depth) => {
    const xml = `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`
    expect(await refusal(read(xml))).toEqual({ code: 'paper.broken', detail: 'nested too deep' })
  })

  it('is told from one that is only long', async () => {
    const long = `<a>${'<b><c>1</c></b>'.repeat(5_000)}</a>`
    expect((await read(long)).kind).toBe('other')
    const deep = (levels: number) => `${'<a>'.repeat(levels)}1${'</a>'.repeat(levels)}`
    expect((await read(deep(65))).kind).toBe('other')
    expect(await refusal(read(deep(66)))).toMatchObject({ code: 'paper.broken' })
  })

  it('is as broken as a PDF whose objects need one another without end', async () => {
    let pdf = '%PDF-1.7\n'
    const places: string[] = []
    const most = 30_000
    for (let number = 1; number <= most; number++) {
      places.push(`${String(pdf.length).padStart(10, '0')} 00000 n \n`)
      pdf += `${number} 0 obj\n<</Length ${number + 1} 0 R>>\nstream\n\nendstream\nendobj\n`
    }
    const table = `xref\n0 ${most + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<</Root 1 0 R /Size ${most + 1}>>\n`
    expect(await refusal(read(`${pdf}${table}startxref\n${pdf.length}\n%%EOF\n`))).toMatchObject({
      code: 'document.broken',
    })
  })

  it('of JSON is no paper either', async () => {
    expect(await refusal(read(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toMatchObject({
      code: 'paper.notUnderstood',
    })
  })
})

describe('a 個人番号', () => {
  it('is seen among the members of a record that a program otherwise leaves out', async () => {
    const licence = {
      number: '123456789018',
      authority: 'x',
      colour: 'x',
      kinds: [],
      conditions: [],
      issued_on: '20240101',
      expires_on: '20290101',
      held_as: 'both',
    }
    const holds = async (value: object) => (await read(JSON.stringify(value))).holdsNumber
    // The number of a licence has twelve digits as well.
    expect(await holds(licence)).toBe(false)
    expect(await holds({ ...licence, my_number: { individualNumber: '1234 5678 9018' } })).toBe(true)
    expect(await holds({ ...licence, 個人番号: ['なし', 123456789018] })).toBe(true)
    expect(await holds({ ...licence, 個人番号: '123456789017' })).toBe(false)
  })
})

describe('a 個人番号 that is typed', () => {
  it.each([
    '123456789018',
    '1234 5678 9018',
    '1234-5678-9018',
    '１２３４－５６７８－９０１８',
    '1234‐5678‐9018',
    '1234–5678–9018',
    '1234−5678−9018',
    '1234ー5678ー9018',
    '1234　5678　9018',
    'これは1234\u00a05678\t9018です',
  ])('is seen whatever stands between its groups: %s', (text) => {
    expect(holdsNumber({ note: [text] })).toBe(true)
  })

  it.each(['123456789017', '0123456789018', '1234567890180', '090-1234-5678', '令和8年11月23日'])(
    'is not every number: %s',
    (text) => {
      expect(holdsNumber({ note: text })).toBe(false)
    },
  )
})

describe('a picture', () => {
  const small = Buffer.from(encode({ width: 4, height: 4, channels: 1, data: new Uint8Array(16) }))
  const header = (width: number, height: number): Buffer => {
    const data = Buffer.alloc(13)
    data.writeUInt32BE(width, 0)
    data.writeUInt32BE(height, 4)
    data[8] = 8
    return chunk('IHDR', data)
  }
  const png = (...chunks: readonly Buffer[]) =>
    Uint8Array.from(Buffer.concat([small.subarray(0, 8), ...chunks, chunk('IEND')]))
  const zeros = (length: number) => deflateSync(Buffer.alloc(length))
  const plain = (bytes: Uint8Array) => boundedPng(bytes, 16_000_000)

  it('of its own size stays what it is, without what is packed beside it', () => {
    expect(plain(small)).toEqual(Uint8Array.from(small))
    const profiled = png(header(4, 4), chunk('iCCP', Buffer.from('x')), chunk('IDAT', zeros(20)))
    expect(plain(profiled)).toEqual(png(header(4, 4), chunk('IDAT', zeros(20))))
  })

  it.each([
    ['unpacks to more than it has points', png(header(4, 4), chunk('IDAT', zeros(50_000_000)))],
    ['is packed in parts that do', png(header(4, 4), ...split(zeros(50_000_000)).map((part) => chunk('IDAT', part)))],
    ['names another size behind the first', png(header(4, 4), header(60_000, 60_000), chunk('IDAT', zeros(20)))],
    ['is too large', png(header(4_001, 4_000), chunk('IDAT', zeros(20)))],
    ['has no size', png(header(0, 4), chunk('IDAT', zeros(20)))],
    ['has no end', png(header(4, 4)).subarray(0, 30)],
    ['says that it is longer', png(header(4, 4), chunk('IDAT', zeros(20))).with(35, 0x7f)],
    ['is packed wrongly', png(header(4, 4), chunk('IDAT', Buffer.from('hello')))],
  ])('that %s is none', async (_, bytes) => {
    expect(plain(bytes)).toBeUndefined()
    expect(['paper.broken', 'paper.tooLarge']).toContain((await refusal(read(bytes)))?.code)
  })

  function split(whole: Buffer): Buffer[] {
    return Array.from({ length: Math.ceil(whole.length / 1000) }, (_, at) =>
      whole.subarray(at * 1000, at * 1000 + 1000),
    )
  }
})

describe('a signature that holds is not enough', () => {
  const anchors = [authority.certificate]
  const by = (plan: SignerPlan) => {
    const { certificate, chain, privateKey } = makeSigner({ key: 'P-256', ...plan })
    return { chain: [certificate, ...chain], privateKey }
  }
  const states = async (plan: SignerPlan) => {
    const xml = Buffer.from(signedXml('Paper', 'urn:test', [['Amount', '100']], by(plan))).toString('utf8')
    const paper = await readPaper(Uint8Array.from(Buffer.from(xml)), { ...trust, issuers: anchors }, now)
    const code = await readQualification(signedContent({ qualification: 'x' }, by(plan)), anchors, now)
    return [paper.verdict.state, code?.verdict.state]
  }

  it('where its certificate is right it is', async () => {
    expect(await states({})).toEqual(['valid', 'valid'])
  })

  it.each<[string, SignerPlan, string]>([
    ['has ended', { from: inDays(-100), until: inDays(-1) }, 'expired'],
    ['has not begun', { from: inDays(1), until: inDays(100) }, 'expired'],
    ['may not sign', { usages: ['keyCertSign', 'cRLSign'] }, 'invalid'],
    ['is an authority’s own', { isAuthority: true }, 'invalid'],
  ])('where its certificate %s', async (_, plan, state) => {
    expect(await states({ name: `架空 ${state}`, ...plan })).toEqual([state, state])
  })
})

describe('a health card that says when it ends', () => {
  it('holds until then', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const jwk = { kty: 'EC', crv: 'P-256', x, y } as const
    const kid = await calculateJwkThumbprint(jwk)
    const iss = 'https://issuer.example'
    const stateOf = (exp: unknown) => {
      const payload = { iss, nbf: 1, exp, vc: { credentialSubject: { fhirBundle: { entry: [] } } } }
      const head = Buffer.from(JSON.stringify({ alg: 'ES256', zip: 'DEF', kid })).toString('base64url')
      const input = `${head}.${deflateRawSync(JSON.stringify(payload)).toString('base64url')}`
      const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
      const known = [{ iss, keys: [{ ...jwk, kid }] }]
      return readHealthCard(`${input}.${signature.toString('base64url')}`, known, now).verdict.state
    }
    const seconds = Math.floor(now.getTime() / 1000)
    expect([undefined, seconds + 60, seconds - 60].map(stateOf)).toEqual(['valid', 'valid', 'invalid'])
    expect(() => stateOf('tomorrow')).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'paper.broken' }) }),
    )
  })
})
