import { decodeJwt, decodeProtectedHeader, importX509, jwtVerify } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import type { VerifiedCredential } from '../../../main/credentials/credential.ts'
import { verifyMdoc } from '../../../main/credentials/mdoc.ts'
import { verifySdJwt } from '../../../main/credentials/sdJwt.ts'
import { statusRequest, verifyStatusList } from '../../../main/credentials/status.ts'
import { toPem } from '../../issueCertificate.ts'
import { portalOfFile } from '../portalOfFile.ts'
import {
  bearer,
  bodyOf,
  type Held,
  logIn,
  newHolderKey,
  offeredCode,
  proof,
  proofNonce,
  receive,
  requestCredential,
  requestToken,
  testOrigin,
} from '../testPortal.ts'
import { insuranceClaimNames, licenceClaimNames } from './kinds.ts'

const issuer = `${testOrigin}/issuer`

const portal = await portalOfFile()
beforeEach(async () => {
  // Nobody holds anything yet.
  for (const { id, state } of await portal.control.issued()) {
    if (state === 'valid') await portal.control.setStatus({ id }, 'invalid')
  }
})

function verifyInsurance({ raw, key }: Held): Promise<VerifiedCredential> {
  const roots = portal.world.trust().issuers
  return verifySdJwt({
    compact: raw,
    roots,
    at: portal.now(),
    holderJwk: key.jwk,
    expectedType: 'urn:tefuda:practice:health-insurance:1',
  })
}

function verifyLicence({ raw, key }: Held): Promise<VerifiedCredential> {
  const roots = portal.world.trust().mdocIssuers
  const issuerSigned = Uint8Array.from(Buffer.from(raw, 'base64url'))
  return verifyMdoc({
    issuerSigned,
    roots,
    at: portal.now(),
    holderJwk: key.jwk,
    expectedType: 'org.iso.18013.5.1.mDL',
  })
}

const failing = ({ findings }: VerifiedCredential) => findings.filter(({ ok }) => !ok).map(({ rule }) => rule)

async function newToken(credential: 'health-insurance' | 'licence' = 'health-insurance'): Promise<string> {
  const { offer } = await portal.control.offerTo('taro', credential)
  return String((await bodyOf(await requestToken(portal, await offeredCode(portal, offer))))['access_token'])
}

