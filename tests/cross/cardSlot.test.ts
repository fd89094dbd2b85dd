// What a card signs for a drawer.
import { createPublicKey, publicDecrypt, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { AuthenticationKey } from '../../main/card/authentication.ts'
import { cardSlotMessage, newCardSalt } from '../../main/drawer/cardSlot.ts'
import type { Transmit } from '../../main/ports.ts'
import { cardOf, failureOf, pinOf, types } from '../support/cardAtHand.ts'
import { type CardPin, holdKey, see } from '../support/cardPin.ts'

/** What making a drawer's slot, and opening it, asks of the card. */
const signDrawerSlot = async (
  transmit: Transmit,
  { salt, twice, ...pin }: CardPin & { salt: Uint8Array; twice: boolean },
) =>
  holdKey(transmit, await see(transmit), pin, async ({ certificate, signSlot }: AuthenticationKey) => {
    return { certificate, signature: await signSlot(salt, twice) }
  })

describe('signing for a drawer', () => {
  it('signs the slot’s message as it is, the same every time, and nothing that is a DigestInfo', async () => {
    const card = cardOf('taro')
    const inputs: Uint8Array[] = []
    card.onExchange = (command) => {
      if (command[1] === 0x2a) inputs.push(command.slice(5, 5 + (command[4] ?? 0)))
    }
    const salt = newCardSalt()
    const sign = () => signDrawerSlot(card.transmit, { ...types(pinOf('taro')), salt, twice: true })
    const first = await sign()
    const second = await sign()
    expect(first.signature).toEqual(second.signature)
    const key = createPublicKey(
      new X509Certificate(first.certificate).publicKey.export({ type: 'spki', format: 'pem' }),
    )
    expect(publicDecrypt(key, first.signature)).toEqual(Buffer.from(cardSlotMessage(salt)))
    expect(inputs).toHaveLength(4)
    for (const input of inputs) expect(Buffer.from(input)).toEqual(Buffer.from(cardSlotMessage(salt)))
    expect(inputs[0]?.[0]).not.toBe(0x30)
  })

  it('refuses a card that signs differently the second time', async () => {
    const card = cardOf('taro')
    let signatures = 0
    const transmit: Transmit = async (command) => {
      if (command[1] !== 0x2a || ++signatures !== 2) return card.transmit(command)
      // As a randomised padding would.
      return Uint8Array.from([...new Uint8Array(256).fill(7), 0x90, 0x00])
    }
    const work = signDrawerSlot(transmit, { ...types(pinOf('taro')), salt: newCardSalt(), twice: true })
    expect(await failureOf(work)).toMatchObject({ code: 'card.unstableSignature' })
  })
})
