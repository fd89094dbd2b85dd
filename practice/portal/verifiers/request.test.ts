// What a verifier asks, and what it can do wrong on purpose.
import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, importX509, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { verifyChain } from '../../../main/certificates/chain.ts'
import { toPem } from '../../issueCertificate.ts'
import { portalOfFile } from '../portalOfFile.ts'
import { bearer, logIn, openRequest, sendAnswer } from '../testPortal.ts'
import { verifierIds } from './register.ts'

const portal = await portalOfFile()

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