describe('issuing', () => {
  it('issues the insurance of that person to the key that was proven', async () => {
    const credential = await verifyInsurance(await receive(portal, 'taro', 'health-insurance'))
    expect(failing(credential)).toEqual([])
    const values = Object.fromEntries(credential.attributes.map(({ path, value }) => [path.join('.'), value]))
    expect(values).toMatchObject({
      insurer_number: '06139992',
      symbol: '100',
      number: '2345',
      branch_number: '00',
      name: '練習　太郎',
    })
    expect(credential.status?.uri).toBe(`${issuer}/status/1`)
  })

  it('issues the licence of that person', async () => {
    const credential = await verifyLicence(await receive(portal, 'hanako', 'licence'))
    expect(failing(credential)).toEqual([])
    const values = Object.fromEntries(credential.attributes.map(({ path, value }) => [path.join('/'), value]))
    expect(values).toMatchObject({
      'org.iso.18013.5.1/document_number': '300999999810',
      'org.iso.18013.5.1/age_over_20': true,
      'org.iso.18013.5.1/issuing_country': 'JP',
    })
  })

  it('names every claim that it issues in both languages, and promises no other', async () => {
    const response = await portal.get('/.well-known/openid-credential-issuer/issuer')
    const metadata = await bodyOf(response)
    const configurations = metadata['credential_configurations_supported'] as Record<
      string,
      {
        credential_metadata: {
          claims: { path: string[]; mandatory: boolean; display: { name: string; locale: string }[] }[]
        }
      }
    >
    const people = portal.world.people.filter(({ insurance }) => insurance)
    const issued = new Set<string>()
    for (const { id } of people) {
      const { attributes } = await verifyInsurance(await receive(portal, id, 'health-insurance'))
      for (const { path } of attributes) issued.add(path.join('/'))
      for (const { path, optional } of insuranceClaimNames) {
        if (!optional) expect(attributes.map((one) => one.path.join('/'))).toContain(path.join('/'))
      }
    }
    const licence = await verifyLicence(await receive(portal, 'taro', 'licence'))
    for (const { path } of licence.attributes) issued.add(path.join('/'))
    const described = Object.values(configurations).flatMap((one) => one.credential_metadata.claims)
    expect(new Set(described.map(({ path }) => path.join('/')))).toEqual(issued)
    expect(described).toHaveLength(insuranceClaimNames.length + licenceClaimNames.length)
    for (const { display } of described) expect(display.map(({ locale }) => locale)).toEqual(['ja', 'en'])
  })

  it('signs its metadata when it is asked for application/jwt', async () => {
    const response = await portal.get('/.well-known/openid-credential-issuer/issuer', { accept: 'application/jwt' })
    expect(response.headers.get('content-type')).toBe('application/jwt')
    const jws = await response.text()
    const header = decodeProtectedHeader(jws)
    expect(header).toMatchObject({ typ: 'openidvci-issuer-metadata+jwt', alg: 'ES256' })
    const leaf = Uint8Array.from(Buffer.from(header.x5c?.[0] ?? '', 'base64'))
    const { payload } = await jwtVerify(jws, await importX509(toPem(leaf), 'ES256'))
    expect(payload).toMatchObject({
      sub: issuer,
      credential_issuer: issuer,
      credential_endpoint: `${issuer}/credential`,
    })
    expect(payload.exp).toBeGreaterThan(payload.iat ?? 0)
  })

  it('puts the well-known part of the authorization server before the path too', async () => {
    const metadata = await bodyOf(await portal.get('/.well-known/oauth-authorization-server/issuer'))
    expect(metadata).toMatchObject({ issuer, token_endpoint: `${issuer}/token` })
  })

  it('issues a copy for each of several keys, each with a status of its own', async () => {
    const keys = [newHolderKey(), newHolderKey()]
    const nonce = await proofNonce(portal)
    const proofs = keys.map((key) => proof(portal, key, nonce))
    const body = await bodyOf(await requestCredential(portal, await newToken(), 'health-insurance', proofs))
    const copies = body['credentials'] as { credential: string }[]
    const verified = await Promise.all(
      copies.map(({ credential }, index) =>
        verifyInsurance({ raw: credential, key: keys[index] ?? newHolderKey(), token: '', notification: '' }),
      ),
    )
    expect(verified.flatMap(failing)).toEqual([])
    expect(new Set(verified.map(({ status }) => status?.index)).size).toBe(2)
  })

  it('writes nothing about a person into a status list but the state', async () => {
    const held = await receive(portal, 'hanako', 'health-insurance')
    const { status } = await verifyInsurance(held)
    if (status === undefined) throw new Error('no status')
    const ask = async () => {
      const response = await portal.fetch(statusRequest(status))
      expect(response.headers.get('content-type')).toBe('application/statuslist+jwt')
      return verifyStatusList(await response.text(), status, { roots: portal.world.trust().issuers, at: portal.now() })
    }
    expect((await ask()).state).toBe('valid')
    await portal.control.setStatus({ person: 'hanako', credential: 'health-insurance' }, 'suspended')
    expect((await ask()).state).toBe('suspended')
    await portal.control.setStatus({ person: 'hanako', credential: 'health-insurance' }, 'invalid')
    expect((await ask()).state).toBe('invalid')
    const list = await portal.get('/issuer/status/1')
    expect(Object.keys(decodeJwt(await list.text())).sort()).toEqual(['exp', 'iat', 'status_list', 'sub', 'ttl'])
  })
})

