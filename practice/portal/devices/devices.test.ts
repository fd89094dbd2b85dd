import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  assertion,
  authorize,
  dpopProof,
  type Enrolled,
  type EnrolPlan,
  enrol,
  logInByDevice,
  pushForm,
  realm,
  redeemAs,
  sendBound,
  tryToEnrol,
} from '../testDevice.ts'
import {
  authenticationKey,
  bearer,
  beginLogIn,
  bodyOf,
  logIn,
  newHolderKey,
  type OwnPortal,
  openTestPortal,
  proveByCard,
} from '../testPortal.ts'

let portal: OwnPortal

beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(async () => {
  await portal.close()
})
beforeEach(async () => {
  await portal.control.clearFaults()
})

const codeOf = async (response: Response): Promise<unknown> => (await bodyOf(response))['code']
const errorOf = async (response: Response): Promise<unknown> => (await bodyOf(response))['error']

async function revokeAll(person: string): Promise<void> {
  const token = await logIn(portal, person)
  const list: { id: string }[] = JSON.parse(await (await portal.get('/api/devices/v1', bearer(token))).text())
  for (const { id } of list) {
    await portal.fetch(
      new Request(`${portal.origin}/api/devices/v1/${id}`, { method: 'DELETE', headers: bearer(token) }),
    )
  }
}

describe('enrolling a PC', () => {
  it('takes a key that the card signed for, lists it, and tells when it ends', async () => {
    const { response, token } = await tryToEnrol(portal, 'taro')
    expect(response.status).toBe(201)
    expect(await bodyOf(response)).toMatchObject({ name: '居間のPC', state: 'active', this_one: false })
    const list = await (await portal.get('/api/devices/v1', bearer(token))).json()
    expect(list).toHaveLength(1)
    const history: { event: string }[] = JSON.parse(await (await portal.get('/api/history/v1', bearer(token))).text())
    expect(history[0]?.event).toBe('device_enrolled')
  })

  const stranger = newHolderKey()
  const wrong: [string, EnrolPlan, string][] = [
    ['over another nonce', { nonce: 'A'.repeat(43) }, 'signature_invalid'],
    ['over another origin', { origin: 'https://portal.example.invalid' }, 'signature_invalid'],
    ['for another key', { signedThumbprint: 'A'.repeat(43) }, 'signature_invalid'],
    ['by the card of somebody else', { card: 'hanako' }, 'other_person'],
    ['by an expired card', { card: 'ichiro' }, 'cert_expired'],
    ['two minutes later', { waitMs: 120_000 }, 'nonce_expired'],
    ['with a proof of another key', { proof: { key: stranger } }, 'key_proof_invalid'],
    ['with a proof for another portal', { proof: { payload: { aud: 'https://x' } } }, 'key_proof_invalid'],
    ['with a proof of another enrolment', { proof: { payload: { nonce: 'x' } } }, 'key_proof_invalid'],
    ['with a proof that was made long ago', { proof: { payload: { iat: 1 } } }, 'key_proof_invalid'],
    ['with a proof of another kind', { proof: { header: { typ: 'dpop+jwt' } } }, 'key_proof_invalid'],
  ]
  it.each(wrong)('is refused when it is signed %s', async (_, plan, code) => {
    expect(await codeOf((await tryToEnrol(portal, 'taro', plan)).response)).toBe(code)
  })

  it('can be begun on purpose for another origin, or with another nonce', async () => {
    const token = await logIn(portal, 'taro')
    const begin = async () => bodyOf(await portal.post('/api/devices/v1/challenge', '', bearer(token)))
    await portal.control.addFault({ kind: 'wrong_origin', times: 1 })
    expect((await begin())['origin']).toBe('https://portal.example.invalid')
    expect((await begin())['origin']).toBe(portal.origin)
  })

  it('is refused for a revoked certificate', async () => {
    const token = await logIn(portal, 'sakura')
    const begun = await bodyOf(await portal.post('/api/devices/v1/challenge', '', bearer(token)))
    expect(begun['nonce']).toMatch(/^[\w-]{43}$/)
    await portal.control.addFault({ kind: 'cert_revoked', person: 'sakura' })
    // The log-in itself is refused by then, so the enrolment runs in the session from before.
    const { response } = await tryToEnrol(portal, 'hanako', { card: 'sakura' })
    expect(await codeOf(response)).toBe('cert_revoked')
  })

  it('takes a key once, and five PCs a person', async () => {
    await revokeAll('hanako')
    const key = newHolderKey()
    expect((await tryToEnrol(portal, 'hanako', { key })).response.status).toBe(201)
    expect(await codeOf((await tryToEnrol(portal, 'hanako', { key })).response)).toBe('duplicate')
    for (let more = 0; more < 4; more++) expect((await tryToEnrol(portal, 'hanako')).response.status).toBe(201)
    expect(await codeOf((await tryToEnrol(portal, 'hanako')).response)).toBe('too_many')
    await revokeAll('hanako')
  })

  it('needs a session that the card began', async () => {
    const device = await enrol(portal, 'taro')
    const token = String((await logInByDevice(portal, device))['access_token'])
    const response = await sendBound(portal, device.proofKey, 'POST', '/api/devices/v1/challenge', { token })
    expect(response.status).toBe(403)
    expect(await codeOf(response)).toBe('card_required')
  })
})

