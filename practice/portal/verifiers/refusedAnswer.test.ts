// Answers that a verifier refuses, and writes down.
import { describe, expect, it } from 'vitest'
import { presentMdoc } from '../../../main/credentials/mdoc.ts'
import { portalOfFile } from '../portalOfFile.ts'
import { newHolderKey, openRequest, presentAll, receive, sendAnswer, sign256, testOrigin } from '../testPortal.ts'
import { answering, asked, element, licenceAsked } from './testAnswers.ts'

const portal = await portalOfFile()
const by = await answering(portal)

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
    const { response, outcome, failed } = await by.answer('clinic', change)
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
    const { response, outcome, failed } = await by.answer('rental', wrong)
    expect(response.status).toBe(400)
    expect(outcome).toMatchObject({ state: 'refused', verified: false })
    if (rule === 'ISO/IEC 18013-5') expect(failed.length).toBeGreaterThan(0)
    else expect(failed).toContain(rule)
  })

  it('an mdoc that is not bound to the key the answer is encrypted to', async () => {
    const { id, request: link } = await portal.control.requestFrom('rental')
    const request = await openRequest(portal, link)
    const issuerSigned = Uint8Array.from(Buffer.from(by.licence.raw, 'base64url'))
    const session = { clientId: request.client_id, nonce: request.nonce, responseUri: request.response_uri }
    const presented = await presentMdoc(issuerSigned, licenceAsked, session, (bytes) => sign256(by.licence.key, bytes))
    const vp_token = { licence: [Buffer.from(presented).toString('base64url')] }
    expect((await sendAnswer(portal, request, { vp_token, state: request.state })).status).toBe(400)
    expect((await portal.control.outcomeOf(id)).state).toBe('refused')
  })

  it('an mdoc element of another value', async () => {
    const value = Buffer.from('age_over_20')
    const { failed } = await by.answer('rental', {
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
    const vp_token = await presentAll(portal, request, { insurance: { held: by.insurance, paths: asked } })
    expect((await sendAnswer(portal, request, { vp_token, state: request.state })).status).toBe(400)
    expect((await portal.control.outcomeOf(id)).state).toBe('refused')
  })

  it.each(['suspended', 'invalid'] as const)('a credential that is %s', async (state) => {
    await portal.control.setStatus({ person: 'taro', credential: 'health-insurance' }, state)
    const { failed } = await by.answer('clinic')
    expect(failed).toEqual(['Token Status List 8.3'])
    await portal.control.setStatus({ person: 'taro', credential: 'health-insurance' }, 'valid')
    expect((await by.answer('clinic')).failed).toEqual([])
  })

  it('when the status list itself does not hold', async () => {
    await portal.control.addFault({ kind: 'bad_status_list', times: 1 })
    expect((await by.answer('rental')).failed).toEqual(['Token Status List 8.3'])
  })

  it.each(['credential_expired', 'credential_other_ca', 'bad_credential'] as const)(
    'a credential spoilt by %s',
    async (kind) => {
      for (const credential of ['health-insurance', 'licence'] as const) {
        await portal.control.addFault({ kind, times: 1 })
        const held = await receive(portal, 'hanako', credential)
        const { outcome } = await by.answer(credential === 'licence' ? 'rental' : 'clinic', { presentation: { held } })
        expect(outcome).toMatchObject({ state: 'refused', verified: false })
      }
    },
  )

  it('another credential than the one that was asked for', async () => {
    const { id, request: link } = await portal.control.requestFrom('rental')
    const request = await openRequest(portal, link)
    const made = await presentAll(portal, request, { insurance: { held: by.insurance, paths: asked } })
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
    const { outcome } = await by.answer('clinic', { send: await send() })
    expect(outcome).toMatchObject({ state: 'refused', verified: false })
  })

  it('a plain answer to a request that wants it encrypted', async () => {
    const { id, request: link } = await portal.control.requestFrom('clinic')
    const request = await openRequest(portal, link)
    const vp_token = await presentAll(portal, request, { insurance: { held: by.insurance, paths: asked } })
    const form = new URLSearchParams({ vp_token: JSON.stringify(vp_token), state: request.state })
    expect((await portal.post(request.response_uri, form)).status).toBe(400)
    expect((await portal.control.outcomeOf(id)).state).toBe('refused')
  })

  it('one to another verifier’s address', async () => {
    const { request: link } = await portal.control.requestFrom('clinic')
    const request = await openRequest(portal, link)
    const vp_token = await presentAll(portal, request, { insurance: { held: by.insurance, paths: asked } })
    const elsewhere = { ...request, response_uri: request.response_uri.replace('/clinic/', '/rental/') }
    expect((await sendAnswer(portal, elsewhere, { vp_token, state: request.state })).status).toBe(404)
  })
})
