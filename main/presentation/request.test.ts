import { createHash, generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  newOrganisation,
  newRoot,
  type Organisation,
  signedBy,
  withPayload,
} from '../../tests/support/organisations.ts'
import { refusal } from '../../tests/support/refusal.ts'
import type { Trust } from '../certificates/trust.ts'
import { type RequestContext, type VerifiedRequest, verifyRequest } from './request.ts'

const at = new Date('2026-11-23T03:00:00Z')
const seconds = at.getTime() / 1000
const responseUri = 'https://desk.example/responses/1'

let verifiers: ReturnType<typeof newRoot>
let registrars: ReturnType<typeof newRoot>
let desk: Organisation
let registrar: Organisation
let clientId: string
let registration: Record<string, unknown>
let trust: Trust

const hashId = ({ chain }: Organisation) =>
  `x509_hash:${createHash('sha256')
    .update(chain[0] ?? new Uint8Array())
    .digest('base64url')}`

beforeAll(() => {
  verifiers = newRoot('Test verifier root', at)
  registrars = newRoot('Test registrar root', at)
  desk = newOrganisation(verifiers, 'Test desk', at, { hosts: ['desk.example'] })
  registrar = newOrganisation(registrars, 'Test registrar', at)
  clientId = hashId(desk)
  trust = {
    realm: 'practice',
    jpki: { authentication: [], signature: [] },
    issuers: [],
    mdocIssuers: [],
    verifiers: [verifiers.certificate],
    registrars: [registrars.certificate],
    tls: [],
  }
  registration = {
    iss: 'Test registrar',
    sub: clientId,
    name: { ja: '試験窓口', en: 'Test desk' },
    purposes: [{ ja: '試験', en: 'Testing' }],
    credentials: [
      {
        format: 'dc+sd-jwt',
        meta: { vct_values: ['urn:1'] },
        claims: [{ path: ['name'] }, { path: ['address'] }, { path: ['list', null] }],
      },
      { format: 'mso_mdoc', meta: { doctype_value: 'doc' }, claims: [{ path: ['org.example.1', 'a'] }] },
    ],
    privacy_policy: 'https://desk.example/privacy',
    contact: 'desk@example.invalid',
    iat: seconds - 100,
    exp: seconds + 1000,
  }
})

const jwk = () => {
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
  return { kty: 'EC', crv: 'P-256', x, y, alg: 'ECDH-ES', use: 'enc', kid: 'k1' }
}

function payload(
  more: Record<string, unknown> = {},
  registered: Record<string, unknown> = {},
): Record<string, unknown> {
  const info = signedBy(registrar, 'rp-registration+jwt', { ...registration, ...registered })
  return dropUndefined({
    client_id: clientId,
    aud: 'https://self-issued.me/v2',
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    response_uri: responseUri,
    nonce: 'n-0S6_WzA2Mj',
    state: 'af0ifjsldkj',
    dcql_query: {
      credentials: [{ id: 'q', format: 'dc+sd-jwt', meta: { vct_values: ['urn:1'] }, claims: [{ path: ['name'] }] }],
    },
    client_metadata: { jwks: { keys: [jwk()] }, encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'] },
    verifier_info: [{ format: 'jwt', data: info }],
    iat: seconds,
    exp: seconds + 300,
    ...more,
  })
}

const dropUndefined = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))

const verify = (jwt: string, more: Partial<RequestContext> = {}): Promise<VerifiedRequest> =>
  verifyRequest(jwt, { link: { kind: 'value', clientId, jwt }, trust, at, ...more })

const sign = (content: object, header: object = {}, by = desk) => signedBy(by, 'oauth-authz-req+jwt', content, header)

