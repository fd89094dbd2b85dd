import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refusal } from '../../tests/support/refusal.ts'
import { parseCredentialAnswer, requestCredential } from './credential.ts'
import type { Issuer } from './metadata.ts'
import { fetchNonce } from './nonce.ts'
import { buildProof } from './proof.ts'
import { fetchTokenEndpoint, requestToken } from './token.ts'

const server = 'https://as.example/tenant'
const issuer: Issuer = {
  id: 'https://issuer.example',
  name: { ja: 'x', en: 'x' },
  host: 'issuer.example',
  credentialEndpoint: 'https://issuer.example/credential',
  authorizationServers: [server],
  configurations: {},
}
const offer = { issuer: issuer.id, configurationIds: ['a'], code: 'the-code' }
const json =
  (body: unknown, status = 200) =>
  async () =>
    Response.json(body, { status })
const metadata = (more: object = {}) => ({
  issuer: server,
  token_endpoint: 'https://as.example/token',
  'pre-authorized_grant_anonymous_access_supported': true,
  ...more,
})

describe('the token endpoint', () => {
  it('is found at the well-known place before the path', async () => {
    let asked = ''
    const fetch = async (request: Request) => {
      asked = request.url
      return Response.json(metadata())
    }
    expect((await fetchTokenEndpoint(fetch, issuer, offer)).href).toBe('https://as.example/token')
    expect(asked).toBe('https://as.example/.well-known/oauth-authorization-server/tenant')
  })

  it.each([
    ['another server', metadata({ issuer: 'https://other.example' }), 'offer.invalid'],
    ['an endpoint over http', metadata({ token_endpoint: 'http://as.example/token' }), 'portal.badAnswer'],
    ['no anonymous access', metadata({ 'pre-authorized_grant_anonymous_access_supported': false }), 'offer.invalid'],
    [
      'no word about anonymous access',
      metadata({ 'pre-authorized_grant_anonymous_access_supported': undefined }),
      'offer.invalid',
    ],
    ['other grants only', metadata({ grant_types_supported: ['authorization_code'] }), 'offer.invalid'],
  ])('is refused: %s', async (_, body, code) => {
    expect(await refusal(fetchTokenEndpoint(json(body), issuer, offer))).toMatchObject({ code })
  })

  it('must be one of the issuer, and clear among several', async () => {
    const ask = (servers: string[], named?: string) =>
      refusal(
        fetchTokenEndpoint(
          json(metadata()),
          { ...issuer, authorizationServers: servers },
          {
            ...offer,
            ...(named === undefined ? {} : { authorizationServer: named }),
          },
        ),
      )
    expect(await ask([server], 'https://other.example')).toMatchObject({ code: 'offer.invalid' })
    expect(await ask([server, 'https://other.example'])).toMatchObject({ code: 'offer.invalid' })
    expect(await ask(['https://other.example', server], server)).toBeUndefined()
  })
})

describe('the token', () => {
  const endpoint = new URL('https://as.example/token')

  it('is asked for with the code, and with the transaction code where there is one', async () => {
    let sent = ''
    const fetch = async (request: Request) => {
      sent = await request.text()
      return Response.json({ access_token: 't', token_type: 'bearer' })
    }
    await requestToken(fetch, endpoint, offer, '1234')
    expect(Object.fromEntries(new URLSearchParams(sent))).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
      'pre-authorized_code': 'the-code',
      tx_code: '1234',
    })
    await requestToken(fetch, endpoint, offer, undefined)
    expect(new URLSearchParams(sent).has('tx_code')).toBe(false)
  })

  it('may name what to ask for instead of the configuration', async () => {
    const details = [
      { type: 'openid_credential', credential_configuration_id: 'a', credential_identifiers: ['one', 'two'] },
      { type: 'other', credential_configuration_id: 'b', credential_identifiers: ['x'] },
    ]
    const token = await requestToken(
      json({ access_token: 't', token_type: 'Bearer', authorization_details: details }),
      endpoint,
      offer,
      undefined,
    )
    expect(token).toEqual({ value: 't', identifiers: { a: 'one' } })
  })

  it.each([
    [{ error: 'invalid_grant' }, undefined, { code: 'offer.expired' }],
    [{ error: 'invalid_grant' }, '1234', { code: 'offer.codeWrong' }],
    [{ error: 'invalid_tx_code' }, '1234', { code: 'offer.codeWrong' }],
    [{ error: 'invalid_request' }, undefined, { code: 'portal.refused', reason: 'invalid_request' }],
    [{ error: 'a text\nwith lines' }, undefined, { code: 'portal.refused', reason: 'token refused' }],
    [{}, undefined, { code: 'portal.refused', reason: 'token refused' }],
  ])('is refused: %j', async (body, txCode, failure) => {
    expect(await refusal(requestToken(json(body, 400), endpoint, offer, txCode))).toEqual(failure)
  })

  it.each([
    ['another kind of token', { access_token: 't', token_type: 'DPoP' }],
    ['no token', { token_type: 'Bearer' }],
    ['an endless token', { access_token: 't'.repeat(9_000), token_type: 'Bearer' }],
  ])('must be one: %s', async (_, body) => {
    expect(await refusal(requestToken(json(body), endpoint, offer, undefined))).toMatchObject({
      code: 'portal.badAnswer',
    })
  })
})

