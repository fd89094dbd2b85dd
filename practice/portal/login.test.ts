import { createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addDays, dayInJapan } from '../calendar.ts'
import { certificateAuthority, clientAuth, extendedKeyUsage, keyUsage, serverAuth } from '../certificateExtensions.ts'
import { issueCertificate, keyIdentifiers } from '../issueCertificate.ts'
import { issueJpkiCertificate, jpkiAuthority } from '../jpkiCertificates.ts'
import type { CardKey, PracticePerson } from '../person.ts'
import { logInBytes } from './login.ts'
import { portalOfFile } from './portalOfFile.ts'
import { authenticationKey, bearer, beginLogIn, bodyOf, logIn, proveByCard, redeem } from './testPortal.ts'

const portal = await portalOfFile()

async function refusal(key: CardKey): Promise<unknown> {
  return (await bodyOf(await proveByCard(portal, await beginLogIn(portal), key)))['code']
}

function personOf(id: string): PracticePerson {
  const person = portal.world.person(id)
  if (person === undefined) throw new Error(`nobody is called ${id}`)
  return person
}

function newRsaKey() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

describe('log-in by card', () => {
  it('signs purpose, origin, nonce and id, each with its length before it', () => {
    const bytes = logInBytes('https://a', 'n', 'ü')
    expect(Buffer.from(bytes).toString('hex')).toBe(
      `0000000e${Buffer.from('tefuda/login/1').toString('hex')}` +
        `00000009${Buffer.from('https://a').toString('hex')}` +
        '000000016e' +
        '00000002c3bc',
    )
  })

  it('gives who signs with their own card a session that knows their name', async () => {
    const token = await logIn(portal, 'taro')
    const info = await bodyOf(await portal.get('/realms/main/protocol/openid-connect/userinfo', bearer(token)))
    expect(info['name']).toBe('練習　太郎')
    expect(info['sub']).toMatch(/^[\w-]{22}$/)
    expect(JSON.stringify(info)).not.toContain('taro')
  })

  it('says no-store, and says no in problem details with a Japanese title', async () => {
    const response = await proveByCard(
      portal,
      { ...(await beginLogIn(portal)), login_id: 'A'.repeat(22) },
      authenticationKey(portal, 'taro'),
    )
    expect(response.status).toBe(400)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await bodyOf(response)).toMatchObject({ code: 'nonce_expired', title: expect.stringMatching(/[ぁ-ん]/) })
  })

  it('takes a challenge once, right or wrong', async () => {
    const key = authenticationKey(portal, 'taro')
    const challenge = await beginLogIn(portal)
    expect((await proveByCard(portal, challenge, key)).status).toBe(200)
    expect(await bodyOf(await proveByCard(portal, challenge, key))).toMatchObject({ code: 'nonce_expired' })

    const spoilt = await beginLogIn(portal)
    expect(await bodyOf(await proveByCard(portal, spoilt, key, Buffer.from('x')))).toMatchObject({
      code: 'signature_invalid',
    })
    expect(await bodyOf(await proveByCard(portal, spoilt, key))).toMatchObject({ code: 'nonce_expired' })
  })

  it('takes a challenge for 60 seconds', async () => {
    const key = authenticationKey(portal, 'taro')
    const late = await beginLogIn(portal)
    portal.wait(60_000)
    expect(await bodyOf(await proveByCard(portal, late, key))).toMatchObject({ code: 'nonce_expired' })
    const early = await beginLogIn(portal)
    portal.wait(58_000)
    expect((await proveByCard(portal, early, key)).status).toBe(200)
  })

  it.each([
    [
      'another origin',
      (c: { nonce: string; login_id: string; origin: string }) =>
        logInBytes('https://portal.example.invalid', c.nonce, c.login_id),
    ],
    [
      'another nonce',
      (c: { nonce: string; login_id: string; origin: string }) => logInBytes(c.origin, 'A'.repeat(43), c.login_id),
    ],
    [
      'another log-in',
      (c: { nonce: string; login_id: string; origin: string }) => logInBytes(c.origin, c.nonce, 'A'.repeat(22)),
    ],
    [
      'parts without lengths',
      (c: { nonce: string; login_id: string; origin: string }) =>
        Buffer.from(`tefuda/login/1${c.origin}${c.nonce}${c.login_id}`),
    ],
  ])('refuses a signature over %s', async (_name, bytes) => {
    const challenge = await beginLogIn(portal)
    const response = await proveByCard(portal, challenge, authenticationKey(portal, 'taro'), bytes(challenge))
    expect(response.status).toBe(403)
    expect(await bodyOf(response)).toMatchObject({ code: 'signature_invalid' })
  })

  it('refuses the signature of another key than the certificate’s', async () => {
    const taro = authenticationKey(portal, 'taro')
    const hanako = authenticationKey(portal, 'hanako')
    expect(await refusal({ certificate: taro.certificate, privateKey: hanako.privateKey })).toBe('signature_invalid')
  })

  it('refuses another hash than SHA-256', async () => {
    const { certificate, privateKey } = authenticationKey(portal, 'taro')
    const challenge = await beginLogIn(portal)
    const bytes = logInBytes(challenge.origin, challenge.nonce, challenge.login_id)
    const response = await portal.post('/api/login/card/verify', {
      login_id: challenge.login_id,
      signature: createSign('RSA-SHA1').update(bytes).sign(privateKey).toString('base64url'),
      certificate: Buffer.from(certificate).toString('base64url'),
    })
    expect(await bodyOf(response)).toMatchObject({ code: 'signature_invalid' })
  })

  it('refuses an expired certificate', async () => {
    expect(await refusal(authenticationKey(portal, 'ichiro'))).toBe('cert_expired')
  })

  it('refuses the signing certificate, which another authority issued', async () => {
    expect(await refusal(personOf('taro').signature ?? fail())).toBe('issuer_mismatch')
  })

  it.each([
    ['without a stated use', []],
    ['for encryption', [keyUsage('keyEncipherment'), extendedKeyUsage([clientAuth])]],
    ['for servers', [keyUsage('digitalSignature'), extendedKeyUsage([serverAuth])]],
    ['for authorities', [keyUsage('digitalSignature'), certificateAuthority()]],
  ])('refuses a certificate of the right authority %s', async (_name, extensions) => {
    const { publicKey, privateKey } = newRsaKey()
    const plan = { publicKey, issuer: portal.world.authorities.jpkiAuthentication }
    const certificate = issueCertificate({
      ...plan,
      subject: [
        ['C', 'JP'],
        ['CN', 'PRACTICE'],
      ],
      notBefore: new Date(Date.now() - 86_400_000),
      notAfter: new Date(Date.now() + 86_400_000),
      extensions: [...keyIdentifiers(plan), ...extensions],
    })
    expect(await refusal({ certificate, privateKey })).toBe('cert_wrong_usage')
  })

  it('refuses a certificate of an authority with the same name and another key', async () => {
    const { publicKey, privateKey } = newRsaKey()
    const today = dayInJapan(new Date())
    const stranger = jpkiAuthority(
      'authentication',
      newRsaKey(),
      new Date(`${addDays(today, -900)}T00:00:00Z`),
      new Date(`${addDays(today, 900)}T00:00:00Z`),
    )
    const certificate = issueJpkiCertificate(
      'authentication',
      stranger,
      personOf('taro'),
      publicKey,
      addDays(today, -10),
    )
    expect(await refusal({ certificate, privateKey })).toBe('issuer_mismatch')
  })

  it('refuses a good certificate that belongs to nobody registered', async () => {
    const { publicKey, privateKey } = newRsaKey()
    const authority = portal.world.authorities.jpkiAuthentication
    const certificate = issueJpkiCertificate(
      'authentication',
      authority,
      personOf('taro'),
      publicKey,
      addDays(dayInJapan(new Date()), -10),
    )
    expect(await refusal({ certificate, privateKey })).toBe('cert_not_registered')
  })

  it('refuses what is no certificate', async () => {
    expect(await refusal({ ...authenticationKey(portal, 'taro'), certificate: Buffer.from('no certificate') })).toBe(
      'invalid_request',
    )
  })

  it('refuses a revoked certificate as long as it stands on the list', async () => {
    await portal.control.addFault({ kind: 'cert_revoked', person: '練習 花子' })
    expect(await refusal(authenticationKey(portal, 'hanako'))).toBe('cert_revoked')
    await portal.control.clearFaults()
    expect(await refusal(authenticationKey(portal, 'hanako'))).not.toBe('cert_revoked')
  })

  it('lets nobody in while the revocation list does not hold', async () => {
    await portal.control.addFault({ kind: 'bad_revocation_list', times: 1 })
    const response = await proveByCard(portal, await beginLogIn(portal), authenticationKey(portal, 'hanako'))
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('60')
    expect(await bodyOf(response)).toMatchObject({ code: 'temporarily_unavailable' })
  })

  it('finds the same account by a renewed certificate, and refuses the one that it replaced', async () => {
    const info = async (token: string) =>
      (await bodyOf(await portal.get('/realms/main/protocol/openid-connect/userinfo', bearer(token))))['sub']
    const old = authenticationKey(portal, 'sakura')
    const before = await info(await logIn(portal, 'sakura'))
    await portal.control.renew('sakura')
    expect(await refusal(old)).toBe('cert_revoked')
    const token = await logIn(portal, 'sakura')
    expect(await info(token)).toBe(before)
    const history = (await (await portal.get('/api/history/v1', bearer(token))).json()) as { event: string }[]
    expect(history.map(({ event }) => event)).toEqual(['log_in', 'account_relinked', 'log_in', 'account_opened'])
  })

  it('gives every person another subject', async () => {
    const subjects = await Promise.all(
      ['taro', 'hanako', 'haruto'].map(async (id) => {
        const token = await logIn(portal, id)
        return (await bodyOf(await portal.get('/realms/main/protocol/openid-connect/userinfo', bearer(token))))['sub']
      }),
    )
    expect(new Set(subjects).size).toBe(3)
  })

  it('can name another origin or another nonce on purpose', async () => {
    await portal.control.addFault({ kind: 'wrong_origin', times: 1 })
    expect((await beginLogIn(portal)).origin).toBe('https://portal.example.invalid')
    await portal.control.addFault({ kind: 'wrong_nonce', times: 1 })
    expect(await refusal(authenticationKey(portal, 'taro'))).toBe('signature_invalid')
    expect((await proveByCard(portal, await beginLogIn(portal), authenticationKey(portal, 'taro'))).status).toBe(200)
  })

  it.each([
    ['no code challenge', {}],
    ['the plain method', { code_challenge: 'A'.repeat(43), code_challenge_method: 'plain' }],
    ['a short challenge', { code_challenge: 'A'.repeat(42), code_challenge_method: 'S256' }],
  ])('does not begin with %s', async (_name, body) => {
    expect((await portal.post('/api/login/card/challenge', body)).status).toBe(400)
  })

  it('begins so many log-ins a minute and no more', async () => {
    portal.wait(600_000)
    const answers: Response[] = []
    const body = { code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }
    for (let count = 0; count < 201; count++) answers.push(await portal.post('/api/login/card/challenge', body))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(200)
    expect(answers.at(-1)?.status).toBe(429)
    expect(answers.at(-1)?.headers.get('retry-after')).toBe('60')
    portal.wait(61_000)
    expect((await portal.post('/api/login/card/challenge', body)).status).toBe(200)
  })
})