describe('a request that holds', () => {
  it('tells who asks, as registered, what, and what the answer is bound to', async () => {
    const content = payload()
    expect(await verify(sign(content))).toEqual({
      query: {
        credentials: [
          {
            id: 'q',
            format: 'dc+sd-jwt',
            meta: { vct_values: ['urn:1'] },
            multiple: false,
            require_cryptographic_holder_binding: true,
            claims: [{ path: ['name'] }],
          },
        ],
      },
      binding: {
        clientId,
        nonce: 'n-0S6_WzA2Mj',
        state: 'af0ifjsldkj',
        responseUri,
        encryption: { enc: 'A256GCM', jwk: expect.objectContaining({ kid: 'k1', kty: 'EC' }) },
      },
      verifier: {
        name: { ja: '試験窓口', en: 'Test desk' },
        certificateSubject: 'C=JP, O=Test desk',
        host: 'desk.example',
        privacyPolicy: 'https://desk.example/privacy',
        contact: 'desk@example.invalid',
      },
      purposes: [{ ja: '試験', en: 'Testing' }],
    })
  })

  it('may be identified by a name in its certificate', async () => {
    const id = 'x509_san_dns:desk.example'
    const { binding } = await verify(sign(payload({ client_id: id }, { sub: id })), {
      link: { kind: 'value', clientId: id, jwt: '' },
    })
    expect(binding.clientId).toBe(id)
  })

  it('is not encrypted for direct_post, and A128GCM is enough otherwise', async () => {
    expect(
      (await verify(sign(payload({ response_mode: 'direct_post', client_metadata: undefined })))).binding.encryption,
    ).toBeUndefined()
    const plain = await verify(sign(payload({ client_metadata: { jwks: { keys: [jwk()] } } })))
    expect(plain.binding.encryption?.enc).toBe('A128GCM')
  })

  it('may be asked again with the same wallet nonce', async () => {
    expect(await refusal(verify(sign(payload({ wallet_nonce: 'w' })), { walletNonce: 'w' }))).toBeUndefined()
  })

  it('may ask for what lies inside a registered place', async () => {
    const dcql_query = {
      credentials: [
        {
          id: 'q',
          format: 'dc+sd-jwt',
          meta: { vct_values: ['urn:1'] },
          claims: [{ path: ['address', 'city'] }, { path: ['list', 1] }],
        },
        { id: 'd', format: 'mso_mdoc', meta: { doctype_value: 'doc' }, claims: [{ path: ['org.example.1', 'a'] }] },
      ],
    }
    expect(await refusal(verify(sign(payload({ dcql_query }))))).toBeUndefined()
  })

  it('takes the first of several registrations that holds', async () => {
    const good = signedBy(registrar, 'rp-registration+jwt', registration)
    const verifier_info = [
      { format: 'x', data: {} },
      { format: 'jwt', data: 'nonsense' },
      { format: 'jwt', data: good },
    ]
    expect(await refusal(verify(sign(payload({ verifier_info }))))).toBeUndefined()
  })
})

