import { sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addDays, dayInJapan } from '../../calendar.ts'
import { portalOfFile } from '../portalOfFile.ts'
import { registerMandate } from '../testMandate.ts'
import { authenticationKey, bearer, bodyOf, logIn } from '../testPortal.ts'
import { mandateBytes } from './routes.ts'

const portal = await portalOfFile()

const codeOf = async (response: Response) => (await bodyOf(response))['code']
const listOf = async (person: string): Promise<{ id: string; state: string }[]> =>
  JSON.parse(await (await portal.get('/api/mandates/v1', bearer(await logIn(portal, person)))).text())
const end = async (person: string, id: string) =>
  portal.fetch(
    new Request(`${portal.origin}/api/mandates/v1/${id}`, {
      method: 'DELETE',
      headers: bearer(await logIn(portal, person)),
    }),
  )

describe('a mandate', () => {
  it('is registered with both cards, shown to both, and ended by either', async () => {
    const response = await registerMandate(portal, { principal: 'haruto', agent: 'taro' })
    expect(response.status).toBe(201)
    const made = await bodyOf(response)
    expect(made).toMatchObject({ state: 'active', agent: { name: '練習　太郎', me: true } })
    const id = String(made['id'])
    expect(await listOf('taro')).toContainEqual(
      expect.objectContaining({ id, agent: { name: '練習　太郎', me: true } }),
    )
    expect(await listOf('haruto')).toContainEqual(
      expect.objectContaining({ id, principal: { name: '練習　はると', me: true } }),
    )
    expect(await codeOf(await registerMandate(portal, { principal: 'haruto', agent: 'taro' }))).toBe('duplicate')
    expect((await end('hanako', id)).status).toBe(404)
    expect((await end('haruto', id)).status).toBe(204)
    expect((await listOf('taro')).find((one) => one.id === id)?.state).toBe('ended')
  })

  const today = dayInJapan(new Date())
  it.each([
    ['only one card', { swap: 'agent' as const }, 'signature_invalid'],
    ['the same card twice', { agent: 'haruto', by: 'haruto' }, 'invalid_request'],
    ['a legal one for a grown-up', { principal: 'hanako' }, 'not_eligible_applicant'],
    ['a legal one by somebody who is no parent', { agent: 'sakura', by: 'sakura' }, 'not_eligible_applicant'],
    ['one between two others', { by: 'hanako' }, 'other_person'],
    ['one that is over already', { terms: { valid_from: '2020-01-01', valid_to: '2020-02-01' } }, 'window_closed'],
    [
      'one that ends before it begins',
      { terms: { valid_from: addDays(today, 9), valid_to: addDays(today, 8) } },
      'window_closed',
    ],
    ['other terms than were signed', { signedTerms: { kind: 'appointed' as const } }, 'signature_invalid'],
    ['an expired card', { principal: 'ichiro', terms: { kind: 'appointed' as const } }, 'cert_expired'],
    ['no scope', { terms: { scopes: [] } }, 'invalid_request'],
  ])('is not registered: %s', async (_, over, code) => {
    expect(await codeOf(await registerMandate(portal, { principal: 'haruto', agent: 'taro', ...over }))).toBe(code)
  })

  it('is not registered twice with one challenge, nor by the challenge of somebody else', async () => {
    const response = await registerMandate(portal, { principal: 'sakura', agent: 'taro', challengeOf: 'hanako' })
    expect(await codeOf(response)).toBe('nonce_expired')
  })

  it('opens for its agent what its scopes name, and both see it', async () => {
    const scopes = ['notices'] as const
    const made = await bodyOf(
      await registerMandate(portal, { principal: 'haruto', agent: 'hanako', by: 'hanako', terms: { scopes } }),
    )
    const id = String(made['id'])
    const headers = { ...bearer(await logIn(portal, 'hanako')), 'mandate-id': id }
    expect((await portal.get('/api/notices/v1', headers)).status).toBe(200)
    expect(await codeOf(await portal.get('/api/applications/v1', headers))).toBe('mandate_not_valid')
    // A resource that takes no mandate at all, and a person who has none.
    expect(await codeOf(await portal.get('/api/devices/v1', headers))).toBe('mandate_not_valid')
    const other = { ...bearer(await logIn(portal, 'taro')), 'mandate-id': id }
    expect(await codeOf(await portal.get('/api/notices/v1', other))).toBe('mandate_not_valid')
    for (const [person, party] of [
      ['hanako', '練習　はると'],
      ['haruto', '練習　花子'],
    ] as const) {
      const history = await (await portal.get('/api/history/v1', bearer(await logIn(portal, person)))).json()
      expect(history).toContainEqual({ at: expect.any(String), event: 'proxied', party, scope: 'notices' })
    }
    await end('hanako', id)
    expect(await codeOf(await portal.get('/api/notices/v1', headers))).toBe('mandate_not_valid')
  })

  it('ends when the child comes of age, and on its last day', async () => {
    const made = await bodyOf(await registerMandate(portal, { principal: 'sakura', agent: 'taro' }))
    portal.wait(400 * 86_400_000)
    expect((await listOf('taro')).find((one) => one.id === made['id'])?.state).toBe('over')
  })
})

it('signs purpose, origin, nonce, terms and both certificates', () => {
  const key = authenticationKey(portal, 'taro')
  const terms = { kind: 'legal', scopes: ['notices'], valid_from: '2026-01-01', valid_to: '2026-12-31' } as const
  const bytes = Buffer.from(
    mandateBytes('https://a', 'n', { ...terms, scopes: [...terms.scopes] }, key.certificate, key.certificate),
  ).toString()
  expect(bytes).toContain('{"kind":"legal","scopes":["notices"],"valid_from":"2026-01-01","valid_to":"2026-12-31"}')
  expect(sign('RSA-SHA256', Buffer.from(bytes), key.privateKey)).toHaveLength(256)
})
