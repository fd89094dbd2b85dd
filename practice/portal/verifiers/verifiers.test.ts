import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, importX509, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../../main/certificates/chain.ts'
import { presentMdoc } from '../../../main/credentials/mdoc.ts'
import { toPem } from '../../issueCertificate.ts'
import {
  bearer,
  bodyOf,
  type Held,
  logIn,
  newHolderKey,
  type OwnPortal,
  openRequest,
  openTestPortal,
  type Presentation,
  presentAll,
  receive,
  sendAnswer,
  sign256,
  testOrigin,
} from '../testPortal.ts'
import { verifierIds } from './register.ts'

let portal: OwnPortal
let insurance: Held
let licence: Held

const asked = ['insurer_number', 'symbol', 'number', 'branch_number', 'name', 'birth_date'].map((name) => [name])
const element = (name: string) => ['org.iso.18013.5.1', name]
const licenceAsked = [element('driving_privileges'), element('age_over_20')]

beforeAll(async () => {
  portal = await openTestPortal()
  insurance = await receive(portal, 'taro', 'health-insurance')
  licence = await receive(portal, 'taro', 'licence')
})
afterAll(async () => {
  await portal.close()
})
beforeEach(async () => {
  await portal.control.clearFaults()
})

type Over = Parameters<typeof presentAll>[3]

/** Answers the usual question of clinic or rental desk, in which one thing may be wrong. */
async function answer(
  verifier: 'clinic' | 'rental',
  wrong: {
    presentation?: Partial<Presentation>
    over?: Over
    state?: string
    send?: Parameters<typeof sendAnswer>[3]
  } = {},
) {
  const { id, request: link } = await portal.control.requestFrom(verifier)
  const request = await openRequest(portal, link)
  const usual: Presentation =
    verifier === 'clinic' ? { held: insurance, paths: asked } : { held: licence, paths: licenceAsked }
  const query = verifier === 'clinic' ? 'insurance' : 'licence'
  const vp_token = await presentAll(portal, request, { [query]: { ...usual, ...wrong.presentation } }, wrong.over)
  const response = await sendAnswer(portal, request, { vp_token, state: wrong.state ?? request.state }, wrong.send)
  const outcome = await portal.control.outcomeOf(id)
  return { response, outcome, failed: outcome.findings.filter(({ ok }) => !ok).map(({ rule }) => rule) }
}

