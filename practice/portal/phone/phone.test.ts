import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { portalOfFile } from '../portalOfFile.ts'
import { realm, sendBound, verifier } from '../testDevice.ts'
import { bodyOf, type HolderKey, newHolderKey } from '../testPortal.ts'

const portal = await portalOfFile()
beforeEach(async () => {
  portal.wait(61_000)
})

interface Started {
  readonly key: HolderKey
  readonly id: string
  readonly page: string
}

async function start(pcName = '居間のPC'): Promise<Started> {
  const key = newHolderKey()
  const code_challenge = createHash('sha256').update(verifier).digest('base64url')
  const json = { code_challenge, code_challenge_method: 'S256', pc_name: pcName }
  const begun = await bodyOf(await sendBound(portal, key, 'POST', '/api/login/qr', { json }))
  expect(begun).toMatchObject({ expires_in: 60, interval: 2 })
  return { key, id: String(begun['login_id']), page: new URL(String(begun['qr_url'])).pathname }
}

const poll = ({ id, key }: Started, json: object = {}) =>
  sendBound(portal, key, 'POST', `/api/login/qr/${id}/poll`, { json })
const tokenIn = (html: string) => /name="page" value="([^"]+)"/.exec(html)?.[1] ?? ''
const send = async (path: string, fields: Record<string, string>) => {
  const response = await portal.post(path, new URLSearchParams(fields))
  return { status: response.status, html: await response.text() }
}
const codeOf = async (response: Response) => (await bodyOf(response))['code']

/** As the person does it on the phone, up to the code. */
async function throughPhone({ page }: Started, person = 'taro', pin = '1357'): Promise<string> {
  const scanned = tokenIn(await (await portal.get(page)).text())
  const asked = await send(`${page}/card`, { page: scanned, person, pin })
  const shown = await send(`${page}/answer`, { page: tokenIn(asked.html), answer: 'yes' })
  return /id="code">(\d{6})</.exec(shown.html)?.[1] ?? ''
}