describe('log-in without the card', () => {
  let device: Enrolled
  beforeAll(async () => {
    await revokeAll('taro')
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

describe('a DPoP proof', () => {
  let device: Enrolled
  let token: string
  beforeAll(async () => {
    await revokeAll('taro')
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

describe('the end of an enrolment', () => {
  beforeAll(() => revokeAll('taro'))

  const stateOf = async (person: string, id: string) => {
    const token = await logIn(portal, person)
    const list: { id: string; state: string }[] = JSON.parse(
      await (await portal.get('/api/devices/v1', bearer(token))).text(),
    )
    return list.find((one) => one.id === id)?.state
  }

  it('comes from the person, with the sessions of the device, and only for their own', async () => {
    const device = await enrol(portal, 'taro')
    const token = String((await logInByDevice(portal, device))['access_token'])
    const remove = (whose: string) =>
      portal.fetch(
        new Request(`${portal.origin}/api/devices/v1/${device.id}`, { method: 'DELETE', headers: bearer(whose) }),
      )
    expect((await remove(await logIn(portal, 'hanako'))).status).toBe(404)
    expect((await remove(await logIn(portal, 'taro'))).status).toBe(204)
    expect((await sendBound(portal, device.proofKey, 'GET', '/api/devices/v1', { token })).status).toBe(401)
    expect(await stateOf('taro', device.id)).toBe('revoked')
    const form = pushForm(portal, device)
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect(await bodyOf(response)).toMatchObject({ error_description: 'the enrolment has ended: revoked' })
  })

  it('comes from the portal', async () => {
    const device = await enrol(portal, 'taro')
    await portal.control.endDevice(device.id)
    expect(await stateOf('taro', device.id)).toBe('revoked')
  })

  it('comes with the end of the certificate’s trust', async () => {
    const device = await enrol(portal, 'hanako')
    await portal.control.addFault({ kind: 'cert_revoked', person: 'hanako' })
    const form = pushForm(portal, device)
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect(await bodyOf(response)).toMatchObject({
      error: 'invalid_client',
      error_description: 'the enrolment has ended: certificate_revoked',
    })
    await portal.control.clearFaults()
    expect(await stateOf('hanako', device.id)).toBe('certificate_revoked')
  })

  it('comes with a renewed certificate', async () => {
    const device = await enrol(portal, 'sakura')
    await portal.control.renew('sakura')
    expect(await stateOf('sakura', device.id)).toMatch(/^certificate_(revoked|replaced)$/)
  })

  it('comes with the day on which the certificate ends', async () => {
    const device = await enrol(portal, 'hanako')
    portal.wait(6 * 366 * 86_400_000)
    const form = pushForm(portal, device)
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect(await bodyOf(response)).toMatchObject({ error_description: 'the enrolment has ended: certificate_expired' })
  })
})