describe('a request', () => {
  it('is signed by the verifier whose certificate its client id names', async () => {
    const { request: link } = await portal.control.requestFrom('clinic')
    const url = new URL(link)
    expect(url.protocol).toBe('openid4vp:')
    const response = await portal.get(url.searchParams.get('request_uri') ?? '')
    expect(response.headers.get('content-type')).toBe('application/oauth-authz-req+jwt')
    const jws = await response.text()
    const header = decodeProtectedHeader(jws)
    const chain = (header.x5c ?? []).map((text) => Uint8Array.from(Buffer.from(text, 'base64')))
    const leaf = chain[0] ?? new Uint8Array()
    const { payload } = await jwtVerify(jws, await importX509(toPem(leaf), 'ES256'), { typ: 'oauth-authz-req+jwt' })
    const judged = await verifyChain({
      chain,
      anchors: portal.world.trust().verifiers,
      at: portal.now(),
      purpose: 'verifier',
    })
    expect(judged.findings.filter(({ ok }) => !ok)).toEqual([])
    const id = `x509_hash:${createHash('sha256').update(leaf).digest('base64url')}`
    expect(payload['client_id']).toBe(id)
    expect(url.searchParams.get('client_id')).toBe(id)
    expect(payload).toMatchObject({
      aud: 'https://self-issued.me/v2',
      response_type: 'vp_token',
      response_mode: 'direct_post.jwt',
      response_uri: expect.stringContaining('/verifiers/clinic/responses/'),
    })
    expect(payload).not.toHaveProperty('redirect_uri')
  })

  it('carries what the registrar says of the verifier', async () => {
    for (const verifier of verifierIds) {
      const { request: link } = await portal.control.requestFrom(verifier)
      const request = await openRequest(portal, link)
      const info = (request as unknown as { verifier_info: { format: string; data: string }[] }).verifier_info[0]
      const registration = decodeJwt<Record<string, unknown>>(info?.data ?? '')
      expect(decodeProtectedHeader(info?.data ?? '').typ).toBe('rp-registration+jwt')
      expect(registration['sub']).toBe(request.client_id)
      const registered = JSON.stringify(registration['credentials'])
      for (const { claims } of request.dcql_query.credentials as unknown as { claims: { path: string[] }[] }[]) {
        for (const { path } of claims) expect(registered).toContain(JSON.stringify(path))
      }
    }
  })

  it('has a nonce, a state and a key of its own', async () => {
    const links = [await portal.control.requestFrom('clinic'), await portal.control.requestFrom('clinic')]
    const [first, second] = await Promise.all(links.map(({ request }) => openRequest(portal, request)))
    expect(first?.nonce).not.toBe(second?.nonce)
    expect(first?.state).not.toBe(second?.state)
    expect(first?.client_metadata.jwks?.keys[0]?.['x']).not.toBe(second?.client_metadata.jwks?.keys[0]?.['x'])
    expect(first?.client_metadata.jwks?.keys[0]).not.toHaveProperty('d')
  })

  it('repeats the nonce of a wallet that asks by POST', async () => {
    const { request: link } = await portal.control.requestFrom('rental', { request_uri_method: 'post' })
    const url = new URL(link)
    expect(url.searchParams.get('request_uri_method')).toBe('post')
    const uri = url.searchParams.get('request_uri') ?? ''
    const jws = await (
      await portal.post(uri, new URLSearchParams({ wallet_nonce: 'n-123', wallet_metadata: '{}' }))
    ).text()
    expect(decodeJwt(jws)['wallet_nonce']).toBe('n-123')
    expect((await portal.post(uri, new URLSearchParams({ wallet_nonce: 'not safe!' }))).status).toBe(400)
    expect(decodeJwt(await (await portal.get(uri)).text())).not.toHaveProperty('wallet_nonce')
  })

  it('waits in the list of the person it is for, and in everybody’s when it is for nobody', async () => {
    const { id: own } = await portal.control.requestFrom('clinic', { person: '練習花子', purpose: '健診の受付' })
    const { id: open } = await portal.control.requestFrom('portal')
    const list = async (person: string) =>
      (await (await portal.get('/api/requests/v1', bearer(await logIn(portal, person)))).json()) as {
        id: string
        purpose: string
        verifier: string
      }[]
    const hers = await list('hanako')
    expect(hers.find(({ id }) => id === own)).toMatchObject({ purpose: '健診の受付', verifier: '練習クリニック受付' })
    expect(hers.map(({ id }) => id)).toContain(open)
    const his = (await list('taro')).map(({ id }) => id)
    expect(his).toContain(open)
    expect(his).not.toContain(own)
  })

  it('is gone once it was answered', async () => {
    const { request: link } = await portal.control.requestFrom('clinic')
    const request = await openRequest(portal, link)
    await sendAnswer(portal, request, { error: 'access_denied', state: request.state })
    expect((await portal.get(new URL(link).searchParams.get('request_uri') ?? '')).status).toBe(410)
  })
})

