import { describe, expect, it } from 'vitest'
import { refusal } from '../../tests/support/refusal.ts'
import { fetchOffer, parseOfferLink } from './offer.ts'

const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
const offer = (more: object = {}) => ({
  credential_issuer: 'https://issuer.example/tenant',
  credential_configuration_ids: ['insurance'],
  grants: { [grant]: { 'pre-authorized_code': 'secret-code' } },
  ...more,
})
const link = (value: unknown) =>
  `openid-credential-offer://?${new URLSearchParams({ credential_offer: typeof value === 'string' ? value : JSON.stringify(value) })}`

describe('an offer by value', () => {
  it('is read', () => {
    expect(parseOfferLink(link(offer({ extra: 1 })))).toEqual({
      kind: 'value',
      offer: { issuer: 'https://issuer.example/tenant', configurationIds: ['insurance'], code: 'secret-code' },
    })
  })

  it('may want a transaction code, and name a server', () => {
    const more = {
      'pre-authorized_code': 'x',
      tx_code: { length: 6, description: 'd' },
      authorization_server: 'https://as.example',
    }
    expect(parseOfferLink(link(offer({ grants: { [grant]: more } })))).toMatchObject({
      offer: {
        txCode: { inputMode: 'numeric', length: 6, description: 'd' },
        authorizationServer: 'https://as.example',
      },
    })
    expect(
      parseOfferLink(link(offer({ grants: { [grant]: { 'pre-authorized_code': 'x', tx_code: {} } } }))),
    ).toMatchObject({
      offer: { txCode: { inputMode: 'numeric' } },
    })
  })

  it.each([
    ['not JSON', '{'],
    ['a list', []],
    ['an issuer over http', offer({ credential_issuer: 'http://issuer.example' })],
    ['an issuer with a fragment', offer({ credential_issuer: 'https://issuer.example/#x' })],
    ['no issuer', offer({ credential_issuer: undefined })],
    ['no credentials', offer({ credential_configuration_ids: [] })],
    ['a credential twice', offer({ credential_configuration_ids: ['a', 'a'] })],
    ['credentials that are no list', offer({ credential_configuration_ids: 'insurance' })],
    ['no grant', offer({ grants: {} })],
    ['a grant that the wallet does not know', offer({ grants: { authorization_code: {} } })],
    ['a grant without a code', offer({ grants: { [grant]: {} } })],
    ['an endless code', offer({ grants: { [grant]: { 'pre-authorized_code': 'x'.repeat(5_000) } } })],
    [
      'a transaction code of no kind',
      offer({ grants: { [grant]: { 'pre-authorized_code': 'x', tx_code: { input_mode: 'voice' } } } }),
    ],
  ])('is refused: %s', async (_, value) => {
    expect(await refusal(() => parseOfferLink(link(value)))).toMatchObject({ code: 'offer.invalid' })
  })

  it('does not repeat its code in the failure', async () => {
    const failure = await refusal(() => parseOfferLink(link(offer({ credential_issuer: 'x' }))))
    expect(JSON.stringify(failure)).not.toContain('secret-code')
  })
})

describe('the link', () => {
  it.each([
    ['another scheme', `https://issuer.example/?${link(offer()).split('?')[1]}`],
    ['nothing in it', 'openid-credential-offer://'],
    ['both forms', `${link(offer())}&credential_offer_uri=https%3A%2F%2Fissuer.example`],
    ['a form twice', `${link(offer())}&${link(offer()).split('?')[1]}`],
    ['http', 'openid-credential-offer://?credential_offer_uri=http%3A%2F%2Fissuer.example'],
    ['no link', 'hello'],
    ['too long', link(offer({ x: 'a'.repeat(20_000) }))],
  ])('is refused: %s', async (_, text) => {
    expect(await refusal(() => parseOfferLink(text))).toMatchObject({ code: 'offer.invalid' })
  })

  it('may have the other scheme', () => {
    expect(parseOfferLink(link(offer()).replace('openid-credential-offer:', 'haip-vci:')).kind).toBe('value')
  })
})

describe('an offer by reference', () => {
  const reference = parseOfferLink(
    'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fissuer.example%2Fo%2F1',
  )

  it('is fetched and judged in the same way', async () => {
    const fetch = async () => Response.json(offer())
    expect(await fetchOffer(fetch, reference)).toMatchObject({ code: 'secret-code' })
  })

  it.each([
    [async () => Response.json(offer({ grants: {} })), { code: 'offer.invalid' }],
    [async () => new Response('x', { headers: { 'content-type': 'application/json' } }), { code: 'offer.invalid' }],
    [async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), { code: 'offer.invalid' }],
    [async () => Response.json({}, { status: 404 }), { code: 'offer.expired' }],
    [async () => Response.json({}, { status: 410 }), { code: 'offer.expired' }],
    [async () => Response.json({}, { status: 500 }), { code: 'portal.badAnswer' }],
  ])('is refused: %#', async (fetch, failure) => {
    expect(await refusal(fetchOffer(fetch, reference))).toMatchObject(failure)
  })
})
