// Whatever people, cards, faults and other programs do: no PIN is sent that nobody typed, none twice, what is shown is what
// the card has, and nothing locks that the person did not lock. 2,000 sequences here; `npm run long -- pins` plays more.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { pins, selectPinHolder, triesLeft, verifyPin } from '../../main/card/pin.ts'
import { WalletError } from '../../main/failure.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import { type Acts, acts, actsWith, type Prove } from '../support/pinCare/acts.ts'
import { play, type Tally, Violation } from '../support/pinCare/play.ts'
import { sequences } from '../support/pinCare/steps.ts'
import { layTable, type Table } from '../support/pinCare/table.ts'

let table: Table
beforeAll(async () => {
  table = layTable(await sharedWorld(() => new Date()), ['taro', 'hanako'])
})

const check = (using: Acts, numRuns: number, tally: Tally, more: fc.Parameters<unknown> = {}) =>
  fc.check(
    fc.asyncProperty(sequences, (sequence) => play(sequence, table, using, tally)),
    { numRuns, ...more },
  )

describe('care for PINs', () => {
  it('keeps its promises in 2,000 random sequences', { timeout: 300_000 }, async () => {
    const tally: Tally = new Map()
    const outcome = await check(acts, 2000, tally)
    if (outcome.failed) throw new Error(fc.defaultReportMessage(outcome) ?? 'failed', { cause: outcome.errorInstance })
    // A run in which these did not happen would prove nothing.
    for (const [what, least] of Object.entries(atLeast))
      expect(tally.get(what) ?? 0, what).toBeGreaterThanOrEqual(least)
  })
})

const atLeast = {
  'counts compared': 3000,
  'logIn done': 50,
  'readSigning done': 50,
  'readAttributes done': 50,
  'readAttributesByNumber done': 50,
  'change authentication done': 20,
  'change signature done': 20,
  'change input done': 20,
  'change resident done': 20,
  'card.pinWrong': 100,
  'card.pinLocked': 20,
  'card.lastTry': 20,
  'card.triesChanged': 10,
  'card.interrupted': 20,
  'card.changeUnknown': 10,
  'card.pinHalfChanged': 2,
  'card.swapped': 10,
  'refused form': 20,
  'refused weakPin': 20,
  'fault removal': 50,
  'fault garbled': 20,
  'fault truncated': 20,
  'fault answer': 20,
  'fault delay': 20,
}

describe('the same check finds a wallet that', () => {
  const broken: Record<string, [Prove, RegExp]> = {
    'sends the PIN again when the answer made no sense': [
      async (exchange, access, asked) => {
        const bytes = Uint8Array.from(asked.bytes)
        try {
          await verifyPin(exchange, access, pins.authentication, asked)
        } catch (error) {
          if (!(error instanceof WalletError) || error.failure.code !== 'card.interrupted') throw error
          const shown = error.failure.triesLeft ?? asked.shown
          await verifyPin(exchange, access, pins.authentication, { bytes, shown })
        }
      },
      /sent again/,
    ],
    'sends it although the count is another than the person was told': [
      async (exchange, access, asked) => {
        const now = await triesLeft(exchange, access, pins.authentication)
        await verifyPin(exchange, access, pins.authentication, { bytes: asked.bytes, shown: now ?? 0 })
      },
      /last try|locked/,
    ],
    'sends it to another PIN as well': [
      async (exchange, access, asked) => {
        const bytes = Uint8Array.from(asked.bytes)
        await verifyPin(exchange, access, pins.authentication, asked)
        await selectPinHolder(exchange, pins.input)
        await verifyPin(exchange, access, pins.input, { bytes, shown: 3 })
      },
      /that nobody typed/,
    ],
    'leaves the PIN verified': [
      (exchange, access, asked) => verifyPin(exchange, access, pins.authentication, asked),
      /verified/,
    ],
    'takes an interruption for a wrong PIN': [
      async (exchange, access, asked) => {
        try {
          await verifyPin(exchange, access, pins.authentication, asked)
        } catch (error) {
          if (!(error instanceof WalletError) || error.failure.code !== 'card.interrupted') throw error
          throw new WalletError({ code: 'card.pinWrong', triesLeft: error.failure.before - 1 })
        }
      },
      /said that the PIN was wrong/,
    ],
  }
  it.each(Object.entries(broken))('%s', { timeout: 120_000 }, async (_, [prove, why]) => {
    const outcome = await check(actsWith(prove, why.source !== 'verified'), 2000, new Map(), {
      endOnFailure: true,
      seed: 20261125,
    })
    expect(outcome.failed).toBe(true)
    expect(outcome.errorInstance).toBeInstanceOf(Violation)
    expect(String(outcome.errorInstance)).toMatch(why)
  })
})