describe('offers', () => {
  it('come by value too', async () => {
    const { offer } = await portal.control.offerTo('taro', 'licence', { by: 'value' })
    const body = JSON.parse(new URL(offer).searchParams.get('credential_offer') ?? '')
    expect(body).toMatchObject({ credential_issuer: issuer, credential_configuration_ids: ['licence'] })
  })

  it('are redeemed once', async () => {
    const { offer } = await portal.control.offerTo('taro', 'licence')
    const code = await offeredCode(portal, offer)
    expect((await requestToken(portal, code)).status).toBe(200)
    expect(await bodyOf(await requestToken(portal, code))).toMatchObject({ error: 'invalid_grant' })
    const uri = new URL(offer).searchParams.get('credential_offer_uri') ?? ''
    expect((await portal.get(uri)).status).toBe(410)
  })

  it('run out', async () => {
    const { offer } = await portal.control.offerTo('taro', 'licence', { expires_in: 60 })
    const code = await offeredCode(portal, offer)
    portal.wait(60_000)
    expect(await bodyOf(await requestToken(portal, code))).toMatchObject({ error: 'invalid_grant' })
  })

  it('want the transaction code that was told by another way, and bear three wrong ones', async () => {
    const made = await portal.control.offerTo('taro', 'licence', { tx_code: true })
    const code = await offeredCode(portal, made.offer)
    expect(made.tx_code).toMatch(/^\d{6}$/)
    expect(await bodyOf(await requestToken(portal, code))).toMatchObject({ error: 'invalid_request' })
    const wrong = made.tx_code === '000000' ? '000001' : '000000'
    expect(await bodyOf(await requestToken(portal, code, wrong))).toMatchObject({ error: 'invalid_grant' })
    expect((await requestToken(portal, code, made.tx_code)).status).toBe(200)

    const second = await portal.control.offerTo('taro', 'licence', { tx_code: true })
    const secondCode = await offeredCode(portal, second.offer)
    const other = second.tx_code === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 3; tries++) await requestToken(portal, secondCode, other)
    expect(await bodyOf(await requestToken(portal, secondCode, second.tx_code))).toMatchObject({
      error: 'invalid_grant',
    })
  })

  it('take no transaction code where none was told', async () => {
    const { offer } = await portal.control.offerTo('taro', 'licence')
    const code = await offeredCode(portal, offer)
    expect(await bodyOf(await requestToken(portal, code, '123456'))).toMatchObject({ error: 'invalid_request' })
  })

  it('are not made for what a person does not have', async () => {
    await expect(portal.control.offerTo('sakura', 'licence')).rejects.toThrow('invalid_request')
    await expect(portal.control.offerTo('nobody', 'licence')).rejects.toThrow('invalid_request')
  })

  it('wait after log-in for what is the person’s own, until it was received', async () => {
    const token = await logIn(portal, 'sakura')
    const inbox = async () =>
      (await (await portal.get('/api/offers/v1', bearer(token))).json()) as {
        id: string
        offer: string
        name: object
      }[]
    const [only, ...others] = await inbox()
    expect(others).toEqual([])
    expect(only?.name).toMatchObject({ ja: expect.stringContaining('保険'), en: expect.stringContaining('insurance') })
    expect((await inbox())[0]?.id).toBe(only?.id)

    const code = await offeredCode(portal, only?.offer ?? '')
    const access = String((await bodyOf(await requestToken(portal, code)))['access_token'])
    const answer = await requestCredential(portal, access, 'health-insurance', [
      proof(portal, newHolderKey(), await proofNonce(portal)),
    ])
    const { notification_id } = await bodyOf(answer)
    const notify = (event: string) => portal.post('/issuer/notification', { notification_id, event }, bearer(access))
    expect((await notify('credential_accepted')).status).toBe(204)
    expect((await notify('credential_accepted')).status).toBe(204)
    expect(await inbox()).toEqual([])

    await portal.control.setStatus({ person: 'sakura', credential: 'health-insurance' }, 'invalid')
    expect(await inbox()).toHaveLength(1)
  })

  it('wait again for a credential that was lost on the way', async () => {
    const token = await logIn(portal, 'haruto')
    const count = async () => ((await (await portal.get('/api/offers/v1', bearer(token))).json()) as unknown[]).length
    const held = await receive(portal, 'haruto', 'health-insurance')
    expect(await count()).toBe(0)
    const failure = { notification_id: held.notification, event: 'credential_failure' }
    await portal.post('/issuer/notification', failure, bearer(held.token))
    expect(await count()).toBe(1)
    await receive(portal, 'haruto', 'health-insurance')
    expect(await count()).toBe(0)
    portal.wait(600_001)
    expect(await count()).toBe(1)
  })
})

