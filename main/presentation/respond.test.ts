import { describe, expect, it } from 'vitest'
import { refusal } from '../../tests/support/refusal.ts'
import { type Failure, WalletError } from '../failure.ts'
import { sendDecline, sendResponse } from './respond.ts'

const json =
  (body: unknown, status = 200) =>
  async () =>
    Response.json(body, { status })
const failing = (failure: Failure) => async () => {
  throw new WalletError(failure)
}
const send = (fetch: Parameters<typeof sendResponse>[0]) => sendResponse(fetch, 'https://desk.example/r', 'vp_token=x')

describe('the answer of a verifier', () => {
  it.each([
    [{}, undefined],
    [{ other: 1 }, undefined],
    [{ redirect_uri: 'https://desk.example/thanks?a=b' }, 'https://desk.example/thanks?a=b'],
    [{ redirect_uri: 'https://desk.example/#response_code=x' }, 'https://desk.example/#response_code=x'],
  ])('%j leads to %s', async (body, address) => {
    expect((await send(json(body))).redirectTo?.href).toBe(address)
  })

  it.each([
    ['http', json({ redirect_uri: 'http://desk.example/' })],
    ['a script', json({ redirect_uri: 'javascript:alert(1)' })],
    ['a file', json({ redirect_uri: 'file:///etc/passwd' })],
    ['user and password', json({ redirect_uri: 'https://a:b@desk.example/' })],
    ['no text', json({ redirect_uri: 7 })],
    ['another status', json({}, 201)],
    ['a page', async () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['no JSON', async () => new Response('{', { headers: { 'content-type': 'application/json' } })],
    ['a list', json([])],
    ['too much', json({ redirect_uri: 'https://desk.example/', pad: 'x'.repeat(20_000) })],
    ['a broken server', json({ error: 'server_error' }, 500)],
    ['a lost connection', failing({ code: 'portal.unreachable' })],
    ['an answer that was cut short', failing({ code: 'portal.badAnswer', detail: 'cut short' })],
  ])('leaves open whether the answer arrived: %s', async (_, fetch) => {
    expect(await refusal(send(fetch))).toEqual({ code: 'verifier.unreachable' })
  })

  it('may be no, with a code of its own', async () => {
    expect(await refusal(send(json({ error: 'invalid_request' }, 400)))).toEqual({
      code: 'verifier.refused',
      reason: 'invalid_request',
    })
    expect(await refusal(send(json({ error: 'a "quoted" text\n' }, 400)))).toEqual({
      code: 'verifier.refused',
      reason: 'status 400',
    })
  })

  it('is not asked where TLS does not hold', async () => {
    expect(await refusal(send(failing({ code: 'portal.untrusted' })))).toEqual({ code: 'portal.untrusted' })
  })
})

describe('declining', () => {
  it('sends error and state, nothing else', async () => {
    let sent: Request | undefined
    const fetch = async (request: Request) => {
      sent = request.clone()
      return Response.json({})
    }
    await sendDecline(fetch, { clientId: 'a', nonce: 'n', responseUri: 'https://desk.example/r', state: 's' })
    expect(sent?.headers.get('content-type')).toBe('application/x-www-form-urlencoded')
    expect(await sent?.text()).toBe('error=access_denied&state=s')
    await sendDecline(fetch, { clientId: 'a', nonce: 'n', responseUri: 'https://desk.example/r' })
    expect(await sent?.text()).toBe('error=access_denied')
  })
})
