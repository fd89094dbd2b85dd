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
import { kindOf, labelsOf, nameOf, typeOf } from './configuration.ts'
import { fetchIssuer, offeredConfigurations, verifyIssuer } from './metadata.ts'

const at = new Date('2026-11-23T03:00:00Z')
const seconds = at.getTime() / 1000
const id = 'https://issuer.example/tenant'
const type = 'openidvci-issuer-metadata+jwt'

let root: ReturnType<typeof newRoot>
let issuer: Organisation
let trust: Trust

beforeAll(() => {
  root = newRoot('Test issuer root', at)
  issuer = newOrganisation(root, 'Test issuer', at, { hosts: ['issuer.example'] })
  trust = {
    realm: 'practice',
    jpki: { authentication: [], signature: [] },
    issuers: [root.certificate],
    mdocIssuers: [],
    verifiers: [],
    registrars: [],
    tls: [],
  }
})

const configuration = {
  format: 'dc+sd-jwt',
  vct: 'urn:x:health-insurance:1',
  cryptographic_binding_methods_supported: ['jwk'],
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
  credential_metadata: {
    display: [
      { name: 'Insurance', locale: 'en-US' },
      { name: '保険', locale: 'ja' },
    ],
    claims: [
      {
        path: ['name'],
        display: [
          { name: '氏名', locale: 'ja-JP' },
          { name: 'Name', locale: 'en' },
        ],
      },
      { path: ['list', null], display: [{ name: '一覧' }] },
      { path: ['bare'] },
    ],
  },
}
const mdoc = {
  format: 'mso_mdoc',
  doctype: 'org.iso.18013.5.1.mDL',
  cryptographic_binding_methods_supported: ['cose_key'],
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
}

const metadata = (more: object = {}) => ({
  sub: id,
  iss: id,
  iat: seconds,
  exp: seconds + 100,
  credential_issuer: id,
  credential_endpoint: `${id}/credential`,
  nonce_endpoint: `${id}/nonce`,
  display: [{ name: '試験発行', locale: 'ja' }],
  credential_configurations_supported: { insurance: configuration, licence: mdoc },
  ...more,
})
const verify = (more: object = {}, by = issuer) => verifyIssuer(signedBy(by, type, metadata(more)), id, trust, at)

describe('signed issuer metadata', () => {
  it('tells who issues, where and what', async () => {
    const found = await verify()
    expect(found).toMatchObject({
      id,
      host: 'issuer.example',
      name: { ja: '試験発行', en: '試験発行' },
      credentialEndpoint: `${id}/credential`,
      nonceEndpoint: `${id}/nonce`,
      authorizationServers: [id],
    })
    const [insurance, licence] = offeredConfigurations(found, ['insurance', 'licence']).map((one) => one.configuration)
    if (insurance === undefined || licence === undefined) throw new Error('not there')
    expect([typeOf(insurance), kindOf(insurance), nameOf(insurance)]).toEqual([
      'urn:x:health-insurance:1',
      'insurance',
      { ja: '保険', en: 'Insurance' },
    ])
    expect([typeOf(licence), kindOf(licence)]).toEqual(['org.iso.18013.5.1.mDL', 'licence'])
    expect(labelsOf(insurance)).toEqual([
      { path: ['name'], label: { ja: '氏名', en: 'Name' } },
      { path: ['list'], label: { ja: '一覧', en: '一覧' } },
      { path: ['bare'], label: { ja: 'bare', en: 'bare' } },
    ])
  })

  it('is asked for at the well-known place before the path', async () => {
    let asked = ''
    const fetch = async (request: Request) => {
      asked = `${request.url} ${request.headers.get('accept')}`
      return new Response(signedBy(issuer, type, metadata()), { headers: { 'content-type': 'application/jwt' } })
    }
    await fetchIssuer(fetch, id, trust, at)
    expect(asked).toBe('https://issuer.example/.well-known/openid-credential-issuer/tenant application/jwt')
  })

  it('is not taken in its plain form', async () => {
    const fetch = async () => Response.json(metadata())
    expect(await refusal(fetchIssuer(fetch, id, trust, at))).toEqual({
      code: 'issuer.untrusted',
      name: 'issuer.example',
    })
  })

  it.each([
    ['another subject', { sub: 'https://other.example' }],
    ['another issuer', { credential_issuer: 'https://other.example' }],
    ['an end that is over', { exp: seconds }],
    ['a beginning in the future', { iat: seconds + 120 }],
    ['no time of issue', { iat: undefined }],
    ['an endpoint over http', { credential_endpoint: 'http://issuer.example/' }],
    ['no endpoint', { credential_endpoint: undefined }],
    ['no configurations', { credential_configurations_supported: undefined }],
  ])('is refused with %s', async (_, more) => {
    expect(await refusal(verify(more))).toMatchObject({ code: 'offer.invalid' })
  })

  it('is refused when changed, of another type, or signed by somebody else', async () => {
    const jwt = signedBy(issuer, type, metadata())
    expect(await refusal(verifyIssuer(withPayload(jwt, metadata({ iat: seconds - 1 })), id, trust, at))).toEqual({
      code: 'issuer.signatureInvalid',
    })
    expect(await refusal(verifyIssuer(signedBy(issuer, 'JWT', metadata()), id, trust, at))).toMatchObject({
      code: 'offer.invalid',
    })
    const stranger = newOrganisation(newRoot('Test issuer root', at), 'Stranger', at, { hosts: ['issuer.example'] })
    expect(await refusal(verify({}, stranger))).toEqual({ code: 'issuer.untrusted', name: 'Stranger' })
    const ended = newOrganisation(root, 'Ended', at, { hosts: ['issuer.example'], ended: true })
    expect(await refusal(verify({}, ended))).toEqual({ code: 'issuer.untrusted', name: 'Ended' })
  })

  it('is refused from a known issuer that speaks for another host', async () => {
    const other = newOrganisation(root, 'Other host', at, { hosts: ['other.example'] })
    expect(await refusal(verify({}, other))).toEqual({ code: 'issuer.untrusted', name: 'Other host' })
    const free = newOrganisation(root, 'No host', at)
    expect(await refusal(verify({}, free))).toBeUndefined()
  })

  it.each([
    ['another format', { format: 'jwt_vc_json' }],
    ['no key binding', { cryptographic_binding_methods_supported: undefined }],
    ['binding by another method', { cryptographic_binding_methods_supported: ['did:jwk'] }],
    ['no proof', { proof_types_supported: undefined }],
    [
      'a proof by another algorithm',
      { proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['EdDSA'] } } },
    ],
    [
      'an attested key',
      {
        proof_types_supported: {
          jwt: { proof_signing_alg_values_supported: ['ES256'], key_attestations_required: {} },
        },
      },
    ],
  ])('passes over a configuration with %s, and refuses it when it is offered', async (_, more) => {
    const found = await verify({
      credential_configurations_supported: { odd: { ...configuration, ...more }, insurance: configuration },
    })
    expect(Object.keys(found.configurations)).toEqual(['insurance'])
    for (const offered of ['odd', 'nothing', '__proto__', 'constructor']) {
      expect(await refusal(() => offeredConfigurations(found, [offered]))).toMatchObject({ code: 'offer.invalid' })
    }
  })
})