describe('the credential endpoint refuses', () => {
  async function errorOf(over: { header?: object; payload?: object }, key = newHolderKey()): Promise<unknown> {
    const jwt = proof(portal, key, await proofNonce(portal), over)
    return (await bodyOf(await requestCredential(portal, await newToken(), 'health-insurance', [jwt])))['error']
  }

  it.each([
    ['another audience', { payload: { aud: 'https://issuer.example.invalid' } }],
    ['an old proof', { payload: { iat: 1 } }],
    ['a proof from the future', { payload: { iat: 4_000_000_000 } }],
    ['an issuer in an anonymous proof', { payload: { iss: 'tefuda' } }],
    ['another type', { header: { typ: 'JWT' } }],
    ['another algorithm', { header: { alg: 'none' } }],
    ['a key by reference beside the key', { header: { kid: '1' } }],
    ['another key than the one that signed', { header: { jwk: newHolderKey().jwk } }],
    ['a private key', { header: { jwk: { ...newHolderKey().jwk, d: 'A'.repeat(43) } } }],
    [
      'a point that is not on the curve',
      { header: { jwk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } } },
    ],
  ])('%s', async (_name, over) => {
    expect(await errorOf(over)).toBe('invalid_proof')
  })

  it('a nonce that was used, is unknown or too old', async () => {
    const key = newHolderKey()
    const send = async (nonce: string) => {
      const jwt = proof(portal, key, nonce)
      return bodyOf(await requestCredential(portal, await newToken(), 'health-insurance', [jwt]))
    }
    const nonce = await proofNonce(portal)
    expect(await send(nonce)).toHaveProperty('credentials')
    expect(await send(nonce)).toMatchObject({ error: 'invalid_nonce' })
    expect(await send('A'.repeat(43))).toMatchObject({ error: 'invalid_nonce' })
    const late = await proofNonce(portal)
    portal.wait(300_000)
    expect(await send(late)).toMatchObject({ error: 'invalid_nonce' })
  })

  it('a second credential for the same key in one request', async () => {
    const key = newHolderKey()
    const nonce = await proofNonce(portal)
    const proofs = [proof(portal, key, nonce), proof(portal, key, nonce)]
    expect(await bodyOf(await requestCredential(portal, await newToken(), 'health-insurance', proofs))).toMatchObject({
      error: 'invalid_proof',
    })
  })

  it('another credential than the token is for', async () => {
    const token = await newToken('licence')
    const jwt = proof(portal, newHolderKey(), await proofNonce(portal))
    expect(await bodyOf(await requestCredential(portal, token, 'health-insurance', [jwt]))).toMatchObject({
      error: 'invalid_credential_request',
    })
    expect(await bodyOf(await requestCredential(portal, token, 'passport', [jwt]))).toMatchObject({
      error: 'unknown_credential_configuration',
    })
  })

  it('a request without proofs, with too many, or of another shape', async () => {
    const token = await newToken()
    const nonce = await proofNonce(portal)
    const five = Array.from({ length: 5 }, () => proof(portal, newHolderKey(), nonce))
    for (const proofs of [[], five]) {
      expect(await bodyOf(await requestCredential(portal, token, 'health-insurance', proofs))).toMatchObject({
        error: 'invalid_credential_request',
      })
    }
    const both = { credential_configuration_id: 'health-insurance', credential_identifier: 'x', proofs: { jwt: ['x'] } }
    expect(await bodyOf(await portal.post('/issuer/credential', both, bearer(token)))).toMatchObject({
      error: 'unknown_credential_identifier',
    })
  })

  it('a token that is unknown, expired or of the log-in', async () => {
    const jwt = proof(portal, newHolderKey(), await proofNonce(portal))
    const late = await newToken()
    const session = await logIn(portal, 'taro')
    portal.wait(600_000)
    for (const token of ['nonsense', late, session]) {
      const response = await requestCredential(portal, token, 'health-insurance', [jwt])
      expect(response.status).toBe(401)
      expect(await bodyOf(response)).toMatchObject({ error: 'invalid_token' })
    }
  })
})

describe('what the issuer can do wrong on purpose', () => {
  it.each([
    ['bad_credential', 'health-insurance'],
    ['credential_other_ca', 'health-insurance'],
    ['credential_other_key', 'health-insurance'],
    ['credential_expired', 'health-insurance'],
    ['bad_credential', 'licence'],
    ['credential_other_ca', 'licence'],
    ['credential_other_key', 'licence'],
    ['credential_expired', 'licence'],
  ] as const)('%s spoils a %s credential so that the holder notices', async (kind, credential) => {
    await portal.control.addFault({ kind, times: 1 })
    const held = await receive(portal, 'taro', credential)
    const verified = credential === 'licence' ? await verifyLicence(held) : await verifyInsurance(held)
    expect(failing(verified).length).toBeGreaterThan(0)
    const next = await receive(portal, 'taro', credential)
    expect(failing(credential === 'licence' ? await verifyLicence(next) : await verifyInsurance(next))).toEqual([])
  })

  it('stale nonces, expired offers, metadata in another name', async () => {
    await portal.control.addFault({ kind: 'stale_proof_nonce', times: 1 })
    const jwt = proof(portal, newHolderKey(), await proofNonce(portal))
    expect(await bodyOf(await requestCredential(portal, await newToken(), 'health-insurance', [jwt]))).toMatchObject({
      error: 'invalid_nonce',
    })
    await portal.control.addFault({ kind: 'metadata_other_issuer', times: 1 })
    const metadata = await bodyOf(await portal.get('/.well-known/openid-credential-issuer/issuer'))
    expect(metadata['credential_issuer']).not.toBe(issuer)
    await portal.control.addFault({ kind: 'expired_offer', times: 1 })
    const { offer } = await portal.control.offerTo('taro', 'licence')
    expect((await portal.get(new URL(offer).searchParams.get('credential_offer_uri') ?? '')).status).toBe(410)
  })
})
