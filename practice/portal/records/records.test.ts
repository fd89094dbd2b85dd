import { generateKeyPairSync } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import { describe, expect, it } from 'vitest'
import { dayInJapan } from '../../calendar.ts'
import { signedContent } from '../documents/signedContent.ts'
import { portalOfFile } from '../portalOfFile.ts'
import { registerMandate } from '../testMandate.ts'
import { bearer, bodyOf, tokenOf } from '../testPortal.ts'

const portal = await portalOfFile()

async function get(person: string, path: string, mandate?: string): Promise<Response> {
  const headers = bearer(await tokenOf(portal, person))
  return portal.get(path, mandate === undefined ? headers : { ...headers, 'mandate-id': mandate })
}

describe('records', () => {
  it('tell the insurance in the words of the qualification check, of a child by mandate', async () => {
    const [own] = JSON.parse(await (await get('taro', '/api/insurance/v1/qualification')).text())
    expect(own).toMatchObject({
      InsurerNumber: '06139992',
      InsuredBranchNumber: '00',
      PersonalFamilyClassification: '1',
    })
    const mandate = String((await bodyOf(await registerMandate(portal, { principal: 'haruto', agent: 'taro' })))['id'])
    const [child] = JSON.parse(await (await get('taro', '/api/insurance/v1/qualification', mandate)).text())
    expect(child).toMatchObject({ Name: '練習　はると', InsuredBranchNumber: '02', PersonalFamilyClassification: '2' })
  })

  it('tell the licence, or that there is none', async () => {
    expect(await bodyOf(await get('taro', '/api/licence/v1'))).toMatchObject({
      number: '300799999930',
      held_as: 'myNumberCard',
    })
    expect(await bodyOf(await get('sakura', '/api/licence/v1'))).toMatchObject({ code: 'no_data' })
  })

  it('tell the drugs as XML of that form', async () => {
    const xml = await (await get('taro', '/api/medical/v1/drugs')).text()
    expect(xml).toMatch(/<DiDateInf><DiDate>\d{8}<\/DiDate><DrugInfs><DrugInf><DrugC>\d{9}<\/DrugC><DrugN>/)
    await portal.control.addFault({ kind: 'no_data', times: 1 })
    expect((await get('taro', '/api/medical/v1/drugs')).status).toBe(404)
  })

  it('tell each year’s check-up of those who are old enough', async () => {
    const year = Number(dayInJapan(portal.now()).slice(0, 4)) - 1
    const xml = await (await get('taro', `/api/medical/v1/checkups?year=${year}`)).text()
    expect(xml).toContain('displayName="収縮期血圧"/><value')
    expect(xml).toContain('unit="mm[Hg]"')
    expect((await get('sakura', `/api/medical/v1/checkups?year=${year}`)).status).toBe(404)
    expect((await get('taro', '/api/medical/v1/checkups?year=1999')).status).toBe(404)
    expect((await get('taro', '/api/medical/v1/checkups?year=x')).status).toBe(400)
    expect((await get('taro', '/api/medical/v1/checkups')).status).toBe(400)
  })

  it('tell vaccinations as a health card whose signature holds', async () => {
    const { verifiableCredential, numeric } = JSON.parse(
      await (await get('taro', '/api/medical/v1/vaccination')).text(),
    )
    const digits: string[] = numeric.slice('shc:/'.length).match(/../g) ?? []
    const jws = digits.map((pair) => String.fromCharCode(Number(pair) + 45)).join('')
    expect(jws).toBe(verifiableCredential[0])
    const keys: JSONWebKeySet = JSON.parse(await (await portal.get('/vaccination/.well-known/jwks.json')).text())
    const [, payload = ''] = jws.split('.')
    const { protectedHeader } = await compactVerify(jws, createLocalJWKSet(keys))
    expect(protectedHeader).toMatchObject({ alg: 'ES256', zip: 'DEF' })
    const card = JSON.parse(inflateRawSync(Buffer.from(payload, 'base64url')).toString('utf8'))
    expect(card.iss).toBe(`${portal.origin}/vaccination`)
    expect(card.vc.credentialSubject.fhirBundle.entry[0].resource.name).toEqual([{ family: 'RENSHU', given: ['TARO'] }])
    expect((await get('haruto', '/api/medical/v1/vaccination')).status).toBe(404)
  })
  it('tell a qualification as a PDF, and its page whether that still stands in the register', async () => {
    const pdf = Buffer.from(await (await get('taro', '/api/qualifications/v1/certificate')).arrayBuffer())
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(Buffer.from(await (await get('taro', '/api/qualifications/v1/certificate')).arrayBuffer())).toEqual(pdf)
    expect((await get('sakura', '/api/qualifications/v1/certificate')).status).toBe(404)
    const check = async (code: string) => (await portal.get(`/qualifications/check?c=${code}`)).text()
    expect(await check('AAAA')).toContain('無効です')
    const content = { realm: 'practice', number: '第000001号' }
    const mine = signedContent(content, portal.world.signers.credentialIssuer)
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const strangers = signedContent(content, { chain: [], privateKey })
    expect(await check(mine)).toContain('有効です（第000001号）')
    expect(await check(strangers)).toContain('無効です')
  })
})
