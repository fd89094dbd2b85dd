import { describe, expect, it } from 'vitest'
import { refusal } from '../../tests/support/refusal.ts'
import { fetchRequest } from './fetchRequest.ts'
import { parseRequestLink } from './requestLink.ts'

const reference = 'client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fdesk.example%2Fr%2F1'

describe('a link for sharing', () => {
  it.each(['openid4vp://?', 'haip-vp://?', 'openid4vp://authorize?', 'openid4vp:?'])('may begin with %s', (begin) => {
    expect(parseRequestLink(`  ${begin}${reference}\n`)).toEqual({
      kind: 'reference',
      clientId: 'x509_hash:abc',
      uri: new URL('https://desk.example/r/1'),
      method: 'get',
    })
  })

  it('may carry the request, and name the method', () => {
    expect(parseRequestLink('openid4vp://?client_id=a&request=x.y.z')).toEqual({
      kind: 'value',
      clientId: 'a',
      jwt: 'x.y.z',
    })
    expect(parseRequestLink(`openid4vp://?${reference}&request_uri_method=post`)).toMatchObject({ method: 'post' })
  })

  it.each([
    ['another scheme', `https://desk.example/?${reference}`],
    ['no link', 'hello'],
    ['empty', ''],
    ['too long', `openid4vp://?${reference}&x=${'a'.repeat(20_000)}`],
    ['no client', 'openid4vp://?request_uri=https%3A%2F%2Fdesk.example'],
    ['unsigned parameters', 'openid4vp://?client_id=a&response_type=vp_token&nonce=x'],
    ['both forms', `openid4vp://?${reference}&request=x.y.z`],
    ['http', 'openid4vp://?client_id=a&request_uri=http%3A%2F%2Fdesk.example'],
    ['a file', 'openid4vp://?client_id=a&request_uri=file%3A%2F%2F%2Fetc%2Fpasswd'],
    ['user and password', 'openid4vp://?client_id=a&request_uri=https%3A%2F%2Fu%3Ap%40desk.example'],
    ['a method without an address', 'openid4vp://?client_id=a&request=x.y.z&request_uri_method=post'],
    ['an unknown method', `openid4vp://?${reference}&request_uri_method=put`],
    ['a method in capitals', `openid4vp://?${reference}&request_uri_method=POST`],
    ['a parameter twice', `openid4vp://?${reference}&client_id=other`],
  ])('is refused: %s', async (_, link) => {
    expect(await refusal(() => parseRequestLink(link))).toMatchObject({ code: 'request.invalid' })
  })
})

describe('fetching the request', () => {
  const type = 'application/oauth-authz-req+jwt'
  const link = parseRequestLink(`openid4vp://?${reference}`)
  const answering =
    (status: number, contentType = type, body = 'x.y.z') =>
    async () =>
      new Response(body, { status, headers: { 'content-type': contentType } })

  it('asks with a nonce of its own by POST', async () => {
    let asked: Request | undefined
    const fetched = await fetchRequest(
      async (request) => {
        asked = request.clone()
        return answering(200)()
      },
      parseRequestLink(`openid4vp://?${reference}&request_uri_method=post`),
    )
    const form = new URLSearchParams(await asked?.text())
    expect(asked?.headers.get('content-type')).toContain('application/x-www-form-urlencoded')
    expect(form.get('wallet_nonce')).toBe(fetched.walletNonce)
    expect(JSON.parse(form.get('wallet_metadata') ?? '')).toHaveProperty('vp_formats_supported')
    expect(fetched.walletNonce).toMatch(/^[\w-]{22}$/)
  })

  it('goes nowhere for a request by value', async () => {
    const nobody = async () => {
      throw new Error('called')
    }
    expect(await fetchRequest(nobody, { kind: 'value', clientId: 'a', jwt: 'x.y.z' })).toEqual({ jwt: 'x.y.z' })
  })

  it.each([
    [400, type, { code: 'request.expired' }],
    [404, type, { code: 'request.expired' }],
    [410, type, { code: 'request.expired' }],
    [302, type, { code: 'portal.badAnswer' }],
    [500, type, { code: 'portal.badAnswer' }],
    [200, 'text/html', { code: 'request.invalid' }],
    [200, 'application/json', { code: 'request.invalid' }],
  ])('judges %i %s', async (status, contentType, failure) => {
    expect(await refusal(fetchRequest(answering(status, contentType), link))).toMatchObject(failure)
  })

  it('takes parameters of the media type and space around the token', async () => {
    expect(await fetchRequest(answering(200, `${type}; charset=utf-8`, '\n x.y.z\n'), link)).toEqual({ jwt: 'x.y.z' })
  })
})
