// The profiles that are shipped: each says what is missing, and works once that is filled in.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkProfile } from '../../main/portal/checkProfile.ts'
import { defaultEndpoints, endpoint, issuerOf } from '../../main/portal/profile.ts'
import { readRealPortal } from '../../main/realPortal.ts'
import { refusal } from '../support/refusal.ts'

const folder = join(import.meta.dirname, '../../resources/trust')
const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const written = mkdtempSync(join(tmpdir(), 'tefuda-profile-'))
afterAll(() => rmSync(written, { recursive: true, force: true }))

async function readBack(profile: unknown) {
  writeFileSync(join(written, 'portal.json'), typeof profile === 'string' ? profile : JSON.stringify(profile))
  return readRealPortal(written)
}
/** As an approved operator would fill it in. */
const filled = (template: Record<string, unknown>) => ({
  ...template,
  client: { id: 'RP00000001', auth: 'none' },
  transport: { kind: 'broker', origin: 'https://operator.example' },
  redirectUri: 'https://operator.example/cb',
  session: { idleSeconds: 1800 },
})
const digitalSlots = [
  'transport.origin',
  'client.id',
  'redirectUri',
  'session.idleSeconds',
  'endpoints.logout',
  'endpoints.phone',
]

describe('every shipped profile', () => {
  const shipped = ['portal.json', ...readdirSync(join(folder, 'portals')).map((name) => `portals/${name}`)].filter(
    (name) => name.endsWith('.json'),
  )

  it.each(shipped)('%s is of production, names every endpoint, and is refused', async (name) => {
    const profile = read(name)
    expect(profile['kind']).toBe('production')
    expect(Object.keys(profile['endpoints'] as object).sort()).toEqual(Object.keys(defaultEndpoints).sort())
    expect(await refusal(() => checkProfile(profile))).toMatchObject({ code: 'portal.notConfigured' })
  })
})

describe('the template of the digital authentication service', () => {
  it.each([
    ['portals/digital-auth.json', 'https://auth-and-sign.go.jp'],
    ['portals/digital-auth-sandbox.json', 'https://sb-auth-and-sign.go.jp'],
  ])('%s has all that is published, and asks for the rest', async (name, origin) => {
    const template = read(name)
    expect(await refusal(() => checkProfile(template))).toMatchObject({ missing: expect.arrayContaining(digitalSlots) })
    const endpoints = { ...(template['endpoints'] as object), phone: '/log-in/phone', logout: '/log-out' }
    const profile = checkProfile({ ...filled(template), endpoints })
    expect(issuerOf(profile)).toBe(`${origin}/api/realms/main`)
    expect(endpoint(profile, 'authorize').href).toBe(`${origin}/api/realms/main/protocol/openid-connect/auth`)
    expect(endpoint(profile, 'certs').href).toBe(`${origin}/api/realms/main/protocol/openid-connect/certs`)
    expect(endpoint(profile, 'token').href).toBe(
      'https://operator.example/api/realms/main/protocol/openid-connect/token',
    )
    expect(profile.scopes).toEqual(['openid', 'name', 'address', 'birthdate', 'gender'])
    expect(await refusal(() => endpoint(profile, 'challenge'))).toEqual({ code: 'portal.notOffered' })
  })
})

describe('the profile of the real realm', () => {
  const complete = () => ({
    ...filled(read('portals/mynaportal.json')),
    origin: 'https://portal.example',
    issuer: '/realms/main',
    scopes: ['openid'],
    endpoints: defaultEndpoints,
    tls: { anchors: [], pins: [`${'A'.repeat(43)}=`], mtls: true },
  })

  it('is taken when it is complete, and tells the network about both servers', async () => {
    const { profile, servers } = await readBack(complete())
    expect(profile().origin).toBe('https://portal.example')
    expect([...servers.keys()]).toEqual(['https://portal.example', 'https://operator.example'])
    expect(servers.get('https://operator.example')?.pins).toHaveLength(1)
  })

  it.each([
    ['is of practice', { ...complete(), kind: 'practice', origin: 'https://localhost:1' }],
    ['is no JSON', '{"id":'],
    ['is empty', ''],
    ['lacks one slot', { ...complete(), issuer: '' }],
  ])('is refused where it %s, and nothing is known of any server', async (_, profile) => {
    const portal = await readBack(profile)
    expect(await refusal(() => portal.profile())).toMatchObject({ code: 'portal.notConfigured' })
    expect(portal.servers.size).toBe(0)
  })
})