describe('an answer', () => {
  it('with what was asked is verified and shows what arrived', async () => {
    const { response, outcome, failed } = await answer('clinic')
    expect(failed).toEqual([])
    expect(response.status).toBe(200)
    expect(outcome).toMatchObject({ state: 'answered', verified: true })
    const claims = Object.fromEntries(
      (outcome.attributes[0]?.claims ?? []).map(({ path, value }) => [path.join('/'), value]),
    )
    expect(claims).toEqual({
      insurer_number: '06139992',
      symbol: '100',
      number: '2345',
      branch_number: '00',
      name: '練習　太郎',
      birth_date: portal.world.person('taro')?.birthDate,
    })
    const { redirect_uri } = await bodyOf(response)
    const page = await portal.get(String(redirect_uri))
    expect(page.headers.get('content-type')).toContain('text/html')
    const html = await page.text()
    expect(html).toContain('練習')
    expect(html).not.toContain('太郎')
  })

  it('with a licence is verified by its device signature', async () => {
    const { outcome, failed } = await answer('rental')
    expect(failed).toEqual([])
    expect(outcome).toMatchObject({ state: 'answered', verified: true })
    const claims = outcome.attributes[0]?.claims ?? []
    expect(claims.map(({ path }) => path[1]).sort()).toEqual(['age_over_20', 'driving_privileges'])
    expect(claims.find(({ path }) => path[1] === 'age_over_20')?.value).toBe(true)
  })

  it('may hold what a claim set makes optional, and may leave it out', async () => {
    expect((await answer('clinic', { presentation: { paths: [...asked, ['copayment_rate']] } })).failed).toEqual([])
  })

  it('of somebody whose insurer gives no symbol is taken without one, and of nobody else', async () => {
    const held = await receive(portal, 'ichiro', 'health-insurance')
    const paths = asked.filter(([name]) => name !== 'symbol')
    const send = async (presentation: Presentation) => {
      const { id, request: link } = await portal.control.requestFrom('clinic')
      const request = await openRequest(portal, link)
      const vp_token = await presentAll(portal, request, { 'insurance-without-symbol': presentation })
      await sendAnswer(portal, request, { vp_token, state: request.state })
      return portal.control.outcomeOf(id)
    }
    expect(await send({ held, paths })).toMatchObject({ state: 'answered', verified: true })
    expect(await send({ held: insurance, paths })).toMatchObject({ state: 'refused', verified: false })
  })

  it('may be encrypted with AES-128', async () => {
    expect((await answer('clinic', { send: { enc: 'A128GCM' } })).failed).toEqual([])
  })

  it.each(['clinic', 'rental'] as const)('to the %s goes unencrypted where the request says so', async (verifier) => {
    const { id, request: link } = await portal.control.requestFrom(verifier, { response_mode: 'direct_post' })
    const request = await openRequest(portal, link)
    expect(request.client_metadata).not.toHaveProperty('jwks')
    const [query, presentation] =
      verifier === 'clinic'
        ? ['insurance', { held: insurance, paths: asked }]
        : ['licence', { held: licence, paths: licenceAsked }]
    const vp_token = await presentAll(portal, request, { [query as string]: presentation as Presentation })
    await sendAnswer(portal, request, { vp_token, state: request.state })
    expect(await portal.control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
  })

  it('to the portal holds one credential or both', async () => {
    const least = { held: insurance, paths: [['name'], ['birth_date']] }
    const both = {
      insurance: least,
      licence: { held: licence, paths: [element('document_number'), element('expiry_date')] },
    }
    for (const presentations of [{ insurance: least }, both]) {
      const { id, request: link } = await portal.control.requestFrom('portal')
      const request = await openRequest(portal, link)
      const vp_token = await presentAll(portal, request, presentations)
      await sendAnswer(portal, request, { vp_token, state: request.state })
      expect(await portal.control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
    }
  })

  it('counts once: the second is refused whatever it holds', async () => {
    const { id, request: link } = await portal.control.requestFrom('clinic')
    const request = await openRequest(portal, link)
    const vp_token = await presentAll(portal, request, { insurance: { held: insurance, paths: asked } })
    const full = { vp_token, state: request.state }
    expect((await sendAnswer(portal, request, full)).status).toBe(200)
    const again = await sendAnswer(portal, request, full)
    expect(again.status).toBe(400)
    expect(await bodyOf(again)).toMatchObject({ error: 'invalid_request' })
    expect(await portal.control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
  })

  it('of a person who declines is remembered as such', async () => {
    const { id, request: link } = await portal.control.requestFrom('rental')
    const request = await openRequest(portal, link)
    const wrong = await portal.post(
      request.response_uri,
      new URLSearchParams({ error: 'access_denied', state: 'other' }),
    )
    expect(wrong.status).toBe(400)
    expect((await portal.control.outcomeOf(id)).state).toBe('pending')
    const form = new URLSearchParams({ error: 'access_denied', state: request.state })
    expect((await portal.post(request.response_uri, form)).status).toBe(200)
    expect(await portal.control.outcomeOf(id)).toMatchObject({
      state: 'declined',
      verified: false,
      error: 'access_denied',
      attributes: [],
    })
  })
})

describe('an answer is refused and recorded', () => {
  const flip = (text: string, at: number) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`

  it.each([
    ['for another verifier', 'RFC 9901 7.3(5) aud', { over: { clientId: 'x509_hash:someoneElse' } }],
    ['to another nonce', 'RFC 9901 7.3(5) nonce', { over: { nonce: 'B'.repeat(43) } }],
    ['made long ago', 'RFC 9901 7.3(5) iat', { over: { iat: 1_700_000_000 } }],
    ['signed with another key', 'RFC 9901 7.3(5) signature', { over: { signer: newHolderKey() } }],
    ['with another state', 'OpenID4VP 1.0 8.2 state', { state: 'another' }],
    ['that withholds what is required', 'OpenID4VP 1.0 6.4.1', { presentation: { paths: asked.slice(1) } }],
    ['that discloses more', 'OpenID4VP 1.0 6.4.1 nothing else', { presentation: { paths: [...asked, ['sex']] } }],
    [
      'without the key binding',
      'RFC 9901 7.3(2)',
      { presentation: { change: (p: string) => p.slice(0, p.lastIndexOf('~') + 1) } },
    ],
    [
      'with a disclosure taken away after signing',
      'RFC 9901 7.3(5) sd_hash',
      { presentation: { change: (p: string) => p.replace(/~[^~]+/, '') } },
    ],
    [
      'whose issuer signature is broken',
      'RFC 9901 7.1(2)',
      { presentation: { change: (p: string) => flip(p, p.indexOf('~') - 8) } },
    ],
    ['with a disclosure of another value', 'RFC 9901 7.1(3)(c)', {}],
  ])('%s (SD-JWT)', async (name, rule, wrong) => {
    const forged = Buffer.from(JSON.stringify(['salt', 'name', '見本　一郎'])).toString('base64url')
    const change = name.includes('another value')
      ? { presentation: { change: (p: string) => p.replace(/~[^~]+/, `~${forged}`) } }
      : wrong
    const { response, outcome, failed } = await answer('clinic', change)
    expect(response.status).toBe(400)
    expect(outcome).toMatchObject({ state: 'refused', verified: false })
    if (name.includes('another value')) expect(failed.length).toBeGreaterThan(0)
    else expect(failed).toContain(rule)
  })

  it.each([
    [
      'for another verifier',
      'ISO/IEC 18013-5 9.1.3.6 deviceSignature',
      { over: { clientId: 'x509_hash:someoneElse' } },
    ],
    ['to another nonce', 'ISO/IEC 18013-5 9.1.3.6 deviceSignature', { over: { nonce: 'B'.repeat(43) } }],
    [
      'for another address',
      'ISO/IEC 18013-5 9.1.3.6 deviceSignature',
      { over: { responseUri: `${testOrigin}/other` } },
    ],
    ['signed with another key', 'ISO/IEC 18013-5 9.1.3.6 deviceSignature', { over: { signer: newHolderKey() } }],
    ['that withholds what is required', 'OpenID4VP 1.0 6.4.1', { presentation: { paths: licenceAsked.slice(1) } }],
    [
      'that discloses more',
      'OpenID4VP 1.0 6.4.1 nothing else',
      { presentation: { paths: [...licenceAsked, element('portrait')] } },
    ],
    ['that is cut short', 'ISO/IEC 18013-5', { presentation: { change: (p: string) => p.slice(0, -40) } }],
    ['that is no CBOR', 'ISO/IEC 18013-5', { presentation: { change: () => 'bm90IENCT1I' } }],
  ])('%s (mdoc)', async (_name, rule, wrong) => {
    const { response, outcome, failed } = await answer('rental', wrong)
    expect(response.status).toBe(400)
    expect(outcome).toMatchObject({ state: 'refused', verified: false })
    if (rule === 'ISO/IEC 18013-5') expect(failed.length).toBeGreaterThan(0)
    else expect(failed).toContain(rule)
  })

  it('an mdoc that is not bound to the key the answer is encrypted to', async () => {
    const { id, request: link } = await portal.control.requestFrom('rental')
    const request = await openRequest(portal, link)
    const issuerSigned = Uint8Array.from(Buffer.from(licence.raw, 'base64url'))
    const session = { clientId: request.client_id, nonce: request.nonce, responseUri: request.response_uri }
    const presented = await presentMdoc(issuerSigned, licenceAsked, session, (bytes) => sign256(licence.key, bytes))
    const vp_token = { licence: [Buffer.from(presented).toString('base64url')] }
    expect((await sendAnswer(portal, request, { vp_token, state: request.state })).status).toBe(400)
    expect((await portal.control.outcomeOf(id)).state).toBe('refused')
  })

  it('an mdoc element of another value', async () => {
    const value = Buffer.from('age_over_20')
    const { failed } = await answer('rental', {
      presentation: {
        change: (p) => {
          const bytes = Buffer.from(p, 'base64url')
          // In IssuerSignedItem elementValue stands before the longer elementIdentifier: turn true into false.
          const at = bytes.lastIndexOf(0xf5, bytes.indexOf(value))
          bytes[at] = 0xf4
          return bytes.toString('base64url')
        },
      },
    })
    expect(failed).toContain('ISO/IEC 18013-5 9.3.1 digests')
  })

  it('one that came after the request had expired', async () => {
    const { id, request: link } = await portal.control.requestFrom('clinic', { expires_in: 60 })
    const request = await openRequest(portal, link)
    portal.wait(60_000)
    const vp_token = await presentAll(portal, request, { insurance: { held: insurance, paths: asked } })
    expect((await sendAnswer(portal, request, { vp_token, state: request.state })).status).toBe(400)
    expect((await portal.control.outcomeOf(id)).state).toBe('refused')
  })

  it.each(['suspended', 'invalid'] as const)('a credential that is %s', async (state) => {
    await portal.control.setStatus({ person: 'taro', credential: 'health-insurance' }, state)
    const { failed } = await answer('clinic')
    expect(failed).toEqual(['Token Status List 8.3'])
    await portal.control.setStatus({ person: 'taro', credential: 'health-insurance' }, 'valid')
    expect((await answer('clinic')).failed).toEqual([])
  })

  it('when the status list itself does not hold', async () => {
    await portal.control.addFault({ kind: 'bad_status_list', times: 1 })
    expect((await answer('rental')).failed).toEqual(['Token Status List 8.3'])
  })

  it.each(['credential_expired', 'credential_other_ca', 'bad_credential'] as const)(
    'a credential spoilt by %s',
    async (kind) => {
      for (const credential of ['health-insurance', 'licence'] as const) {
        await portal.control.addFault({ kind, times: 1 })
        const held = await receive(portal, 'hanako', credential)
        const { outcome } = await answer(credential === 'licence' ? 'rental' : 'clinic', { presentation: { held } })
        expect(outcome).toMatchObject({ state: 'refused', verified: false })
      }
    },
  )

  it('another credential than the one that was asked for', async () => {
    const { id, request: link } = await portal.control.requestFrom('rental')
    const request = await openRequest(portal, link)
    const made = await presentAll(portal, request, { insurance: { held: insurance, paths: asked } })
    const response = await sendAnswer(portal, request, { vp_token: made, state: request.state })
    expect(response.status).toBe(400)
    expect((await portal.control.outcomeOf(id)).findings.filter(({ ok }) => !ok).map(({ rule }) => rule)).toContain(
      'OpenID4VP 1.0 8.1',
    )
  })

  it.each([
    ['encrypted to another key', async () => ({ key: { ...newHolderKey().jwk, kid: 'enc-x', alg: 'ECDH-ES' } })],
    ['that names another key', async () => ({ kid: 'another' })],
  ])('one %s', async (_name, send) => {
    const { outcome } = await answer('clinic', { send: await send() })
    expect(outcome).toMatchObject({ state: 'refused', verified: false })
  })

  it('a plain answer to a request that wants it encrypted', async () => {
    const { id, request: link } = await portal.control.requestFrom('clinic')
    const request = await openRequest(portal, link)
    const vp_token = await presentAll(portal, request, { insurance: { held: insurance, paths: asked } })
    const form = new URLSearchParams({ vp_token: JSON.stringify(vp_token), state: request.state })
    expect((await portal.post(request.response_uri, form)).status).toBe(400)
    expect((await portal.control.outcomeOf(id)).state).toBe('refused')
  })

  it('one to another verifier’s address', async () => {
    const { request: link } = await portal.control.requestFrom('clinic')
    const request = await openRequest(portal, link)
    const vp_token = await presentAll(portal, request, { insurance: { held: insurance, paths: asked } })
    const elsewhere = { ...request, response_uri: request.response_uri.replace('/clinic/', '/rental/') }
    expect((await sendAnswer(portal, elsewhere, { vp_token, state: request.state })).status).toBe(404)
  })
})

describe('what a verifier can do wrong on purpose', () => {
  const fetchRequest = async (verifier: 'clinic' | 'rental' | 'portal' = 'clinic') => {
    const { request: link } = await portal.control.requestFrom(verifier)
    const jws = await (await portal.get(new URL(link).searchParams.get('request_uri') ?? '')).text()
    const header = decodeProtectedHeader(jws)
    const chain = (header.x5c ?? []).map((text) => Uint8Array.from(Buffer.from(text, 'base64')))
    return { link, jws, chain, payload: decodeJwt<Record<string, unknown>>(jws) }
  }

  it('a broken signature', async () => {
    await portal.control.addFault({ kind: 'bad_request_signature', times: 1 })
    const { jws, chain } = await fetchRequest()
    await expect(jwtVerify(jws, await importX509(toPem(chain[0] ?? new Uint8Array()), 'ES256'))).rejects.toThrow()
  })

  it('a certificate of another authority', async () => {
    await portal.control.addFault({ kind: 'request_other_ca', times: 1 })
    const { chain } = await fetchRequest()
    const judged = await verifyChain({
      chain,
      anchors: portal.world.trust().verifiers,
      at: portal.now(),
      purpose: 'verifier',
    })
    expect(judged.ok).toBe(false)
  })

  it('another client id, no registration, a request in the past', async () => {
    await portal.control.addFault({ kind: 'request_other_client', times: 1 })
    const other = await fetchRequest()
    expect(other.payload['client_id']).not.toBe(new URL(other.link).searchParams.get('client_id'))
    await portal.control.addFault({ kind: 'unregistered', times: 1 })
    expect((await fetchRequest()).payload).not.toHaveProperty('verifier_info')
    await portal.control.addFault({ kind: 'expired_request', times: 1 })
    expect((await fetchRequest()).payload['exp']).toBeLessThan(portal.now().getTime() / 1000)
  })

  it('a nonce that it used before', async () => {
    const first = await fetchRequest()
    await portal.control.addFault({ kind: 'replayed_nonce', times: 1 })
    expect((await fetchRequest()).payload['nonce']).toBe(first.payload['nonce'])
  })

  it.each(verifierIds)('a question beyond the registration of the %s', async (verifier) => {
    await portal.control.addFault({ kind: 'over_asking', times: 1 })
    const { payload } = await fetchRequest(verifier)
    const info = payload['verifier_info'] as { data: string }[]
    const registered = JSON.stringify(decodeJwt(info[0]?.data ?? '')['credentials'])
    const query = payload['dcql_query'] as { credentials: { claims: { path: string[] }[] }[] }
    const paths = query.credentials.flatMap(({ claims }) => claims.map(({ path }) => JSON.stringify(path)))
    expect(paths.some((path) => !registered.includes(path))).toBe(true)
  })
})
