import { describe, expect, it } from 'vitest'
import type { FaultKind } from '../faults.ts'
import { portalOfFile } from '../portalOfFile.ts'
import { registerMandate } from '../testMandate.ts'
import { bearer, bodyOf, logIn, tokenOf } from '../testPortal.ts'

const portal = await portalOfFile()

const pins: Readonly<Record<string, string>> = { taro: '1357', hanako: '2469', sakura: '3583' }
const insurance = 'TM00000000000072'
const allowance = 'TM00000000000031'

async function headersOf(person: string, mandate?: string): Promise<Record<string, string>> {
  return { ...bearer(await tokenOf(portal, person)), ...(mandate === undefined ? {} : { 'mandate-id': mandate }) }
}

async function ask(person: string, items: string[], over: { condition?: object; mandate?: string } = {}) {
  const body = { items, condition: over.condition ?? { type: 'latest' }, purpose: '練習の申請' }
  return portal.post('/api/selfinfo/v1/request', body, await headersOf(person, over.mandate))
}

async function consent(url: string, person: string, answer = 'yes', pin = pins[person] ?? '') {
  const path = new URL(url).pathname
  const page = /name="page" value="([^"]+)"/.exec(await (await portal.get(path)).text())?.[1] ?? ''
  return (await portal.post(path, new URLSearchParams({ page, answer, person, pin }))).text()
}

async function resultOf(person: string, process_id: unknown, mandate?: string) {
  return bodyOf(await portal.post('/api/selfinfo/v1/result', { process_id }, await headersOf(person, mandate)))
}

async function verify(person: string, process_id: unknown, holder = person, mandate?: string) {
  const facts = portal.world.person(holder)
  const body = {
    process_id,
    name: facts?.name.kanji,
    birth_date: facts?.birthDate,
    sex: facts?.sex,
    address: facts?.address,
  }
  return bodyOf(await portal.post('/api/selfinfo/v1/verify', body, await headersOf(person, mandate)))
}

/** Up to the agencies' answer. */
async function carry(person: string, items: string[]) {
  const { process_id, consent_url } = await bodyOf(await ask(person, items))
  await consent(String(consent_url), person)
  await verify(person, process_id)
  portal.wait(11_000)
  return resultOf(person, process_id)
}