describe('the session', () => {
  const userinfo = '/realms/main/protocol/openid-connect/userinfo'

  async function codeFor(personId: string) {
    const challenge = await beginLogIn(portal)
    const { code } = await bodyOf(await proveByCard(portal, challenge, authenticationKey(portal, personId)))
    return { code: String(code), verifier: challenge.verifier }
  }

  it('wants the PKCE verifier that belongs to the challenge, and gives one try', async () => {
    const { code, verifier } = await codeFor('taro')
    const wrong = await redeem(portal, code, 'B'.repeat(43))
    expect(wrong.status).toBe(400)
    expect(await bodyOf(wrong)).toMatchObject({ error: 'invalid_grant' })
    expect(await bodyOf(await redeem(portal, code, verifier))).toMatchObject({ error: 'invalid_grant' })
    expect(await bodyOf(await redeem(portal, (await codeFor('taro')).code, ''))).toMatchObject({
      error: 'invalid_request',
    })
  })

  it('takes a code for 60 seconds', async () => {
    const { code, verifier } = await codeFor('taro')
    portal.wait(60_000)
    expect(await bodyOf(await redeem(portal, code, verifier))).toMatchObject({ error: 'invalid_grant' })
  })

  it('ends when its code comes a second time', async () => {
    const { code, verifier } = await codeFor('taro')
    const token = String((await bodyOf(await redeem(portal, code, verifier)))['access_token'])
    expect((await portal.get(userinfo, bearer(token))).status).toBe(200)
    expect(await bodyOf(await redeem(portal, code, verifier))).toMatchObject({ error: 'invalid_grant' })
    expect((await portal.get(userinfo, bearer(token))).status).toBe(401)
  })

  it('has access tokens of 15 minutes and refreshes them once each', async () => {
    const { code, verifier } = await codeFor('taro')
    const first = await bodyOf(await redeem(portal, code, verifier))
    expect(first['expires_in']).toBe(900)
    portal.wait(900_000)
    const expired = await portal.get(userinfo, bearer(String(first['access_token'])))
    expect(expired.status).toBe(401)
    expect(await bodyOf(expired)).toMatchObject({ code: 'session_expired' })

    const refresh = (token: unknown) =>
      portal.post(
        '/realms/main/protocol/openid-connect/token',
        new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(token) }),
      )
    const second = await bodyOf(await refresh(first['refresh_token']))
    expect((await portal.get(userinfo, bearer(String(second['access_token'])))).status).toBe(200)
    // The first refresh token again: somebody has a copy.
    expect((await refresh(first['refresh_token'])).status).toBe(400)
    expect((await portal.get(userinfo, bearer(String(second['access_token'])))).status).toBe(401)
    expect((await refresh(second['refresh_token'])).status).toBe(400)
  })

  it('ends after an hour without a call', async () => {
    const { code, verifier } = await codeFor('taro')
    const { refresh_token } = await bodyOf(await redeem(portal, code, verifier))
    portal.wait(3_600_000)
    const response = await portal.post(
      '/realms/main/protocol/openid-connect/token',
      new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(refresh_token) }),
    )
    expect(await bodyOf(response)).toMatchObject({ error: 'invalid_grant' })
  })

  it('can end on purpose, in the middle of something', async () => {
    const token = await logIn(portal, 'taro')
    await portal.control.addFault({ kind: 'session_expired', where: '/api/history', times: 1 })
    expect((await portal.get(userinfo, bearer(token))).status).toBe(200)
    const ended = await portal.get('/api/history/v1', bearer(token))
    expect(ended.status).toBe(401)
    expect(await bodyOf(ended)).toMatchObject({ code: 'session_expired' })
    expect((await portal.get(userinfo, bearer(token))).status).toBe(401)
    expect((await portal.get(userinfo, bearer(await logIn(portal, 'taro')))).status).toBe(200)
  })

  it('ends at log-out', async () => {
    const token = await logIn(portal, 'taro')
    expect((await portal.post('/api/logout', '', bearer(token))).status).toBe(204)
    expect((await portal.get(userinfo, bearer(token))).status).toBe(401)
  })

  it.each(['/realms/main/protocol/openid-connect/userinfo', '/api/requests/v1', '/api/offers/v1', '/api/history/v1'])(
    'is wanted at %s',
    async (path) => {
      expect((await portal.get(path)).status).toBe(401)
      expect((await portal.get(path, bearer('nonsense'))).status).toBe(401)
      expect((await portal.get(`${path}?access_token=nonsense`)).status).toBe(401)
    },
  )
})

function fail(): never {
  throw new Error('the fixture lacks it')
}
