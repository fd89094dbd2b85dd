// A log-in by card: what it sends, what it costs, and what it does when things go wrong.
import { verify, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { rememberCertificates } from '../../main/card/certificateFile.ts'
import { lookAtCard } from '../../main/card/look.ts'
import { newCardSalt } from '../../main/drawer/cardSlot.ts'
import { WalletError } from '../../main/failure.ts'
import type { Transmit } from '../../main/ports.ts'
import type { PracticeCard } from '../../practice/card/practiceCard.ts'
import {
  authenticate,
  cardOf,
  failureOf,
  message,
  now,
  personOf,
  pinOf,
  types,
  watchVerifies,
} from '../support/cardAtHand.ts'
import { holdKey, see, signHeld } from '../support/cardPin.ts'

describe('authenticating', () => {
  it('signs the message so that the certificate verifies it, and wipes the PIN', async () => {
    const person = types(pinOf('taro'))
    const card = cardOf('taro')
    const { certificate, signature } = await authenticate(card.transmit, { ...person, message })
    expect(Buffer.from(certificate)).toEqual(Buffer.from(personOf('taro').authentication?.certificate ?? []))
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
    expect(person.typed.bytes).toEqual(new Uint8Array(4))
  })

  it('holds the card for at most 7 commands with short file identifiers; seeing it first adds only the certificate', async () => {
    const memory = rememberCertificates()
    const card = cardOf('taro')
    const looks: number[] = []
    const holds: number[] = []
    for (let time = 0; time < 2; time++) {
      const begun = card.received
      const seen = await see(card.transmit, memory)
      looks.push(card.received - begun)
      const held = card.received
      await signHeld(card.transmit, seen, { ...types(pinOf('taro')), message, memory })
      holds.push(card.received - held)
    }
    const [first = 0, later = 0] = looks
    const rest = Math.ceil((personOf('taro').authentication?.certificate.length ?? 0) / 256) - 1
    expect(first).toBe(later + rest)
    expect(holds).toEqual([6, 6])
  })

  it('holds it for at most 9 commands on a card that takes no short file identifiers', async () => {
    const memory = rememberCertificates()
    const card = cardOf('taro')
    const holds: number[] = []
    let count = 0
    const transmit: Transmit = (command) => {
      count++
      return byShortId(command) ? Promise.resolve(Uint8Array.of(0x6a, 0x86)) : card.transmit(command)
    }
    for (let time = 0; time < 2; time++) {
      const seen = await see(transmit, memory)
      const held = count
      await signHeld(transmit, seen, { ...types(pinOf('taro')), message, memory })
      holds.push(count - held)
    }
    expect(holds).toEqual([9, 9])
  })

  it('works over split answers and wrong lengths, still sending the PIN once', async () => {
    const card = cardOf('hanako')
    card.setSplitAnswers(true)
    const verifies = watchVerifies(card)
    const { certificate, signature } = await authenticate(card.transmit, {
      ...types(pinOf('hanako')),
      message,
    })
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
    expect(verifies).toHaveLength(1)
  })

  it('leaves nothing verified behind, also without a reset', async () => {
    const card = cardOf('taro')
    await authenticate(card.transmit, { ...types(pinOf('taro')), message })
    await card.transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex')))
    const answer = await card.transmit(Uint8Array.from(Buffer.from('802A0097040000000000', 'hex')))
    expect(Buffer.from(answer).toString('hex')).toBe('6982')
  })

  it('says how many tries a wrong PIN leaves', async () => {
    const card = cardOf('taro')
    const wrong = types('9999')
    expect(await failureOf(authenticate(card.transmit, { ...wrong, message }))).toEqual({
      code: 'card.pinWrong',
      triesLeft: 2,
    })
    expect(card.triesLeft('authentication')).toBe(2)
    expect(wrong.typed.bytes).toEqual(new Uint8Array(4))
  })

  it('sends nothing to a locked card, and wipes what was typed', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 0 } })
    const verifies = watchVerifies(card)
    const person = types(pinOf('taro'))
    expect(await failureOf(authenticate(card.transmit, { ...person, message }))).toEqual({ code: 'card.pinLocked' })
    expect(verifies).toEqual([])
    expect(person.typed.bytes).toEqual(new Uint8Array(4))
  })

  it.each([
    [1, 3],
    [2, 3],
    [3, 1],
  ])('sends nothing when %i tries are left and the person was told %i', async (left, shown) => {
    const card = cardOf('taro', { triesLeft: { authentication: left } })
    const verifies = watchVerifies(card)
    expect(await failureOf(authenticate(card.transmit, { ...types(pinOf('taro'), shown), message }))).toEqual({
      code: 'card.triesChanged',
      triesLeft: left,
    })
    expect([verifies, card.triesLeft('authentication')]).toEqual([[], left])
  })

  it('sends the last try when the person was told that it is the last', async () => {
    const card = cardOf('taro', { triesLeft: { authentication: 1 } })
    await authenticate(card.transmit, { ...types(pinOf('taro'), 1), message })
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it.each([
    ['another person’s card after one’s own', {}, {}, 'hanako'],
    ['one’s phone after one’s card', {}, { token: 'iphone' }, 'taro'],
    ['one’s card after one’s phone', { token: 'iphone' }, {}, 'taro'],
    ['a card without that certificate after one with it', {}, { without: ['authentication'] }, 'taro'],
    ['a card with that certificate after one without it', { without: ['authentication'] }, {}, 'taro'],
    ['a card of another kind', {}, { foreign: true }, 'taro'],
  ] as const)('sends nothing to %s', async (_, seen, held, whose) => {
    const card = cardOf(whose, held)
    const verifies = watchVerifies(card)
    const looked = cardOf('taro', seen).transmit
    expect(await failureOf(authenticate(card.transmit, { ...types(pinOf('taro')), message, looked }))).toEqual({
      code: 'card.swapped',
    })
    expect(verifies).toEqual([])
  })

  it.each(['', '123', '12345', '12a4', '１２３４'])('sends no text that cannot be the PIN: "%s"', async (text) => {
    const card = cardOf('taro')
    const verifies = watchVerifies(card)
    expect(await failureOf(authenticate(card.transmit, { ...types(text), message }))).toEqual({
      code: 'card.pinForm',
    })
    expect(verifies).toEqual([])
    expect(card.triesLeft('authentication')).toBe(3)
  })

  it('tells a card issued without PINs from a locked one', async () => {
    const failure = await failureOf(authenticate(cardOf('ume').transmit, { ...types('1234'), message }))
    expect(failure).toEqual({ code: 'card.withoutPins' })
  })

  it('checks the holder of a phone’s token after the PIN and before anything is signed', async () => {
    const card = cardOf('taro', { token: 'iphone' })
    const instructions: number[] = []
    card.onExchange = (command) => instructions.push(command[1] ?? 0)
    const opened = () => Promise.reject(new WalletError({ code: 'card.otherPerson' }))
    expect(await failureOf(authenticate(card.transmit, { ...types(pinOf('taro')), message, opened }))).toEqual({
      code: 'card.otherPerson',
    })
    expect(instructions).toContain(0x20)
    expect(instructions).not.toContain(0x2a)
    const { certificate, signature } = await authenticate(card.transmit, { ...types(pinOf('taro')), message })
    expect(verify('sha256', message, new X509Certificate(certificate).publicKey, signature)).toBe(true)
  })

  it('never hands out a signature that the certificate does not verify', async () => {
    const card = cardOf('taro')
    const other = cardOf('hanako')
    await unlocked(other, pinOf('hanako'))
    const transmit: Transmit = (command) => (command[1] === 0x2a ? other : card).transmit(command)
    expect(await failureOf(authenticate(transmit, { ...types(pinOf('taro')), message }))).toEqual({
      code: 'card.garbled',
      step: 'sign (mismatch)',
    })
  })

  it('never takes another card’s certificate from memory', async () => {
    const memory = rememberCertificates()
    await authenticate(cardOf('taro').transmit, { ...types(pinOf('taro')), message, memory })
    const { certificate } = await authenticate(cardOf('hanako').transmit, {
      ...types(pinOf('hanako')),
      message,
      memory,
    })
    expect(Buffer.from(certificate)).toEqual(Buffer.from(personOf('hanako').authentication?.certificate ?? []))
  })

  it.each(['beforeCommand', 'beforeAnswer'] as const)(
    'takes an interrupted VERIFY (%s) for one of which nothing is known, never for a wrong PIN, and does not send it again',
    async (moment) => {
      const card = cardOf('taro', { triesLeft: { authentication: 2 } })
      const verifies = watchVerifies(card)
      const seen = await see(card.transmit)
      let sent = 0
      let gone = false
      const transmit: Transmit = async (command) => {
        if (gone) throw new WalletError({ code: 'card.removed' })
        if (command[1] === 0x20 && command.length > 4) {
          sent++
          card.failAt(1, { kind: 'removal', moment })
        }
        return await card.transmit(command).catch((error: unknown) => {
          gone = true
          throw new WalletError({ code: 'card.removed' }, error)
        })
      }
      expect(await failureOf(signHeld(transmit, seen, { ...types(pinOf('taro'), 2), message }))).toEqual({
        code: 'card.interrupted',
        before: 2,
        triesLeft: null,
      })
      expect(sent).toBe(1)
      expect(verifies.length).toBeLessThanOrEqual(1)
      const { card: back } = await lookAtCard(card.transmit, { now })
      expect(back).toMatchObject({ triesLeft: { authentication: card.triesLeft('authentication') } })
    },
  )

  it.each([
    ['9999', { kind: 'garbled' }, 1],
    ['9999', { kind: 'truncated', length: 1 }, 1],
    ['9999', { kind: 'answer', bytes: Uint8Array.of(0x6f, 0x00) }, 2],
    ['9999', { kind: 'answer', bytes: Uint8Array.of(0x6c, 0x04) }, 2],
    ['1357', { kind: 'garbled' }, 3],
  ] as const)(
    'reads the counter again after a VERIFY whose answer is odd (%s, %j): %i left',
    async (pin, fault, left) => {
      const card = cardOf('taro', { triesLeft: { authentication: 2 } })
      const verifies = watchVerifies(card)
      const seen = await see(card.transmit)
      // SELECT, certificate, tries; then VERIFY.
      card.failAt(4, fault)
      expect(await failureOf(signHeld(card.transmit, seen, { ...types(pin, 2), message }))).toEqual({
        code: 'card.interrupted',
        before: 2,
        triesLeft: left,
      })
      expect(card.triesLeft('authentication')).toBe(left)
      expect(verifies).toHaveLength(1)
    },
  )

  it('opens a drawer and logs in with one PIN entry', async () => {
    const card = cardOf('taro')
    const verifies = watchVerifies(card)
    const salt = newCardSalt()
    const seen = await see(card.transmit)
    const signed = await holdKey(card.transmit, seen, types(pinOf('taro')), async ({ signSlot, sign }) => {
      return { slot: await signSlot(salt, false), login: await sign(message) }
    })
    expect(verifies).toHaveLength(1)
    expect(signed.slot).not.toEqual(signed.login)
  })
})

/** READ BINARY, VERIFY and sign that name their file by short identifier. */
function byShortId(command: Uint8Array): boolean {
  const [, instruction, p1 = 0, p2 = 0] = command
  if (instruction === 0xb0) return (p1 & 0x80) !== 0
  return (instruction === 0x20 || instruction === 0x2a) && p2 !== 0x80
}

async function unlocked(card: PracticeCard, pin: string): Promise<void> {
  await card.transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex')))
  await card.transmit(Uint8Array.from([0x00, 0x20, 0x00, 0x98, 0x04, ...Buffer.from(pin)]))
}