describe('a request is refused', () => {
  it.each([
    ['client_id', { client_id: undefined }],
    ['another client than the link', { client_id: 'x509_hash:other' }],
    ['aud', { aud: 'https://other.example' }],
    ['aud missing', { aud: undefined }],
    ['response_type', { response_type: 'id_token' }],
    ['response_mode', { response_mode: 'fragment' }],
    ['response_uri over http', { response_uri: 'http://desk.example/' }],
    ['response_uri with credentials', { response_uri: 'https://a:b@desk.example/' }],
    ['response_uri missing', { response_uri: undefined }],
    ['redirect_uri beside response_uri', { redirect_uri: 'https://desk.example/' }],
    ['no nonce', { nonce: undefined }],
    ['a nonce with a space', { nonce: 'a b' }],
    ['a state with a quote', { state: 'a"b' }],
    ['neither query nor scope', { dcql_query: undefined }],
    ['query and scope', { scope: 'x' }],
    ['a scope', { dcql_query: undefined, scope: 'x' }],
    ['transaction data', { transaction_data: ['e30'] }],
    ['an issue in the future', { iat: seconds + 120 }],
    ['a beginning in the future', { nbf: seconds + 120 }],
    ['no key to encrypt to', { client_metadata: {} }],
    ['a key for signatures', { client_metadata: { jwks: { keys: [{ ...jwk(), use: 'sig' }] } } }],
    ['a key on another curve', { client_metadata: { jwks: { keys: [{ ...jwk(), crv: 'P-384' }] } } }],
    ['a key without an id', { client_metadata: { jwks: { keys: [{ ...jwk(), kid: undefined }] } } }],
    [
      'an unknown content encryption',
      { client_metadata: { jwks: { keys: [jwk()] }, encrypted_response_enc_values_supported: ['A256CBC-HS512'] } },
    ],
    ['a broken query', { dcql_query: { credentials: [] } }],
  ])('%s', async (_, more) => {
    expect(await refusal(verify(sign(payload(more))))).toMatchObject({ code: 'request.invalid' })
  })

  it('without state where a credential is asked without holder binding', async () => {
    const dcql_query = {
      credentials: [
        { id: 'q', format: 'dc+sd-jwt', meta: { vct_values: ['urn:1'] }, require_cryptographic_holder_binding: false },
      ],
    }
    expect(await refusal(verify(sign(payload({ dcql_query, state: undefined }))))).toMatchObject({
      code: 'request.invalid',
    })
    expect(await refusal(verify(sign(payload({ dcql_query }))))).toBeUndefined()
  })

  it('after its end', async () => {
    expect(await refusal(verify(sign(payload({ exp: seconds }))))).toEqual({ code: 'request.expired' })
  })

  it.each([
    'redirect_uri:https://desk.example',
    'verifier_attestation:desk',
    'decentralized_identifier:did:x',
    'origin:https://desk.example',
    'desk',
    'https://desk.example',
  ])('for the client id %s', async (id) => {
    const jwt = sign(payload({ client_id: id }, { sub: id }))
    expect(await refusal(verify(jwt, { link: { kind: 'value', clientId: id, jwt } }))).toMatchObject({
      code: 'request.invalid',
      detail: expect.stringContaining('prefix'),
    })
  })

  it('for a name that is not in the certificate, or an answer to another host', async () => {
    const ask = (id: string, more: object = {}) =>
      refusal(
        verify(sign(payload({ client_id: id, ...more }, { sub: id })), {
          link: { kind: 'value', clientId: id, jwt: '' },
        }),
      )
    expect(await ask('x509_san_dns:other.example', { response_uri: 'https://other.example/' })).toMatchObject({
      code: 'request.invalid',
      detail: 'client_id is not a name in the certificate',
    })
    expect(await ask('x509_san_dns:desk.example', { response_uri: 'https://other.example/' })).toMatchObject({
      code: 'request.invalid',
      detail: 'response_uri lies at another host than client_id',
    })
  })

  it('for the hash of another certificate', async () => {
    const id = hashId(newOrganisation(verifiers, 'Other', at))
    const jwt = sign(payload({ client_id: id }, { sub: id }))
    expect(await refusal(verify(jwt, { link: { kind: 'value', clientId: id, jwt } }))).toMatchObject({
      detail: 'client_id is not the hash of the certificate',
    })
  })

  it('with another wallet nonce, or none', async () => {
    expect(await refusal(verify(sign(payload({ wallet_nonce: 'x' })), { walletNonce: 'w' }))).toMatchObject({
      detail: 'wallet_nonce',
    })
    expect(await refusal(verify(sign(payload()), { walletNonce: 'w' }))).toMatchObject({ detail: 'wallet_nonce' })
  })

  it('when its contents or signature were changed', async () => {
    const jwt = sign(payload())
    expect(await refusal(verify(withPayload(jwt, payload({ nonce: 'other' }))))).toEqual({
      code: 'request.signatureInvalid',
    })
    expect(await refusal(verify(`${jwt.slice(0, -4)}AAAA`))).toEqual({ code: 'request.signatureInvalid' })
  })

  it('signed by somebody who is not known, ended, a CA, or by a registrar', async () => {
    const strangers = newRoot('Test verifier root', at)
    const cases: [string, Organisation][] = [
      ['stranger', newOrganisation(strangers, 'Stranger', at)],
      ['ended', newOrganisation(verifiers, 'Ended', at, { ended: true })],
      ['ca', newOrganisation(verifiers, 'CA', at, { ca: true })],
      ['registrar', registrar],
      ['self', { name: 'root', chain: [verifiers.certificate], privateKey: verifiers.privateKey }],
    ]
    for (const [name, by] of cases) {
      const id = hashId(by)
      const jwt = sign(payload({ client_id: id }, { sub: id }), {}, by)
      const failure = await refusal(verify(jwt, { link: { kind: 'value', clientId: id, jwt } }))
      expect(failure, name).toMatchObject({ code: 'verifier.untrusted' })
    }
  })

  it.each([
    ['another type', { typ: 'JWT' }],
    ['no type', { typ: undefined }],
    ['alg none', { alg: 'none' }],
    ['a MAC', { alg: 'HS256' }],
    ['a critical extension', { crit: ['b64'], b64: false }],
    ['no chain', { x5c: undefined }],
    ['an empty chain', { x5c: [] }],
    ['a chain of nonsense', { x5c: ['AAAA'] }],
  ])('with %s in its header', async (_, header) => {
    expect(await refusal(verify(sign(payload(), header)))).toMatchObject({ code: 'request.invalid' })
  })

  it.each(['', 'x', 'a.b', 'a.b.c', '..', `${'a'.repeat(300_000)}.b.c`])('when it is no JWS at all', async (jwt) => {
    expect(await refusal(verify(jwt))).toMatchObject({ code: 'request.invalid' })
  })
})

