// Whatever strangers send, each reader answers with what it reads or with an expected failure, never with a bug.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newOrganisation, newRoot, signedBy } from '../../tests/support/organisations.ts'
import { WalletError } from '../failure.ts'
import { parseOffer, parseOfferLink } from '../issuance/offer.ts'
import { checkProfile } from '../portal/checkProfile.ts'
import { parseDcql } from '../presentation/parseDcql.ts'
import { parseRequestLink } from '../presentation/requestLink.ts'
import { httpsUrl, wellKnown } from './answers.ts'
import { verifySignedJwt } from './signedJwt.ts'

const at = new Date('2026-11-23T03:00:00Z')
const root = newRoot('Test root', at)
const desk = newOrganisation(root, 'Test desk', at)
const expected = { typ: 'x+jwt', anchors: [root.certificate], purpose: 'verifier', at } as const

function onlyExpected(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    return error instanceof WalletError
  }
}

describe('a signed statement', () => {
  it('tells its contents and who signed it', async () => {
    expect(await verifySignedJwt(signedBy(desk, 'x+jwt', { a: 1 }), expected)).toMatchObject({
      ok: true,
      name: 'Test desk',
      payload: { a: 1 },
    })
  })

  it('says what is wrong with one', async () => {
    const jwt = signedBy(desk, 'x+jwt', { a: 1 })
    const why = async (text: string, more: object = {}) => {
      const result = await verifySignedJwt(text, { ...expected, ...more })
      return result.ok ? 'ok' : result.why
    }
    expect(await why(jwt.replace(/\.[^.]+$/, `.${'A'.repeat(86)}`))).toBe('signature')
    expect(await why(jwt, { anchors: [] })).toBe('untrusted')
    expect(await why(jwt, { at: new Date('2030-01-01') })).toBe('untrusted')
    expect(await why(jwt, { typ: 'y+jwt' })).toBe('malformed')
    const broken = { ...desk, chain: [...desk.chain, Uint8Array.of(1, 2, 3)] }
    expect(await why(signedBy(broken, 'x+jwt', {}))).toBe('untrusted')
  })

  it('never holds after any one character was changed', async () => {
    const jwt = signedBy(desk, 'x+jwt', { a: 1 })
    // But the last: four of its bits belong to no byte (RFC 4648 3.5).
    await fc.assert(
      fc.asyncProperty(fc.nat(jwt.length - 2), fc.constantFrom(...'ABab01-_.='), async (place, character) => {
        const changed = jwt.slice(0, place) + character + jwt.slice(place + 1)
        fc.pre(changed !== jwt)
        const result = await verifySignedJwt(changed, expected)
        expect(result.ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('never fails by a bug', async () => {
    const encoded = fc.oneof(fc.json(), fc.string()).map((text) => Buffer.from(text).toString('base64url'))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.tuple(encoded, encoded, encoded).map((parts) => parts.join('.')),
        ),
        async (jwt) => {
          const result = await verifySignedJwt(jwt, expected)
          expect(result.ok).toBe(false)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('what strangers send', () => {
  const anything = fc.oneof(fc.anything(), fc.jsonValue())
  const link = (scheme: string, names: readonly string[]) =>
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), fc.oneof(fc.string(), fc.webUrl(), fc.json())))
      .map((members) => `${scheme}?${new URLSearchParams(members)}`)

  it('links', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), link('openid4vp://', ['client_id', 'request', 'request_uri', 'request_uri_method'])),
        (text) => onlyExpected(() => parseRequestLink(text)),
      ),
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), link('openid-credential-offer://', ['credential_offer', 'credential_offer_uri'])),
        (text) => onlyExpected(() => parseOfferLink(text)),
      ),
    )
  })

  it('queries, offers and profiles', () => {
    fc.assert(fc.property(anything, (value) => onlyExpected(() => parseDcql(value))))
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => onlyExpected(() => parseOffer(text))))
    fc.assert(fc.property(anything, (value) => onlyExpected(() => checkProfile(value))))
  })

  it('addresses', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.webUrl().map((url) => url.replace('http:', 'https:')),
        ),
        (text) => {
          const url = httpsUrl(text)
          return url === undefined || (url.protocol === 'https:' && url.username === '' && url.hash === '')
        },
      ),
    )
    expect(wellKnown('https://a.example', 'x').href).toBe('https://a.example/.well-known/x')
    expect(wellKnown('https://a.example/', 'x').href).toBe('https://a.example/.well-known/x')
    expect(wellKnown('https://a.example/b/c/', 'x').href).toBe('https://a.example/.well-known/x/b/c')
  })
})