describe('log-in by phone', () => {
  it('shows on the phone who would be logged in where, and on the PC what to do next', async () => {
    const started = await start('<b>書斎</b>')
    expect(await bodyOf(await poll(started))).toEqual({ state: 'waiting' })
    const scanned = await (await portal.get(started.page)).text()
    expect(await bodyOf(await poll(started))).toEqual({ state: 'scanned' })
    const asked = await send(`${started.page}/card`, { page: tokenIn(scanned), person: 'taro', pin: '1357' })
    expect(asked.html).toContain('練習　太郎')
    expect(asked.html).toContain(portal.origin)
    expect(asked.html).toContain('&#60;b&#62;書斎')
    expect(asked.html).toContain('目の前のPC')
    const shown = await send(`${started.page}/answer`, { page: tokenIn(asked.html), answer: 'yes' })
    expect(await bodyOf(await poll(started))).toEqual({ state: 'confirmed' })
    const code = /id="code">(\d{6})</.exec(shown.html)?.[1] ?? ''
    const redeemed = await sendBound(portal, started.key, 'POST', `${realm}/token`, {
      form: {
        grant_type: 'authorization_code',
        code: String((await bodyOf(await poll(started, { code })))['code']),
        code_verifier: verifier,
      },
    })
    const tokens = await bodyOf(redeemed)
    expect(tokens).toMatchObject({ token_type: 'DPoP' })
    const token = String(tokens['access_token'])
    const info = await sendBound(portal, started.key, 'GET', `${realm}/userinfo`, { token })
    expect(await bodyOf(info)).toMatchObject({ name: '練習　太郎' })
    // It cannot enrol devices.
    const enrolment = await sendBound(portal, started.key, 'POST', '/api/devices/v1/challenge', { token })
    expect(await codeOf(enrolment)).toBe('card_required')
    // And the code is good for one log-in.
    expect(await codeOf(await poll(started, { code }))).toBe('window_closed')
  })

  it('opens its page once', async () => {
    const { page } = await start()
    expect((await portal.get(page)).status).toBe(200)
    const second = await portal.get(page)
    expect(second.status).toBe(410)
    expect(await second.text()).toContain('練習')
    expect((await portal.get('/phone/unknown')).status).toBe(404)
  })

  it('ends after a minute, on both sides', async () => {
    const started = await start()
    const code = await throughPhone(started)
    portal.wait(60_000)
    expect((await poll(started, { code })).status).toBe(410)
    const late = await start()
    portal.wait(60_000)
    expect((await portal.get(late.page)).status).toBe(410)
  })

  it('belongs to the key that began it', async () => {
    const started = await start()
    const code = await throughPhone(started)
    const other = { ...started, key: newHolderKey() }
    expect(await codeOf(await poll(other, { code }))).toBe('invalid_dpop_proof')
    const redeemed = await sendBound(portal, other.key, 'POST', `${realm}/token`, {
      form: {
        grant_type: 'authorization_code',
        code: String((await bodyOf(await poll(started, { code })))['code']),
        code_verifier: verifier,
      },
    })
    expect(await bodyOf(redeemed)).toMatchObject({ error: 'invalid_grant' })
    const unproved = await portal.post('/api/login/qr', {
      code_challenge: 'A'.repeat(43),
      code_challenge_method: 'S256',
      pc_name: 'x',
    })
    expect(await codeOf(unproved)).toBe('invalid_dpop_proof')
  })

  it('takes three codes, and then not even the right one', async () => {
    const started = await start()
    const code = await throughPhone(started)
    const wrong = code === '000000' ? '000001' : '000000'
    expect(await codeOf(await poll(started, { code: wrong }))).toBe('code_wrong')
    expect(await codeOf(await poll(started, { code: wrong }))).toBe('code_wrong')
    expect(await codeOf(await poll(started, { code: wrong }))).toBe('too_many_tries')
    expect(await codeOf(await poll(started, { code }))).toBe('too_many_tries')
  })

  it('takes three PINs on the phone', async () => {
    const started = await start()
    let token = tokenIn(await (await portal.get(started.page)).text())
    for (const left of ['あと2回', 'あと1回']) {
      const { html } = await send(`${started.page}/card`, { page: token, person: 'taro', pin: '0000' })
      expect(html).toContain(left)
      token = tokenIn(html)
    }
    const last = await send(`${started.page}/card`, { page: token, person: 'taro', pin: '0000' })
    expect(last.html).toContain('too_many_tries')
    expect((await poll(started)).status).toBe(403)
  })

  it('can be refused on the phone', async () => {
    const started = await start()
    const scanned = tokenIn(await (await portal.get(started.page)).text())
    const asked = await send(`${started.page}/card`, { page: scanned, person: 'taro', pin: '1357' })
    await send(`${started.page}/answer`, { page: tokenIn(asked.html), answer: 'no' })
    const response = await poll(started)
    expect(response.status).toBe(403)
    expect(await codeOf(response)).toBe('access_denied')
  })

  it('takes an answer from the page that it showed last alone', async () => {
    const started = await start()
    const scanned = tokenIn(await (await portal.get(started.page)).text())
    const card = { person: 'taro', pin: '1357' }
    expect((await send(`${started.page}/card`, { page: 'A'.repeat(43), ...card })).status).toBe(410)
    expect((await send(`${started.page}/answer`, { page: scanned, answer: 'yes' })).status).toBe(410)
    expect((await send(`${started.page}/card`, { page: scanned, ...card })).status).toBe(200)
    expect((await send(`${started.page}/card`, { page: scanned, ...card })).status).toBe(410)
  })

  it.each([
    ['an expired certificate', 'ichiro', '5709', 'cert_expired'],
    ['a card without a PIN', 'ume', '0000', 'access_denied'],
  ])('does not log in with %s', async (_, person, pin, code) => {
    const started = await start()
    const scanned = tokenIn(await (await portal.get(started.page)).text())
    const { html } = await send(`${started.page}/card`, { page: scanned, person, pin })
    expect(html).toContain(code)
    expect((await poll(started)).status).toBe(403)
  })

  it('does not log in with a revoked certificate', async () => {
    await portal.control.addFault({ kind: 'cert_revoked', person: 'hanako' })
    const started = await start()
    expect(await throughPhone(started, 'hanako', '2469')).toBe('')
    expect((await poll(started)).status).toBe(403)
  })

  it('is begun so many times a minute and no more', async () => {
    for (let count = 0; count < 50; count++) await start()
    const json = { code_challenge: 'A'.repeat(43), code_challenge_method: 'S256', pc_name: 'x' }
    expect((await sendBound(portal, newHolderKey(), 'POST', '/api/login/qr', { json })).status).toBe(429)
  })
})