describe('the registration', () => {
  const untrusted = { code: 'verifier.untrusted', name: 'Test desk' }
  const withInfo = (verifier_info: unknown) => refusal(verify(sign(payload({ verifier_info }))))

  it('must be there', async () => {
    expect(await withInfo(undefined)).toEqual(untrusted)
    expect(await withInfo([{ format: 'other', data: 'x' }])).toEqual(untrusted)
    expect(await withInfo([{ format: 'jwt', data: 7 }])).toEqual(untrusted)
  })

  it.each([
    ['is for another client', { sub: 'x509_hash:other' }],
    ['has ended', { exp: seconds }],
    ['begins in the future', { iat: seconds + 120 }],
    ['has no name', { name: undefined }],
    ['names no purpose', { purposes: [] }],
  ])('does not count when it %s', async (_, more) => {
    expect(await refusal(verify(sign(payload({}, more))))).toEqual(untrusted)
  })

  it('does not count when nobody on the list signed it', async () => {
    const stranger = newOrganisation(newRoot('Test registrar root', at), 'Test registrar', at)
    for (const data of [
      signedBy(stranger, 'rp-registration+jwt', registration),
      signedBy(desk, 'rp-registration+jwt', registration),
      signedBy(registrar, 'JWT', registration),
      withPayload(signedBy(registrar, 'rp-registration+jwt', registration), {
        ...registration,
        purposes: [{ ja: 'x', en: 'x' }],
      }),
    ]) {
      expect(await withInfo([{ format: 'jwt', data }])).toEqual(untrusted)
    }
  })

  it.each([
    [[{ path: ['birth_date'] }], ['birth_date']],
    [[{ path: ['name'] }, { path: ['list'] }], ['list']],
    [[{ path: ['list', 'x'] }], ['list.x']],
  ])('must cover every claim: %j', async (claims, attributes) => {
    const dcql_query = { credentials: [{ id: 'q', format: 'dc+sd-jwt', meta: { vct_values: ['urn:1'] }, claims }] }
    expect(await refusal(verify(sign(payload({ dcql_query }))))).toEqual({
      code: 'verifier.overAsks',
      name: 'Test desk',
      attributes,
    })
  })

  it('must cover the kind of credential', async () => {
    const ask = (credential: object) =>
      refusal(verify(sign(payload({ dcql_query: { credentials: [{ id: 'q', ...credential }] } }))))
    const overAsks = (attributes: string[]) => ({ code: 'verifier.overAsks', name: 'Test desk', attributes })
    expect(await ask({ format: 'dc+sd-jwt', meta: { vct_values: ['urn:2'] } })).toEqual(overAsks(['urn:2']))
    expect(
      await ask({ format: 'dc+sd-jwt', meta: { vct_values: ['urn:1', 'urn:2'] }, claims: [{ path: ['name'] }] }),
    ).toEqual(overAsks(['name']))
    expect(
      await ask({ format: 'mso_mdoc', meta: { doctype_value: 'other' }, claims: [{ path: ['n.1', 'a'] }] }),
    ).toEqual(overAsks(['a']))
  })

  it('counts optional claims too', async () => {
    const dcql_query = {
      credentials: [
        {
          id: 'q',
          format: 'dc+sd-jwt',
          meta: { vct_values: ['urn:1'] },
          claims: [
            { id: 'n', path: ['name'] },
            { id: 'x', path: ['extra'] },
          ],
          claim_sets: [['n', 'x'], ['n']],
        },
      ],
    }
    expect(await refusal(verify(sign(payload({ dcql_query }))))).toMatchObject({
      code: 'verifier.overAsks',
      attributes: ['extra'],
    })
  })
})
