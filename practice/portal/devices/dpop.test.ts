// DPoP proofs (RFC 9449) of sessions that an enrolled PC began.
import { beforeAll, describe, expect, it } from 'vitest'
import { portalOfFile } from '../portalOfFile.ts'
import {
  codeOf,
  dpopProof,
  type Enrolled,
  enrol,
  errorOf,
  logInByDevice,
  pushForm,
  realm,
  revokeAll,
  sendBound,
} from '../testDevice.ts'
import { authenticationKey, bearer, beginLogIn, bodyOf, logIn, newHolderKey, proveByCard } from '../testPortal.ts'

const portal = await portalOfFile()

describe('a DPoP proof', () => {
  let device: Enrolled
  let token: string
  beforeAll(async () => {
    await revokeAll(portal, 'taro')
    device = await enrol(portal, 'taro')
    token = String((await logInByDevice(portal, device))['access_token'])
  })

  const path = '/api/devices/v1'
  const wrong: [string, object, string][] = [
    ['without a nonce', { payload: { nonce: undefined } }, 'use_dpop_nonce'],
    ['with another nonce', { payload: { nonce: 'x' } }, 'use_dpop_nonce'],
    ['for another method', { payload: { htm: 'POST' } }, 'invalid_dpop_proof'],
    ['for another address', { payload: { htu: 'https://localhost:20443/api/x' } }, 'invalid_dpop_proof'],
    ['from long ago', { payload: { iat: 1 } }, 'invalid_dpop_proof'],
    ['for another token', { payload: { ath: 'x' } }, 'invalid_dpop_proof'],
    ['for no token', { payload: { ath: undefined } }, 'invalid_dpop_proof'],
    ['of another type', { header: { typ: 'JWT' } }, 'invalid_dpop_proof'],
    ['without a signature', { header: { alg: 'none' } }, 'invalid_dpop_proof'],
    ['that shows a private key', { header: { jwk: { ...newHolderKey().jwk, d: 'x' } } }, 'invalid_dpop_proof'],
    ['signed by another key than it names', { header: { jwk: newHolderKey().jwk } }, 'invalid_dpop_proof'],
  ]
  it.each(wrong)('%s is not taken', async (_, over, code) => {
    const dpop = await dpopProof(portal, device.proofKey, 'GET', path, { token, ...over })
    const response = await portal.get(path, { authorization: `DPoP ${token}`, dpop })
    expect(response.status).toBe(401)
    expect(response.headers.get('dpop-nonce')).toMatch(/^[\w-]{43}$/)
    expect(response.headers.get('www-authenticate')).toContain(`DPoP error="${code}"`)
    expect(await codeOf(response)).toBe(code)
  })

  it('is taken once, from the key that the token is bound to, and the token never without it', async () => {
    const dpop = await dpopProof(portal, device.proofKey, 'GET', path, { token })
    const headers = { authorization: `DPoP ${token}`, dpop }
    expect((await portal.get(path, headers)).status).toBe(200)
    expect(await codeOf(await portal.get(path, headers))).toBe('invalid_dpop_proof')
    expect(await codeOf(await sendBound(portal, newHolderKey(), 'GET', path, { token }))).toBe('invalid_dpop_proof')
    expect(await codeOf(await portal.get(path, bearer(token)))).toBe('login_required')
    expect(await codeOf(await portal.get(path, { authorization: `DPoP ${token}` }))).toBe('invalid_dpop_proof')
  })

  it('is wanted where a request is pushed, and told its nonce in OAuth’s words', async () => {
    const push = (headers: Record<string, string>) =>
      portal.post(`${realm}/ext/par/request`, new URLSearchParams(pushForm(portal, device)), headers)
    expect(await errorOf(await push({}))).toBe('invalid_dpop_proof')
    const dpop = await dpopProof(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, {
      payload: { nonce: undefined },
    })
    const stale = await push({ dpop })
    expect(stale.status).toBe(400)
    expect(await errorOf(stale)).toBe('use_dpop_nonce')
    expect(stale.headers.get('dpop-nonce')).toMatch(/^[\w-]{43}$/)
  })

  it('binds a log-in by card that comes with it', async () => {
    const challenge = await beginLogIn(portal)
    const { code } = await bodyOf(await proveByCard(portal, challenge, authenticationKey(portal, 'taro')))
    const key = newHolderKey()
    const tokens = await bodyOf(
      await sendBound(portal, key, 'POST', `${realm}/token`, {
        form: { grant_type: 'authorization_code', code: String(code), code_verifier: challenge.verifier },
      }),
    )
    expect(tokens).toMatchObject({ token_type: 'DPoP' })
    const bound = String(tokens['access_token'])
    expect((await sendBound(portal, key, 'GET', path, { token: bound })).status).toBe(200)
    expect((await portal.get(path, bearer(bound))).status).toBe(401)
    // And what the card began may enrol.
    expect((await sendBound(portal, key, 'POST', `${path}/challenge`, { token: bound })).status).toBe(200)
  })

  it('is not asked of a log-in by card that made none', async () => {
    const unbound = await logIn(portal, 'taro')
    expect((await portal.get(path, bearer(unbound))).status).toBe(200)
    expect((await portal.get(path, { authorization: `DPoP ${unbound}` })).status).toBe(401)
  })
})