describe('self-information', () => {
  it('comes after consent and comparison, minutes later, and its state survives', async () => {
    const response = await ask('taro', [insurance, allowance])
    expect(response.status).toBe(202)
    const { process_id, consent_url } = await bodyOf(response)
    expect(await resultOf('taro', process_id)).toMatchObject({ status: 'PENDING' })
    const shown = await (await portal.get(new URL(String(consent_url)).pathname)).text()
    expect(shown).toContain('健康保険証（練習保険者中間サーバー）')
    expect(shown).toContain('練習の申請')
    expect(await consent(String(consent_url), 'taro')).toContain('同意を受け付けました')
    expect(await resultOf('taro', process_id)).toMatchObject({ status: 'NEED_TO_VERIFY_USER' })
    expect(await verify('taro', process_id)).toMatchObject({ status: 'PENDING' })
    portal.wait(11_000)
    const done = await resultOf('taro', process_id)
    expect(done).toMatchObject({ status: 'SUCCESS', selfPersonalData: [{ itemId: insurance }, { itemId: allowance }] })
    expect(done).not.toHaveProperty('missing')
    const list = await (await portal.get('/api/selfinfo/v1', await headersOf('taro'))).json()
    expect(list[0]).toEqual(done)
    portal.wait(25 * 3_600_000)
    expect(await resultOf('taro', process_id)).toMatchObject({ status: 'EXPIRED' })
  })

  it('of somebody else who sits at the same PC is not given', async () => {
    const first = await bodyOf(await ask('taro', [insurance]))
    await consent(String(first['consent_url']), 'hanako')
    expect(await verify('taro', first['process_id'])).toMatchObject({ status: 'ERROR', error_reason: 'user_mismatch' })
    // Not even when the wallet names the one who consented.
    const second = await bodyOf(await ask('taro', [insurance]))
    await consent(String(second['consent_url']), 'hanako')
    expect(await verify('taro', second['process_id'], 'hanako')).toMatchObject({ error_reason: 'user_mismatch' })
    expect((await portal.post('/api/selfinfo/v1/result', second, await headersOf('hanako'))).status).toBe(400)
    const other = { process_id: second['process_id'] }
    expect((await portal.post('/api/selfinfo/v1/result', other, await headersOf('hanako'))).status).toBe(404)
  })

  it('is refused on the page, and the page is good for one answer', async () => {
    const { process_id, consent_url } = await bodyOf(await ask('taro', [insurance]))
    await consent(String(consent_url), 'taro', 'no')
    expect(await resultOf('taro', process_id)).toMatchObject({ status: 'ERROR', error_reason: 'access_denied' })
    expect((await portal.get(new URL(String(consent_url)).pathname)).status).toBe(410)
  })

  it('takes three PINs', async () => {
    const { process_id, consent_url } = await bodyOf(await ask('taro', [insurance]))
    expect(await consent(String(consent_url), 'taro', 'yes', '0000')).toContain('あと2回')
    expect(await consent(String(consent_url), 'taro', 'yes', '0000')).toContain('あと1回')
    await consent(String(consent_url), 'taro', 'yes', '0000')
    expect(await resultOf('taro', process_id)).toMatchObject({ error_reason: 'access_denied' })
  })

  it('is over when nobody consents in time, or compares in time', async () => {
    const first = await bodyOf(await ask('taro', [insurance]))
    portal.wait(600_000)
    expect(await resultOf('taro', first['process_id'])).toMatchObject({ status: 'EXPIRED' })
    expect((await portal.get(new URL(String(first['consent_url'])).pathname)).status).toBe(410)
    const second = await bodyOf(await ask('taro', [insurance]))
    await consent(String(second['consent_url']), 'taro')
    portal.wait(600_000)
    expect(await resultOf('taro', second['process_id'])).toMatchObject({ status: 'EXPIRED' })
  })

  const outcomes: [FaultKind, object][] = [
    ['no_data', { status: 'ERROR', error_reason: 'no_data' }],
    ['not_connected', { status: 'ERROR', error_reason: 'not_supported_by_municipality' }],
    ['agency_outage', { status: 'ERROR', error_reason: 'temporarily_unavailable' }],
    ['partial', { status: 'SUCCESS', missing: [{ itemId: allowance, reason: 'temporarily_unavailable' }] }],
  ]
  it.each(outcomes)('can end on purpose with %s', async (kind, outcome) => {
    await portal.control.addFault({ kind, times: 1 })
    expect(await carry('taro', [insurance, allowance])).toMatchObject(outcome)
  })

  it('tells of what is not held beside what is, and of nothing held at all', async () => {
    expect(await carry('hanako', [insurance, allowance])).toMatchObject({
      status: 'SUCCESS',
      missing: [{ itemId: allowance, reason: 'no_data' }],
    })
    expect(await carry('hanako', [allowance])).toMatchObject({ status: 'ERROR', error_reason: 'no_data' })
  })

  it('that was shown is gone from the portal after the log-out', async () => {
    const done = await carry('sakura', [insurance])
    expect(done).toMatchObject({ status: 'SUCCESS' })
    const token = await logIn(portal, 'sakura')
    await portal.post('/api/logout', '', bearer(token))
    const after = await resultOf('sakura', done['process_id'])
    expect(after).toMatchObject({ status: 'EXPIRED' })
    expect(after).not.toHaveProperty('selfPersonalData')
  })

  it('is asked for sixty times an hour and no more', async () => {
    portal.wait(3_600_000)
    for (let count = 0; count < 60; count++) expect((await ask('hanako', [insurance])).status).toBe(202)
    const refused = await ask('hanako', [insurance])
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('600')
  })

  it('of a child comes by mandate, consented to by the parent', async () => {
    const mandate = String((await bodyOf(await registerMandate(portal, { principal: 'haruto', agent: 'taro' })))['id'])
    const { process_id, consent_url } = await bodyOf(await ask('taro', [insurance], { mandate }))
    expect(await (await portal.get(new URL(String(consent_url)).pathname)).text()).toContain('練習　はると')
    await consent(String(consent_url), 'taro')
    await verify('taro', process_id, 'taro', mandate)
    portal.wait(11_000)
    expect(await resultOf('taro', process_id, mandate)).toMatchObject({ status: 'SUCCESS' })
    expect((await portal.post('/api/selfinfo/v1/result', { process_id }, await headersOf('taro'))).status).toBe(404)
  })

  it.each([
    [['TM1'], {}, 400],
    [[], {}, 400],
    [['TM00000000000099'], {}, 404],
    [[insurance], { condition: { type: 'range', from: '20260201', to: '20260101' } }, 400],
    [[insurance], { condition: { type: 'always' } }, 400],
  ])('is not asked for with %j %j', async (items, over, status) => {
    expect((await ask('taro', items, over)).status).toBe(status)
  })
})
