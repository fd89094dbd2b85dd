// Changing PINs over a real PC/SC service, and what is told when the card leaves in the middle.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { createCardWatch } from '../../main/card/cardWatch.ts'
import type { CardReaders } from '../../main/ports.ts'
import type { Fault } from '../../practice/card/practiceCard.ts'
import { type Typist, typistAt } from '../support/pinDesk.ts'
import { failureOf } from '../support/stage.ts'
import { type Hand, startHand } from './hand.ts'

const reader = 'Virtual PCD 00 00'
const fresh = { authentication: '8317', signature: 'K7MOMIJI4', input: '5072', resident: '4093' } as const
type Pin = keyof typeof fresh

let hand: Hand
let readers: CardReaders
let typist: Typist
let pins: Record<Pin, string>

beforeAll(() => {
  hand = startHand()
})
afterAll(() => hand.end())
beforeEach(async () => {
  pins = (await hand.ask({ do: 'insert', person: 'taro' }))['pins'] as Record<Pin, string>
  readers = pcscReaders()
  const watch = createCardWatch({ readers, now: () => new Date(), pauseMs: 5, retryMs: 50 })
  typist = typistAt(watch, reader)
  await seen()
})
afterEach(async () => {
  await typist.watch.close()
  await readers.close()
  await hand.ask({ do: 'remove' })
})

/** The look at the card that the service has told of, once there is one. */
async function seen() {
  const there = (): boolean =>
    typist.watch.read().readers.some(({ id, insertion }) => id === reader && insertion !== null)
  await new Promise<void>((resolve) => {
    if (there()) return resolve()
    const stop = typist.watch.onChange(() => {
      if (!there()) return
      stop()
      resolve()
    })
  })
  return typist.watch.look(reader)
}

const triesOf = async (pin: Pin): Promise<number | null> => {
  const { card } = await seen()
  return card.kind === 'myNumber' ? card.triesLeft[pin] : null
}

/** Lets a fault strike at a command of the change, counted from when both PINs are typed. */
function strikeAt(command: number, fault: Fault): void {
  const { askSecret } = typist.asker
  Object.assign(typist.asker, {
    askSecret: async (...question: Parameters<typeof askSecret>) => {
      const typed = await askSecret(...question)
      if (question[0].kind === 'newPin') await hand.ask({ do: 'failAt', command, fault })
      return typed
    },
  })
}

/** Commands of a change of the authentication PIN: compare (2), select and count (2), VERIFY, select the PIN, change. */
const verify = 5
const change = 7

describe('changing a PIN over PC/SC', () => {
  it.each(['authentication', 'signature', 'input', 'resident'] as const)(
    '%s: the new one counts, the old one no more',
    async (pin) => {
      typist.typed.push(pins[pin], fresh[pin])
      await typist.change(pin)
      typist.typed.push(pins[pin], pin === 'signature' ? 'SORA8UMI3' : '9164')
      const most = pin === 'signature' ? 5 : 3
      expect(await failureOf(typist.change(pin))).toEqual({ code: 'card.pinWrong', triesLeft: most - 1 })
      expect(await triesOf(pin)).toBe(most - 1)
      typist.typed.push(fresh[pin], pin === 'signature' ? 'SORA8UMI3' : '9164')
      await typist.change(pin)
      expect(await triesOf(pin)).toBe(most)
    },
  )

  it('pulled out while it changes: nobody knows, and it is said', async () => {
    strikeAt(change, { kind: 'removal', moment: 'beforeAnswer' })
    typist.typed.push(pins.authentication, fresh.authentication)
    expect(await failureOf(typist.change('authentication'))).toEqual({
      code: 'card.changeUnknown',
      pin: 'authentication',
    })
  })

  it('a garbled answer to the VERIFY is no wrong PIN: the count is read again and told', async () => {
    strikeAt(verify, { kind: 'garbled' })
    typist.typed.push('0000', fresh.authentication)
    expect(await failureOf(typist.change('authentication'))).toEqual({
      code: 'card.interrupted',
      before: 3,
      triesLeft: 2,
    })
    expect(await triesOf('authentication')).toBe(2)
  })

  it('pulled out at the VERIFY and gone: not known', async () => {
    strikeAt(verify, { kind: 'removal', moment: 'beforeAnswer' })
    typist.typed.push('0000', fresh.authentication)
    expect(await failureOf(typist.change('authentication'))).toEqual({
      code: 'card.interrupted',
      before: 3,
      triesLeft: null,
    })
  })
})
