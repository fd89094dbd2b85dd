import { createPublicKey, createVerify, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newRoot } from '../../tests/support/organisations.ts'
import { portalToken } from '../../tests/support/portalTokens.ts'
import { refusal } from '../../tests/support/refusal.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { boundFetch } from './boundFetch.ts'
import { checkProfile } from './checkProfile.ts'
import { fetchChallenge, logInMessage, sendProof } from './login.ts'
import { expectSuccess } from './problem.ts'
import { defaultEndpoints, endpoint, issuerOf, type PortalProfileData } from './profile.ts'
import { fetchInbox, requireToken, type SessionFetch, underMandate } from './session.ts'

const at = new Date('2026-11-23T03:00:00Z')
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END CERTIFICATE-----\n`
const ordinary = pem(newRoot('Some TLS root', at).certificate)
const practice = pem(newRoot('Tefuda practice (not real)', at).certificate)

const data = (more: Partial<PortalProfileData> = {}): PortalProfileData => ({
  id: 'some-portal',
  label: { ja: 'ポータル', en: 'Portal' },
  kind: 'production',
  origin: 'https://portal.example',
  client: { id: 'RP1' },
  issuer: '/realms/some',
  redirectUri: 'http://127.0.0.1/cb',
  session: { idleSeconds: 1800 },
  endpoints: defaultEndpoints,
  tls: { anchors: [] },
  ...more,
})
const practiceData = (more: Partial<PortalProfileData> = {}) =>
  ({ ...unsaid, kind: 'practice', origin: 'https://localhost:8443', tls: { anchors: [practice] }, ...more }) as const
const { issuer: _i, redirectUri: _r, session: _s, endpoints: _e, ...unsaid } = data()

describe('a portal profile', () => {
  it('is complete and tells its addresses', () => {
    const profile = checkProfile(data())
    expect(endpoint(profile, 'challenge').href).toBe('https://portal.example/api/login/card/challenge')
    expect(endpoint(checkProfile(practiceData()), 'logout').href).toBe('https://localhost:8443/api/logout')
  })

  it.each([
    ['an empty address', data({ origin: '' }), ['origin']],
    ['an empty client', data({ client: { id: '' } }), ['client.id']],
    ['nothing filled in', data({ origin: '', client: { id: '' } }), ['origin', 'client.id']],
    ['http', data({ origin: 'http://portal.example' }), ['origin']],
    ['a path in the origin', data({ origin: 'https://portal.example/x' }), ['origin']],
    ['this machine', data({ origin: 'https://localhost:8443' }), ['origin']],
    ['this machine by address', data({ origin: 'https://127.0.0.1' }), ['origin']],
    ['a practice authority', data({ tls: { anchors: [ordinary, practice] } }), ['tls.anchors']],
    ['an authority that cannot be read', data({ tls: { anchors: ['x'] } }), ['tls.anchors']],
    ['a second authority hidden behind the first', data({ tls: { anchors: [ordinary + practice] } }), ['tls.anchors']],
    ['two that are known in one text', data({ tls: { anchors: [ordinary + ordinary] } }), ['tls.anchors']],
    ['a pin that is none', data({ tls: { anchors: [], pins: ['abc'] } }), ['tls.pins.0']],
    ['a certificate of its own to show', data({ tls: { anchors: [], mtls: true } }), ['tls.mtls']],
    ['no issuer', data({ issuer: '' }), ['issuer']],
    ['an issuer over http', data({ issuer: 'http://portal.example/x' }), ['issuer']],
    ['an issuer on this machine', data({ issuer: 'https://localhost/x' }), ['issuer']],
    ['no address to come back to', data({ redirectUri: '' }), ['redirectUri']],
    ['one that is anybody’s', data({ redirectUri: 'http://portal.example/cb' }), ['redirectUri']],
    ['scopes without openid', data({ scopes: ['name'] }), ['scopes']],
    ['no end of a session', data({ session: { idleSeconds: null } }), ['session.idleSeconds']],
    ['a key without a name', data({ client: { id: 'RP1', auth: 'private_key_jwt' } }), ['client.key']],
    ['a broker nobody named', data({ transport: { kind: 'broker', origin: '' } }), ['transport.origin']],
    [
      'itself as its broker',
      data({ transport: { kind: 'broker', origin: 'https://portal.example' } }),
      ['transport.origin'],
    ],
    [
      'a broker on this machine',
      data({ transport: { kind: 'broker', origin: 'https://localhost:1' } }),
      ['transport.origin'],
    ],
    [
      'a key of its own behind a broker',
      data({
        client: { id: 'RP1', auth: 'private_key_jwt', key: 'portal-client' },
        transport: { kind: 'broker', origin: 'https://operator.example' },
      }),
      ['client.auth'],
    ],
    ['an endpoint that is empty', data({ endpoints: { ...defaultEndpoints, phone: '' } }), ['endpoints.phone']],
    [
      'an endpoint that nobody named',
      data({ endpoints: { ...defaultEndpoints, phone: undefined } }),
      ['endpoints.phone'],
    ],
    ['practice with an empty endpoint', practiceData({ endpoints: { phone: '' } }), ['endpoints.phone']],
    ['practice elsewhere', practiceData({ origin: 'https://portal.example' }), ['origin']],
    ['practice with the system list', practiceData({ tls: { anchors: [] } }), ['tls.anchors']],
    ['no shape at all', {}, ['id', 'label', 'kind', 'origin', 'client', 'tls']],
    [
      'an address of another host as path',
      { ...data(), endpoints: { challenge: '//evil.example' } },
      expect.anything(),
    ],
    ['text in place of a profile', 'portal', ['profile']],
  ])('is not used with %s, and says what is missing', async (_, profile, missing) => {
    expect(await refusal(() => checkProfile(profile))).toEqual({ code: 'portal.notConfigured', missing })
  })

  it('sends to its broker what is the broker’s, and asks the portal itself for its keys', () => {
    const origin = 'https://operator.example'
    const profile = checkProfile(data({ transport: { kind: 'broker', origin } }))
    expect(endpoint(profile, 'token').origin).toBe(origin)
    expect(endpoint(profile, 'devices', 'a/b').href).toBe(`${origin}/api/devices/v1/a%2Fb`)
    expect(endpoint(profile, 'certs').origin).toBe('https://portal.example')
    expect(endpoint(profile, 'authorize').origin).toBe('https://portal.example')
    expect(issuerOf(profile)).toBe('https://portal.example/realms/some')
  })

  it('says what a portal does not have', async () => {
    const profile = checkProfile(data({ endpoints: { ...defaultEndpoints, devices: null } }))
    expect(await refusal(() => endpoint(profile, 'devices', 'x'))).toEqual({ code: 'portal.notOffered' })
  })

  it('cannot send what belongs to it to another host', () => {
    for (const path of ['//evil.example/x', 'https://evil.example', '/\\evil.example', '/@evil.example']) {
      const profile = () => checkProfile({ ...data(), endpoints: { ...endpointsOf(), challenge: path } })
      const host = (() => {
        try {
          return endpoint(profile(), 'challenge').host
        } catch {
          return 'refused'
        }
      })()
      expect(['refused', 'portal.example']).toContain(host)
    }
  })
})

const endpointsOf = () => ({
  challenge: '/a',
  verify: '/a',
  token: '/a',
  userinfo: '/a',
  requests: '/a',
  offers: '/a',
  logout: '/a',
})

describe('the challenge', () => {
  const profile = checkProfile(data())
  const body = (more: object = {}) => ({
    login_id: 'log-in-1',
    nonce: 'a-nonce-of-some-length',
    origin: 'https://portal.example',
    expires_in: 60,
    ...more,
  })
  const fetching =
    (content: unknown, status = 200) =>
    async () =>
      Response.json(content, { status })

  it('becomes bytes of which each part is preceded by its length', () => {
    const message = Buffer.from(logInMessage('https://a', 'ｎ', 'i')).toString('hex')
    expect(message).toBe(
      `0000000e${Buffer.from('tefuda/login/1').toString('hex')}00000009${Buffer.from('https://a').toString('hex')}00000003efbd8e0000000169`,
    )
  })

  it('is never the same for parts that are cut elsewhere', () => {
    expect(logInMessage('https://a', 'bc', 'd')).not.toEqual(logInMessage('https://a', 'b', 'cd'))
  })

  it.each([
    'https://other.example',
    'https://portal.example/',
    'http://portal.example',
    'https://portal.example:443',
    'HTTPS://PORTAL.EXAMPLE',
    '',
  ])('for the origin %j is not signed', async (origin) => {
    expect(await refusal(fetchChallenge(fetching(body({ origin })), profile))).toEqual({ code: 'portal.otherOrigin' })
  })

  it.each([
    { login_id: '' },
    { login_id: 'a b' },
    { nonce: 'short' },
    { nonce: undefined },
    { expires_in: 0 },
    { expires_in: 1e9 },
  ])('must fit: %j', async (more) => {
    expect(await refusal(fetchChallenge(fetching(body(more)), profile))).toMatchObject({ code: 'portal.badAnswer' })
  })

  it('is answered with signature and certificate', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const asked: { path: string; body: string }[] = []
    const fetch = async (request: Request) => {
      const path = new URL(request.url).pathname
      asked.push({ path, body: await request.text() })
      if (path.endsWith('challenge')) return Response.json(body())
      return Response.json({ code: 'the-code' })
    }
    const challenge = await fetchChallenge(fetch, profile)
    const signature = new Uint8Array(sign('RSA-SHA256', challenge.message, privateKey))
    const code = await sendProof(fetch, profile, challenge, { signature, certificate: Uint8Array.of(1, 2) })
    expect(code).toEqual({ code: 'the-code', codeVerifier: challenge.codeVerifier })
    const sent = JSON.parse(asked[1]?.body ?? '') as Record<string, string>
    const verifier = createVerify('RSA-SHA256').update(
      logInMessage('https://portal.example', 'a-nonce-of-some-length', 'log-in-1'),
    )
    expect(
      verifier.verify(
        createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
        Buffer.from(sent['signature'] ?? '', 'base64url'),
      ),
    ).toBe(true)
    expect(sent['certificate']).toBe('AQI')
    const { code_challenge } = JSON.parse(asked[0]?.body ?? '') as Record<string, string>
    expect(code_challenge).toMatch(/^[\w-]{43}$/)
    expect(asked[0]?.body).not.toContain(challenge.codeVerifier)
  })
})

describe('what a portal says when it says no', () => {
  const problem = (body: unknown, status: number, type = 'application/problem+json') =>
    refusal(expectSuccess(new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })))

  it.each([
    [
      { code: 'cert_revoked', title: '失効しています。' },
      403,
      { code: 'portal.refused', reason: 'cert_revoked', title: '失効しています。' },
    ],
    [{ error: 'invalid_grant' }, 400, { code: 'portal.refused', reason: 'invalid_grant' }],
    [{ code: 'maintenance' }, 503, { code: 'portal.refused', reason: 'maintenance' }],
    [{ code: 'session_expired' }, 401, { code: 'session.expired' }],
    [{ code: 'login_required' }, 401, { code: 'session.expired' }],
    [{ code: 'cert_expired' }, 401, { code: 'portal.refused', reason: 'cert_expired' }],
    [{}, 401, { code: 'session.expired' }],
    [{}, 502, { code: 'portal.unreachable' }],
    [{ code: 'Not A Code' }, 400, { code: 'portal.refused', reason: 'status_400' }],
    [{ code: 'x', title: 7 }, 400, { code: 'portal.refused', reason: 'status_400' }],
    [[], 404, { code: 'portal.refused', reason: 'status_404' }],
  ])('%j with %i', async (body, status, failure) => {
    expect(await problem(body, status)).toEqual(failure)
  })

  it.each([
    ['90', undefined, { retryAfter: 90 }],
    ['Mon, 23 Nov 2026 03:30:00 GMT', 'Mon, 23 Nov 2026 03:00:00 GMT', { retryAfter: 1800 }],
    ['Mon, 23 Nov 2026 03:30:00 GMT', undefined, {}],
    ['0', undefined, {}],
    ['-5', undefined, {}],
    ['99999999', undefined, {}],
    ['soon', 'never', {}],
  ])('asks to wait: Retry-After %s', async (told, date, wait) => {
    const headers = { 'retry-after': told, ...(date === undefined ? {} : { date }) }
    const failure = await refusal(expectSuccess(new Response(null, { status: 503, headers })))
    expect(failure).toEqual({ code: 'portal.refused', reason: 'temporarily_unavailable', ...wait })
    expect(await refusal(expectSuccess(new Response(null, { status: 429, headers })))).toMatchObject({
      reason: 'rate_limited',
    })
  })

  it('is understood without a body, and from a page', async () => {
    expect(await problem('x', 418, 'text/html')).toEqual({ code: 'portal.refused', reason: 'status_418' })
    expect(
      await refusal(expectSuccess(new Response('{', { status: 400, headers: { 'content-type': 'application/json' } }))),
    ).toEqual({
      code: 'portal.refused',
      reason: 'status_400',
    })
  })
})

describe('the session', () => {
  const profile = checkProfile(data())
  const token = portalToken('t', { portal: 'some-portal', origin: 'https://portal.example', usedAt: at.toISOString() })

  it('is there until its end, for its portal alone', async () => {
    expect(requireToken(token, profile, at)).toBe(token)
    expect(await refusal(() => requireToken(undefined, profile, at))).toEqual({ code: 'session.none' })
    expect(await refusal(() => requireToken({ ...token, portal: 'x' }, profile, at))).toEqual({ code: 'session.none' })
    expect(await refusal(() => requireToken({ ...token, origin: 'https://x' }, profile, at))).toEqual({
      code: 'session.none',
    })
    for (const off of [3_600_000, -3_600_000])
      expect(await refusal(() => requireToken(token, profile, new Date(at.getTime() + off)))).toEqual({
        code: 'session.expired',
      })
  })

  it.each([
    [{}],
    [[{ id: 'a' }]],
    [[{ id: 'a', verifier: 'v', purpose: 'p', request: 'x'.repeat(30_000) }]],
    [Array.from({ length: 201 }, () => ({ id: 'a', verifier: 'v', purpose: 'p', request: 'r' }))],
  ])('refuses an inbox that does not fit', async (requests) => {
    const send: SessionFetch = async ({ url }) => Response.json(url.pathname.includes('offers') ? [] : requests)
    expect(await refusal(fetchInbox(send, profile))).toMatchObject({ code: 'portal.badAnswer' })
  })
})

describe('a proof of the session’s key', () => {
  const drawer = { prove: async ({ nonce = 'none' }: { nonce?: string }) => `proof ${nonce}` } as unknown as Drawer
  const sending = { method: 'GET', url: new URL('https://portal.example/x') } as const
  const answering = (body: string, type = 'application/json') => {
    const proofs: (string | null)[] = []
    const fetch = async (request: Request) => {
      proofs.push(request.headers.get('dpop'))
      const headers = { 'content-type': type, 'dpop-nonce': 'fresh' }
      return proofs.length === 1 ? new Response(body, { status: 401, headers }) : Response.json({})
    }
    return { proofs, send: boundFetch({ fetch, now: () => at }, { ...drawer }) }
  }

  it.each([{ error: 'use_dpop_nonce' }, { code: 'use_dpop_nonce' }])(
    'is made anew for the nonce of %j',
    async (body) => {
      const { proofs, send } = answering(JSON.stringify(body))
      expect((await send(sending)).status).toBe(200)
      expect(proofs).toEqual(['proof none', 'proof fresh'])
    },
  )

  it('goes with the mandate that a call is made under, and with none otherwise', async () => {
    const named: (string | null)[] = []
    const fetch = async (request: Request) => {
      named.push(request.headers.get('mandate-id'))
      return Response.json({})
    }
    const send = boundFetch({ fetch, now: () => at }, { ...drawer })
    await underMandate(send, 'mandate-1')(sending)
    await underMandate(send, undefined)(sending)
    expect(named).toEqual(['mandate-1', null])
  })

  it.each([['{'], ['[]'], ['null'], ['{"error":"invalid_token"}'], ['use_dpop_nonce', 'text/html']])(
    'is not sent again for %s',
    async (body, type = 'application/json') => {
      const { proofs, send } = answering(body, type)
      expect((await send(sending)).status).toBe(401)
      expect(proofs).toHaveLength(1)
    },
  )
})
