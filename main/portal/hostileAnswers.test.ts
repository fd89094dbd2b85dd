// Answers that were made to lead elsewhere, to break what reads them, or to be taken for something of the program's own.
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newOrganisation, newRoot, signedBy } from '../../tests/support/organisations.ts'
import { refusal } from '../../tests/support/refusal.ts'
import { parseJson } from '../openid/answers.ts'
import { applicationBody } from './board.ts'
import { checkProfile } from './checkProfile.ts'
import { verifyIdToken } from './idToken.ts'
import { expectUnless } from './problem.ts'
import { defaultEndpoints, endpoint } from './profile.ts'

const at = new Date('2026-11-23T03:00:00Z')
const profile = checkProfile({
  id: 'some-portal',
  label: { ja: 'ポータル', en: 'Portal' },
  kind: 'production',
  origin: 'https://portal.example',
  client: { id: 'RP1' },
  issuer: '/realms/some',
  redirectUri: 'http://127.0.0.1/cb',
  session: { idleSeconds: 1800 },
  endpoints: defaultEndpoints,
  acrValues: ['card'],
  tls: { anchors: [] },
})

describe('a name that the portal gave', () => {
  it.each([['..'], ['.'], [''], ['x', '..', 'y']])('is no way to another resource: %j', async (...below) => {
    expect(await refusal(() => endpoint(profile, 'applications', ...below))).toMatchObject({ code: 'portal.badAnswer' })
  })

  it.each(['../../logout', '..%2f..', 'a/b', 'a?b#c', '…', '.a', 'a..b'])('stays one part of the path: %s', (id) => {
    const { origin, pathname, search, hash } = endpoint(profile, 'applications', id)
    expect([origin, search, hash]).toEqual(['https://portal.example', '', ''])
    expect(pathname.split('/')).toHaveLength('/api/applications/v1/x'.split('/').length)
    expect(pathname.startsWith('/api/applications/v1/')).toBe(true)
  })
})

describe('a reason', () => {
  it.each(['constructor', 'valueof', 'tostring'])(
    'that every object inherits is the portal’s own word: %s',
    async (code) => {
      const response = Response.json({ code }, { status: 403, headers: { 'content-type': 'application/problem+json' } })
      expect(await refusal(expectUnless(response, { not_found: { code: 'application.notFound' } }))).toEqual({
        code: 'portal.refused',
        reason: code,
      })
    },
  )
})

describe('JSON', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

  it('nested without end is a bad answer, whatever follows it', async () => {
    const form = `{"form":{"a":${deep(100_000)}}}`
    for (const [text, shape] of [
      [form, applicationBody],
      [deep(65), z.unknown()],
      [`{"a":"\\"",${'"b":{'.repeat(65)}`, z.unknown()],
    ] as const)
      expect(await refusal(() => parseJson(text, shape))).toEqual({
        code: 'portal.badAnswer',
        detail: 'nested too deep',
      })
  })

  it('may hold brackets in its texts', () => {
    const value = { a: '['.repeat(200), b: `\\"${'{'.repeat(200)}`, c: ['}'] }
    expect(parseJson(JSON.stringify(value), z.unknown())).toEqual(value)
    expect(parseJson(deep(64), z.unknown())).toBeDefined()
  })
})

describe('an ID token', () => {
  const signer = newOrganisation(newRoot('Some root', at), 'Portal', at)
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const seconds = at.getTime() / 1000
  const claims = {
    iss: 'https://portal.example/realms/some',
    sub: 'somebody',
    aud: 'RP1',
    iat: seconds,
    exp: seconds + 300,
    nonce: 'n',
    acr: 'card',
  }
  const verify = (more: object = {}, header: object = {}, keys?: object[]) => {
    const own = { ...createPublicKey(signer.privateKey).export({ format: 'jwk' }), kid: 'k' }
    const fetch = async () => Response.json({ keys: keys ?? [own] })
    const token = signedBy(signer, 'JWT', { ...claims, ...more }, { kid: 'k', ...header })
    return refusal(verifyIdToken(fetch, profile, token, { clientId: 'RP1', nonce: 'n', at }))
  }

  it('that holds tells who it is', async () => {
    expect(await verify()).toBeUndefined()
  })

  it.each<[string, object, object?]>([
    ['signature', {}, { alg: 'none' }],
    ['signature', {}, { alg: 'HS256' }],
    ['signature', {}, { kid: 'other' }],
    ['signature', {}, { crit: ['exp'] }],
    ['iss', { iss: 'https://portal.example' }],
    ['aud', { aud: 'RP2' }],
    ['claims', { aud: ['RP1', 'RP2'] }],
    ['claims', { sub: '' }],
    ['claims', { exp: undefined }],
    ['nonce', { nonce: 'other' }],
    ['nonce', { nonce: undefined }],
    ['acr', { acr: 'password' }],
    ['acr', { acr: undefined }],
    ['exp or iat', { exp: seconds }],
    ['exp or iat', { iat: seconds + 61 }],
    ['exp or iat', { nbf: seconds + 61 }],
  ])('is refused for its %s: %j %j', async (claim, more, header) => {
    expect(await verify(more, header)).toEqual({ code: 'portal.badAnswer', detail: `id_token: ${claim}` })
  })

  it('is refused with another key of the same name', async () => {
    const other = { ...publicKey.export({ format: 'jwk' }), kid: 'k' }
    expect(await verify({}, {}, [other])).toEqual({ code: 'portal.badAnswer', detail: 'id_token: signature' })
  })
})
