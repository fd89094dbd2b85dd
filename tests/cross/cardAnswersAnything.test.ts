// A card that answers anything at all.
import { verify, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookAtCard } from '../../main/card/look.ts'
import { WalletError } from '../../main/failure.ts'
import type { Transmit } from '../../main/ports.ts'
import type { PracticeCard } from '../../practice/card/practiceCard.ts'
import { authenticate, cardOf, message, now, personOf, pinOf, types, watchVerifies } from '../support/cardAtHand.ts'

describe('a card that answers anything', () => {
  const card = (): PracticeCard => cardOf('taro')
  const answers = fc.array(fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 300 })), {
    maxLength: 40,
  })

  it('never makes the wallet crash, nor send a PIN twice', async () => {
    await fc.assert(
      fc.asyncProperty(answers, fc.boolean(), async (given, look) => {
        let sent = 0
        const queue = [...given]
        const transmit: Transmit = async (command) => {
          if (command[1] === 0x20 && command.length > 4) sent++
          return queue.shift() ?? Uint8Array.of(0x6f, 0x00)
        }
        const work = look ? lookAtCard(transmit, { now }) : authenticate(transmit, { ...types('1234'), message })
        await work.catch((error: unknown) => expect(error).toBeInstanceOf(WalletError))
        expect(sent).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  it('is told as a failure wherever the answer breaks off or is turned over', async () => {
    const kinds = fc.oneof(
      fc.constant({ kind: 'garbled' } as const),
      fc.nat(257).map((length) => ({ kind: 'truncated', length }) as const),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ kind: 'answer', bytes }) as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 14 }), kinds, fc.boolean(), async (at, fault, look) => {
        const broken = card()
        broken.failAt(at, fault)
        const verifies = watchVerifies(broken)
        const work = look
          ? lookAtCard(broken.transmit, { now })
          : authenticate(broken.transmit, { ...types(pinOf('taro')), message })
        const result = await work.catch((error: unknown) => error)
        // Whole in spite of the fault (it struck nothing of weight), or a failure with a name.
        if (result instanceof Error) expect(result).toBeInstanceOf(WalletError)
        else if ('signature' in Object(result))
          expect(verify('sha256', message, certificateKey(), (result as { signature: Uint8Array }).signature)).toBe(
            true,
          )
        expect(verifies.length).toBeLessThanOrEqual(1)
        expect(broken.triesLeft('authentication')).toBe(3)
      }),
      { numRuns: 150 },
    )
  })

  const certificateKey = () => new X509Certificate(personOf('taro').authentication?.certificate ?? '').publicKey
})
