// Answers that a verifier takes.
import { describe, expect, it } from 'vitest'
import { portalOfFile } from '../portalOfFile.ts'
import { bodyOf, openRequest, type Presentation, presentAll, receive, sendAnswer } from '../testPortal.ts'
import { answering, asked, element, licenceAsked } from './testAnswers.ts'

const portal = await portalOfFile()
const by = await answering(portal)

describe('an answer', () => {
  it('with what was asked is verified and shows what arrived', async () => {
    const { response, outcome, failed } = await by.answer('clinic')
    expect(failed).toEqual([])
    expect(response.status).toBe(200)
    expect(outcome).toMatchObject({ state: 'answered', verified: true })
    const claims = Object.fromEntries(
      (outcome.attributes[0]?.claims ?? []).map(({ path, value }) => [path.join('/'), value]),
    )
    expect(claims).toEqual({
      insurer_number: '06139992',
      symbol: '100',
      number: '2345',
      branch_number: '00',
      name: '練習　太郎',
      birth_date: portal.world.person('taro')?.birthDate,
    })
    const { redirect_uri } = await bodyOf(response)
    const page = await portal.get(String(redirect_uri))
    expect(page.headers.get('content-type')).toContain('text/html')
    const html = await page.text()
    expect(html).toContain('練習')
    expect(html).not.toContain('太郎')
  })

  it('with a licence is verified by its device signature', async () => {
    const { outcome, failed } = await by.answer('rental')
    expect(failed).toEqual([])
    expect(outcome).toMatchObject({ state: 'answered', verified: true })
    const claims = outcome.attributes[0]?.claims ?? []
    expect(claims.map(({ path }) => path[1]).sort()).toEqual(['age_over_20', 'driving_privileges'])
    expect(claims.find(({ path }) => path[1] === 'age_over_20')?.value).toBe(true)
  })

  it('may hold what a claim set makes optional, and may leave it out', async () => {
    expect((await by.answer('clinic', { presentation: { paths: [...asked, ['copayment_rate']] } })).failed).toEqual([])
  })

  it('of somebody whose insurer gives no symbol is taken without one, and of nobody else', async () => {
    const held = await receive(portal, 'ichiro', 'health-insurance')
    const paths = asked.filter(([name]) => name !== 'symbol')
    const send = async (presentation: Presentation) => {
      const { id, request: link } = await portal.control.requestFrom('clinic')
      const request = await openRequest(portal, link)
      const vp_token = await presentAll(portal, request, { 'insurance-without-symbol': presentation })
      await sendAnswer(portal, request, { vp_token, state: request.state })
      return portal.control.outcomeOf(id)
    }
    expect(await send({ held, paths })).toMatchObject({ state: 'answered', verified: true })
    expect(await send({ held: by.insurance, paths })).toMatchObject({ state: 'refused', verified: false })
  })

  it('may be encrypted with AES-128', async () => {
    expect((await by.answer('clinic', { send: { enc: 'A128GCM' } })).failed).toEqual([])
  })

  it.each(['clinic', 'rental'] as const)('to the %s goes unencrypted where the request says so', async (verifier) => {
    const { id, request: link } = await portal.control.requestFrom(verifier, { response_mode: 'direct_post' })
    const request = await openRequest(portal, link)
    expect(request.client_metadata).not.toHaveProperty('jwks')
    const [query, presentation] =
      verifier === 'clinic'
        ? ['insurance', { held: by.insurance, paths: asked }]
        : ['licence', { held: by.licence, paths: licenceAsked }]
    const vp_token = await presentAll(portal, request, { [query as string]: presentation as Presentation })
    await sendAnswer(portal, request, { vp_token, state: request.state })
    expect(await portal.control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
  })

  it('to the portal holds one credential or both', async () => {
    const least = { held: by.insurance, paths: [['name'], ['birth_date']] }
    const both = {
      insurance: least,
      licence: { held: by.licence, paths: [element('document_number'), element('expiry_date')] },
    }
    for (const presentations of [{ insurance: least }, both]) {
      const { id, request: link } = await portal.control.requestFrom('portal')
      const request = await openRequest(portal, link)
      const vp_token = await presentAll(portal, request, presentations)
      await sendAnswer(portal, request, { vp_token, state: request.state })
      expect(await portal.control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
    }
  })

  it('counts once: the second is refused whatever it holds', async () => {
    const { id, request: link } = await portal.control.requestFrom('clinic')
    const request = await openRequest(portal, link)
    const vp_token = await presentAll(portal, request, { insurance: { held: by.insurance, paths: asked } })
    const full = { vp_token, state: request.state }
    expect((await sendAnswer(portal, request, full)).status).toBe(200)
    const again = await sendAnswer(portal, request, full)
    expect(again.status).toBe(400)
    expect(await bodyOf(again)).toMatchObject({ error: 'invalid_request' })
    expect(await portal.control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
  })

  it('of a person who declines is remembered as such', async () => {
    const { id, request: link } = await portal.control.requestFrom('rental')
    const request = await openRequest(portal, link)
    const wrong = await portal.post(
      request.response_uri,
      new URLSearchParams({ error: 'access_denied', state: 'other' }),
    )
    expect(wrong.status).toBe(400)
    expect((await portal.control.outcomeOf(id)).state).toBe('pending')
    const form = new URLSearchParams({ error: 'access_denied', state: request.state })
    expect((await portal.post(request.response_uri, form)).status).toBe(200)
    expect(await portal.control.outcomeOf(id)).toMatchObject({
      state: 'declined',
      verified: false,
      error: 'access_denied',
      attributes: [],
    })
  })
})
