// A verifier and a registrar of the test's own, requests that hold, and what is made of them.
import { createHash, generateKeyPairSync } from 'node:crypto'
import type { Trust } from '../../main/certificates/trust.ts'
import { type RequestContext, type VerifiedRequest, verifyRequest } from '../../main/presentation/request.ts'
import { newOrganisation, newRoot, type Organisation, signedBy } from './organisations.ts'

export const at = new Date('2026-11-23T03:00:00Z')
export const seconds = at.getTime() / 1000
export const responseUri = 'https://desk.example/responses/1'

export const hashId = ({ chain }: Organisation) =>
  `x509_hash:${createHash('sha256')
    .update(chain[0] ?? new Uint8Array())
    .digest('base64url')}`

/** A key to encrypt the answer to. */
export const jwk = () => {
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
  return { kty: 'EC', crv: 'P-256', x, y, alg: 'ECDH-ES', use: 'enc', kid: 'k1' }
}

const dropUndefined = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))

/** Everybody who has a part in a request, and a request in which anything can be put otherwise. */
export function requestStage() {
  const verifiers = newRoot('Test verifier root', at)
  const registrars = newRoot('Test registrar root', at)
  const desk = newOrganisation(verifiers, 'Test desk', at, { hosts: ['desk.example'] })
  const registrar = newOrganisation(registrars, 'Test registrar', at)
  const clientId = hashId(desk)
  const trust: Trust = {
    realm: 'practice',
    jpki: { authentication: [], signature: [] },
    issuers: [],
    mdocIssuers: [],
    verifiers: [verifiers.certificate],
    registrars: [registrars.certificate],
    tls: [],
  }
  const registration: Record<string, unknown> = {
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
  const verify = (jwt: string, more: Partial<RequestContext> = {}): Promise<VerifiedRequest> =>
    verifyRequest(jwt, { link: { kind: 'value', clientId, jwt }, trust, at, ...more })
  const sign = (content: object, header: object = {}, by = desk) => signedBy(by, 'oauth-authz-req+jwt', content, header)
  return { verifiers, desk, registrar, clientId, registration, payload, verify, sign }
}
