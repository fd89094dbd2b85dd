// A request that holds, and everything for which one is refused.
import { describe, expect, it } from 'vitest'
import {
  newOrganisation,
  newRoot,
  type Organisation,
  signedBy,
  withPayload,
} from '../../tests/support/organisations.ts'
import { refusal } from '../../tests/support/refusal.ts'
import { at, hashId, jwk, requestStage, responseUri, seconds } from '../../tests/support/signedRequests.ts'

const { verifiers, registrar, clientId, registration, payload, verify, sign } = requestStage()

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
