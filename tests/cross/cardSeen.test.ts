// What is seen of a card before anybody typed anything.
import { describe, expect, it } from 'vitest'
import { lookAtCard } from '../../main/card/look.ts'
import { cardOf, now, personOf, watchVerifies } from '../support/cardAtHand.ts'

describe('looking at a card', () => {
  it('tells tries, certificate and label without spending or sending anything', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 2, signature: 4, input: 1 } })
    const verifies = watchVerifies(card)
    const { card: seen, medium, certificate } = await lookAtCard(card.transmit, { now })
    expect(medium).toBe('myNumberCard')
    expect(seen).toMatchObject({
      kind: 'myNumber',
      label: 'JPKIAPICCTOKEN2',
      triesLeft: { authentication: 2, signature: 4, input: 1 },
      withoutPins: false,
      hasSignatureCertificate: true,
      authentication: { expired: false },
    })
    expect(Buffer.from(certificate ?? [])).toEqual(Buffer.from(personOf('taro').authentication?.certificate ?? []))
    expect(verifies).toEqual([])
    expect(card.triesLeft('authentication')).toBe(2)
  })

  it('tells the grandmother’s card without PINs, a child’s without signing certificate, and an expired one', async () => {
    expect((await lookAtCard(cardOf('ume').transmit, { now })).card).toMatchObject({ withoutPins: true })
    expect((await lookAtCard(cardOf('haruto').transmit, { now })).card).toMatchObject({
      withoutPins: false,
      hasSignatureCertificate: false,
    })
    expect((await lookAtCard(cardOf('ichiro').transmit, { now })).card).toMatchObject({
      authentication: { expired: true },
    })
  })

  it('does not take a locked card for one without PINs', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 0, signature: 0, input: 0 } })
    expect((await lookAtCard(card.transmit, { now })).card).toMatchObject({ withoutPins: false })
  })

  it.each([
    ['android', 'JPKIAPGPSETOKEN'],
    ['iphone', 'JPKIAPIOSTOKEN'],
  ] as const)(
    'tells a phone’s token (%s) apart: no certificate before the PIN, no input helper',
    async (token, label) => {
      const { card, medium } = await lookAtCard(cardOf('taro', { token }).transmit, { now })
      expect(medium).toBe(token)
      expect(card).toMatchObject({ label, authentication: null, triesLeft: { authentication: 3, input: null } })
    },
  )

  it('says of a card of another kind that it is not known', async () => {
    expect((await lookAtCard(cardOf('taro', { foreign: true }).transmit, { now })).card).toEqual({ kind: 'unknown' })
  })
})
