import { describe, expect, it } from 'vitest'
import type { CardState } from '../preload/shapes/card.ts'
import { cardTrouble, type MyNumberCard, preferredReader, readerTrouble } from './cardTrouble.ts'

const card: MyNumberCard = {
  kind: 'myNumber',
  label: 'JPKI',
  medium: 'myNumberCard',
  triesLeft: { authentication: 3, signature: 5, input: 3, resident: 3 },
  licence: null,
  withoutPins: false,
  authentication: {
    subject: 'CN=practice',
    issuer: 'CN=practice CA',
    serial: '1',
    validFrom: '2024-01-01T00:00:00Z',
    validUntil: '2029-01-01T00:00:00Z',
    expired: false,
    sha256: '00',
  },
  hasSignatureCertificate: true,
  personId: null,
}
const state = (...cards: CardState['readers'][number]['card'][]): CardState => ({
  service: 'up',
  readers: cards.map((held, index) => ({ id: `reader ${index}`, insertion: held === null ? null : 1, card: held })),
})

describe('what keeps a card from logging in', () => {
  it('is nothing for a card whose owner is not known yet', () => expect(cardTrouble(card, 'taro')).toBeUndefined())

  it('is another owner before anything else, so that no PIN of theirs is tried', () =>
    expect(cardTrouble({ ...card, personId: 'hanako', withoutPins: true }, 'taro')).toEqual({
      code: 'card.otherPerson',
      personId: 'hanako',
    }))

  it.each([
    ['no PINs', { withoutPins: true }, 'card.withoutPins'],
    ['no certificate', { authentication: null }, 'card.noCertificate'],
    ['no tries left', { triesLeft: { ...card.triesLeft, authentication: 0 } }, 'card.pinLocked'],
  ] as const)('is %s', (_, part, code) => expect(cardTrouble({ ...card, ...part }, 'taro')).toEqual({ code }))

  it('is nothing for a phone, which shows its certificate after the PIN, until it is known to be another’s', () => {
    const phone = { ...card, medium: 'android', authentication: null } as const
    expect(cardTrouble(phone, 'taro')).toBeUndefined()
    expect(cardTrouble({ ...phone, personId: 'hanako' }, 'taro')).toMatchObject({ code: 'card.otherPerson' })
  })

  it('is a licence, which cannot log in', () =>
    expect(
      cardTrouble(
        {
          kind: 'licence',
          pinSet: true,
          triesLeft: { licence1: 3, licence2: 3 },
          issuedOn: null,
          expiresOn: null,
        },
        undefined,
      ),
    ).toEqual({ code: 'card.unknown' }))

  it('tells when an expired certificate ended', () => {
    const authentication = card.authentication === null ? null : { ...card.authentication, expired: true }
    expect(cardTrouble({ ...card, authentication }, 'taro')).toEqual({
      code: 'card.certificateExpired',
      endedAt: '2029-01-01T00:00:00Z',
    })
  })

  it('is what main says of a card that could not be read', () =>
    expect(cardTrouble({ kind: 'failed', failure: { code: 'card.busy' } }, undefined)).toEqual({ code: 'card.busy' }))
})

describe('readers', () => {
  it('tell apart no service, no reader and no card', () => {
    expect(readerTrouble({ service: 'down', readers: [] })).toEqual({ code: 'card.noService' })
    expect(readerTrouble(state())).toEqual({ code: 'card.noReader' })
    expect(readerTrouble(state(null, null))).toEqual({ code: 'card.absent' })
    expect(readerTrouble(state(null, card))).toBeUndefined()
  })

  it('begin with the open person’s own card, wherever it lies', () =>
    expect(preferredReader(state(card, { ...card, personId: 'taro' }), 'taro')).toBe('reader 1'))

  it('pass over a card that cannot log in', () =>
    expect(preferredReader(state({ kind: 'unknown' }, card), 'taro')).toBe('reader 1'))
})
