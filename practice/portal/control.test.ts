import { describe, expect, it } from 'vitest'
import { faultKinds } from './faults.ts'
import { portalOfFile } from './portalOfFile.ts'
import { bearer, bodyOf, controlToken, openRequest } from './testPortal.ts'

const portal = await portalOfFile()

describe('the control resources', () => {
  it.each([
    ['POST', '/practice/offers'],
    ['POST', '/practice/requests'],
    ['GET', '/practice/requests/x'],
    ['POST', '/practice/faults'],
    ['GET', '/practice/faults'],
    ['DELETE', '/practice/faults'],
    ['POST', '/practice/status'],
    ['GET', '/practice/issued'],
    ['POST', '/practice/renew'],
  ])('want their token: %s %s', async (method, path) => {
    for (const headers of [{}, bearer('wrong'), bearer(`${controlToken}x`)] as Record<string, string>[]) {
      const response = await portal.fetch(new Request(`https://localhost:20443${path}`, { method, headers }))
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('answer { offer } and { id, request }', async () => {
    const offer = await portal.post(
      '/practice/offers',
      { person: '練習 太郎', credential: 'licence' },
      bearer(controlToken),
    )
    expect((await bodyOf(offer))['offer']).toMatch(/^openid-credential-offer:\/\/\?credential_offer_uri=https/)
    const query = {
      credentials: [
        {
          id: 'a',
          format: 'dc+sd-jwt',
          meta: { vct_values: ['urn:tefuda:practice:health-insurance:1'] },
          claims: [{ path: ['name'] }],
        },
      ],
    }
    const made = await bodyOf(
      await portal.post('/practice/requests', { dcql_query: query, purpose: '本人の確認' }, bearer(controlToken)),
    )
    expect(made['request']).toMatch(/^openid4vp:\/\/\?client_id=x509_hash/)
    const request = await openRequest(portal, String(made['request']))
    expect(request.dcql_query).toEqual(query)
    expect(await portal.control.outcomeOf(String(made['id']))).toEqual({
      id: made['id'],
      verifier: 'portal',
      state: 'pending',
      verified: false,
      attributes: [],
      findings: [],
    })
  })

  it.each([
    ['an unknown credential', '/practice/offers', { person: 'taro', credential: 'passport' }],
    ['no person', '/practice/offers', { credential: 'licence' }],
    ['an unknown verifier', '/practice/requests', { verifier: 'bank' }],
    ['a query that is no object', '/practice/requests', { dcql_query: 'all' }],
    ['an unknown fault', '/practice/faults', { kind: 'earthquake' }],
    ['a person without a certificate to revoke', '/practice/faults', { kind: 'cert_revoked', person: 'nobody' }],
    ['an unknown state', '/practice/status', { id: 'x', state: 'lost' }],
    ['nobody to renew', '/practice/renew', { person: 'nobody' }],
  ])('refuse %s', async (_name, path, body) => {
    const response = await portal.post(path, body, bearer(controlToken))
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ code: 'invalid_request' })
  })

  it('refuse what is not JSON or too large', async () => {
    expect((await portal.post('/practice/offers', '{', bearer(controlToken))).status).toBe(400)
    const large = JSON.stringify({ person: 'x'.repeat(70_000) })
    expect((await portal.post('/practice/offers', large, bearer(controlToken))).status).toBe(413)
  })

  it('tell which state belongs to nothing', async () => {
    expect((await portal.post('/practice/status', { id: 'x', state: 'invalid' }, bearer(controlToken))).status).toBe(
      404,
    )
    expect((await portal.get('/practice/requests/x', bearer(controlToken))).status).toBe(404)
  })
})

describe('faults', () => {
  const path = '/.well-known/openid-credential-issuer/issuer'

  it('are listed and cleared', async () => {
    await portal.control.addFault({ kind: 'outage' })
    const response = await portal.get('/practice/faults', bearer(controlToken))
    expect(await bodyOf(response)).toEqual({ active: [{ kind: 'outage' }], kinds: [...faultKinds] })
    expect((await portal.get(path)).status).toBe(503)
    await portal.control.clearFaults()
    expect((await portal.get(path)).status).toBe(200)
  })

  it('happen so many times and below the path that was said', async () => {
    await portal.control.addFault({ kind: 'rate_limited', times: 2, where: '/.well-known', retry_after: 7 })
    expect((await portal.get('/')).status).toBe(200)
    const limited = await portal.get(path)
    expect(limited.status).toBe(429)
    expect(limited.headers.get('retry-after')).toBe('7')
    expect((await portal.get(path)).status).toBe(429)
    expect((await portal.get(path)).status).toBe(200)
  })

  it('maintenance says until when to wait', async () => {
    await portal.control.addFault({ kind: 'maintenance', times: 1, retry_after: 600 })
    const response = await portal.get(path)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('600')
    expect(await bodyOf(response)).toMatchObject({ code: 'maintenance' })
  })

  it('delay really waits', async () => {
    await portal.control.addFault({ kind: 'delay', ms: 120, times: 1 })
    const begun = performance.now()
    expect((await portal.get(path)).status).toBe(200)
    expect(performance.now() - begun).toBeGreaterThanOrEqual(115)
  })

  it('an oversized answer has more than 100 MB, an endless one no end', async () => {
    const sizeUpTo = async (response: Response, limit: number) => {
      let size = 0
      for await (const part of response.body ?? []) {
        size += part.length
        if (size > limit) break
      }
      return size
    }
    await portal.control.addFault({ kind: 'oversized', times: 1 })
    expect(await sizeUpTo(await portal.get(path), Number.POSITIVE_INFINITY)).toBeGreaterThan(100_000_000)
    await portal.control.addFault({ kind: 'endless', times: 1 })
    expect(await sizeUpTo(await portal.get(path), 60_000)).toBeGreaterThan(60_000)
  })

  it('an answer can be garbled or lead elsewhere', async () => {
    await portal.control.addFault({ kind: 'garbled', times: 1 })
    await expect((await portal.get(path)).json()).rejects.toThrow()
    await portal.control.addFault({ kind: 'redirect', times: 1 })
    expect((await portal.get(path)).status).toBe(302)
  })
})

describe('the portal', () => {
  it('says what is not there and which methods are allowed', async () => {
    expect((await portal.get('/nothing')).status).toBe(404)
    const response = await portal.get('/issuer/token')
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })

  it('has pages in both languages with the mark of practice and without script', async () => {
    for (const path of ['/', '/verifiers/clinic/privacy', '/verifiers/rental/privacy', '/verifiers/portal/privacy']) {
      const response = await portal.get(path)
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      const html = await response.text()
      expect(html).toContain('練習')
      expect(html).toContain('lang="en"')
      expect(html).not.toContain('<script')
    }
    expect((await portal.get('/verifiers/bank/privacy')).status).toBe(404)
    expect((await portal.get('/verifiers/clinic/thanks/unknown')).status).toBe(404)
  })

  it('takes a form parameter once', async () => {
    const response = await portal.fetch(
      new Request('https://localhost:20443/issuer/token', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=a&grant_type=b',
      }),
    )
    expect(await bodyOf(response)).toMatchObject({ error: 'invalid_request' })
  })
})