describe('the key proof', () => {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const at = new Date('2026-11-23T03:00:00.900Z')

  it('says for whom, when and with which nonce, and shows the public members alone', () => {
    const jwk = { kty: 'EC', crv: 'P-256', x, y }
    expect(buildProof({ ...jwk, d, kid: 'k' }, issuer.id, 'n', at)).toEqual({
      header: { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk },
      payload: { aud: issuer.id, iat: 1_795_402_800, nonce: 'n' },
    })
    expect(buildProof(jwk, issuer.id, undefined, at).payload).not.toHaveProperty('nonce')
  })

  it('needs a nonce that is one', async () => {
    expect(await fetchNonce(json({ c_nonce: 'n' }), 'https://issuer.example/nonce')).toBe('n')
    for (const fetch of [json({}), json({ c_nonce: '' }), json({ c_nonce: 'n' }, 500)]) {
      expect(await refusal(fetchNonce(fetch, 'https://issuer.example/nonce'))).toMatchObject({
        code: 'portal.badAnswer',
      })
    }
  })
})

describe('the credential', () => {
  it('is asked for by configuration or by identifier, never both', async () => {
    const sent: unknown[] = []
    const fetch = async (request: Request) => {
      sent.push([request.headers.get('authorization'), await request.json()])
      return Response.json({ credentials: [{ credential: 'x' }] })
    }
    const request = { configurationId: 'a', token: 't', proof: 'p' }
    await requestCredential(fetch, issuer.credentialEndpoint, request, 'dc+sd-jwt')
    await requestCredential(fetch, issuer.credentialEndpoint, { ...request, identifier: 'one' }, 'dc+sd-jwt')
    expect(sent).toEqual([
      ['Bearer t', { credential_configuration_id: 'a', proofs: { jwt: ['p'] } }],
      ['Bearer t', { credential_identifier: 'one', proofs: { jwt: ['p'] } }],
    ])
  })

  const answer = (body: unknown, status = 200, format: 'dc+sd-jwt' | 'mso_mdoc' = 'dc+sd-jwt') =>
    parseCredentialAnswer(Response.json(body, { status }), format)

  it('is its text, or the bytes behind base64url', async () => {
    expect(await answer({ credentials: [{ credential: 'a~b~' }], notification_id: 'n' })).toEqual({
      kind: 'issued',
      raw: new Uint8Array(Buffer.from('a~b~')),
      notificationId: 'n',
    })
    expect(await answer({ credentials: [{ credential: 'AQID' }] }, 200, 'mso_mdoc')).toEqual({
      kind: 'issued',
      raw: Uint8Array.of(1, 2, 3),
    })
  })

  it('tells a stale nonce from other refusals', async () => {
    expect(await answer({ error: 'invalid_nonce' }, 400)).toEqual({ kind: 'nonceRefused' })
    expect(await refusal(answer({ error: 'invalid_proof' }, 400))).toEqual({
      code: 'portal.refused',
      reason: 'invalid_proof',
    })
    expect(await refusal(answer({}, 403))).toEqual({ code: 'portal.refused', reason: 'status 403' })
  })

  it.each([
    ['none', { credentials: [] }, 200, 'portal.badAnswer'],
    ['two', { credentials: [{ credential: 'a' }, { credential: 'b' }] }, 200, 'credential.invalid'],
    ['an object', { credentials: [{ credential: {} }] }, 200, 'portal.badAnswer'],
    ['later', { transaction_id: 't', interval: 5 }, 202, 'portal.badAnswer'],
    ['a broken server', {}, 500, 'portal.badAnswer'],
  ])('must be exactly one: %s', async (_, body, status, code) => {
    expect(await refusal(answer(body, status))).toMatchObject({ code })
  })

  it('must be base64url for an mdoc', async () => {
    expect(await refusal(answer({ credentials: [{ credential: 'a+b/' }] }, 200, 'mso_mdoc'))).toMatchObject({
      code: 'credential.invalid',
    })
  })
})
