// Log-in by an enrolled PC without the card.
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { portalOfFile } from '../portalOfFile.ts'
import {
  assertion,
  authorize,
  type Enrolled,
  enrol,
  errorOf,
  logInByDevice,
  pushForm,
  realm,
  redeemAs,
  revokeAll,
  sendBound,
} from '../testDevice.ts'
import { bodyOf, newHolderKey } from '../testPortal.ts'

const portal = await portalOfFile()

describe('log-in without the card', () => {
  let device: Enrolled
  beforeAll(async () => {
    await revokeAll(portal, 'taro')
    device = await enrol(portal, 'taro')
  })

  it('gives a bound session of the device and an ID token that verifies', async () => {
    const tokens = await logInByDevice(portal, device)
    expect(tokens).toMatchObject({ token_type: 'DPoP', expires_in: 900 })
    const keys: JSONWebKeySet = JSON.parse(await (await portal.get(`${realm}/certs`)).text())
    const { payload } = await jwtVerify(String(tokens['id_token']), createLocalJWKSet(keys), {
      issuer: `${portal.origin}/realms/main`,
      audience: device.id,
      currentDate: portal.now(),
    })
    expect(payload).toMatchObject({ nonce: 'the-nonce', amr: ['swk'] })
    const token = String(tokens['access_token'])
    const info = await bodyOf(await sendBound(portal, device.proofKey, 'GET', `${realm}/userinfo`, { token }))
    expect(info).toEqual({ sub: payload.sub, name: '練習　太郎' })
    const list = await (await sendBound(portal, device.proofKey, 'GET', '/api/devices/v1', { token })).json()
    expect(list).toContainEqual(expect.objectContaining({ id: device.id, this_one: true }))
  })

  it('comes back with the state and the issuer', async () => {
    const back = await authorize(portal, device)
    expect(back.origin).toBe('http://127.0.0.1:50000')
    expect(back.searchParams.get('state')).toBe('the-state')
    expect(back.searchParams.get('iss')).toBe(`${portal.origin}/realms/main`)
  })

  const pushed: [string, object, string][] = [
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a redirect elsewhere', { redirect_uri: 'http://127.0.0.1.example/cb' }, 'invalid_request'],
    ['a redirect to another path', { redirect_uri: 'http://127.0.0.1:5/x' }, 'invalid_request'],
    ['no openid', { scope: 'name' }, 'invalid_scope'],
    ['no assertion', { client_assertion: '' }, 'invalid_client'],
    ['another kind of assertion', { client_assertion_type: 'x' }, 'invalid_client'],
    ['a client that nobody enrolled', { client_id: 'A'.repeat(22) }, 'invalid_client'],
    ['no nonce', { nonce: '' }, 'invalid_request'],
  ]
  it.each(pushed)('does not take a request with %s', async (_, over, error) => {
    const form = pushForm(portal, device, over)
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect(await errorOf(response)).toBe(error)
  })

  const claims: [string, object][] = [
    ['for somebody else', { aud: 'https://portal.example.invalid' }],
    ['for two', { aud: [`https://localhost:20443${realm}/token`, 'x'] }],
    ['by somebody else', { iss: 'x' }],
    ['about somebody else', { sub: 'x' }],
    ['that has ended', { exp: 1 }],
    ['for a year', { exp: 4_000_000_000 }],
    ['from the future', { iat: 4_000_000_000 }],
    ['without a name', { jti: undefined }],
  ]
  it.each(claims)('does not take an assertion %s', async (_, over) => {
    const form = pushForm(portal, device, assertion(portal, device, over))
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect(response.status).toBe(401)
    expect(await errorOf(response)).toBe('invalid_client')
  })

  it('takes an assertion once, and none of another key', async () => {
    const form = pushForm(portal, device)
    const push = () => sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect((await push()).status).toBe(201)
    expect(await errorOf(await push())).toBe('invalid_client')
    const forged = { ...device, key: newHolderKey() }
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, {
      form: pushForm(portal, forged),
    })
    expect(await errorOf(response)).toBe('invalid_client')
  })

  it('authorizes a request once, for its client, for a minute', async () => {
    const push = async () => {
      const form = pushForm(portal, device)
      const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
      return String((await bodyOf(response))['request_uri'])
    }
    const auth = (client_id: string, request_uri: string) =>
      portal.get(`${realm}/auth?${new URLSearchParams({ client_id, request_uri })}`)
    const first = await push()
    expect(await errorOf(await auth('A'.repeat(22), first))).toBe('invalid_request_uri')
    expect(await errorOf(await auth(device.id, first))).toBe('invalid_request_uri')
    const second = await push()
    expect((await auth(device.id, second)).status).toBe(303)
    expect(await errorOf(await auth(device.id, second))).toBe('invalid_request_uri')
    const late = await push()
    portal.wait(60_000)
    expect(await errorOf(await auth(device.id, late))).toBe('invalid_request_uri')
    expect((await portal.get(`${realm}/auth?client_id=${device.id}`)).status).toBe(400)
  })

  it('gives the code to the key that asked and to the client that asked', async () => {
    const code = async () => (await authorize(portal, device)).searchParams.get('code') ?? ''
    expect(await errorOf(await redeemAs(portal, device, await code(), { key: newHolderKey() }))).toBe('invalid_grant')
    const other = await enrol(portal, 'taro')
    const asOther = assertion(portal, other)
    expect(await errorOf(await redeemAs(portal, device, await code(), { form: asOther }))).toBe('invalid_grant')
    const elsewhere = { redirect_uri: 'http://127.0.0.1:50001/cb' }
    expect(await errorOf(await redeemAs(portal, device, await code(), { form: elsewhere }))).toBe('invalid_grant')
    const noVerifier = { code_verifier: 'w'.repeat(43) }
    expect(await errorOf(await redeemAs(portal, device, await code(), { form: noVerifier }))).toBe('invalid_grant')
  })

  it('refreshes for its key and its client alone, and ends when a refresh token comes twice', async () => {
    const first = await logInByDevice(portal, device)
    const refresh = (token: unknown, key = device.proofKey, form: Record<string, string> = assertion(portal, device)) =>
      sendBound(portal, key, 'POST', `${realm}/token`, {
        form: { ...form, grant_type: 'refresh_token', refresh_token: String(token) },
      })
    expect(await errorOf(await refresh(first['refresh_token'], newHolderKey()))).toBe('invalid_grant')
    expect(await errorOf(await refresh(first['refresh_token'], device.proofKey, {}))).toBe('invalid_client')
    const second = await bodyOf(await refresh(first['refresh_token']))
    expect(second).toMatchObject({ token_type: 'DPoP' })
    expect(await errorOf(await refresh(first['refresh_token']))).toBe('invalid_grant')
    const token = String(second['access_token'])
    expect((await sendBound(portal, device.proofKey, 'GET', '/api/devices/v1', { token })).status).toBe(401)
  })

  it('ends when its token is revoked', async () => {
    const { access_token, refresh_token } = await logInByDevice(portal, device)
    const revoked = await portal.post(`${realm}/revoke`, new URLSearchParams({ token: String(refresh_token) }))
    expect(revoked.status).toBe(200)
    const token = String(access_token)
    expect((await sendBound(portal, device.proofKey, 'GET', '/api/devices/v1', { token })).status).toBe(401)
    expect((await portal.post(`${realm}/revoke`, new URLSearchParams({ token: 'unknown' }))).status).toBe(200)
  })

  it('can come back on purpose with another issuer', async () => {
    await portal.control.addFault({ kind: 'wrong_issuer', times: 1 })
    expect((await authorize(portal, device)).searchParams.get('iss')).toBe('https://portal.example.invalid')
  })

  it.each([
    ['bad_id_token', undefined],
    ['id_token_other_nonce', 'nonce'],
    ['id_token_other_issuer', 'iss'],
    ['id_token_other_audience', 'aud'],
  ] as const)('can send on purpose an ID token that is wrong: %s', async (kind, claim) => {
    await portal.control.addFault({ kind, times: 1 })
    const token = String((await logInByDevice(portal, device))['id_token'])
    const right: Record<string, unknown> = {
      nonce: 'the-nonce',
      iss: `${portal.origin}/realms/main`,
      aud: device.id,
    }
    if (claim !== undefined) expect(decodeJwt(token)[claim]).not.toBe(right[claim])
    else {
      const keys: JSONWebKeySet = JSON.parse(await (await portal.get(`${realm}/certs`)).text())
      await expect(jwtVerify(token, createLocalJWKSet(keys))).rejects.toThrow()
    }
  })
})
