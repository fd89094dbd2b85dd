// Reading what practice cards hold while they fail in every way.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WalletError } from '../../main/failure.ts'
import { type CardReading, readCardAttributes, readCardFace, readLicence } from '../../main/journeys/readCardData.ts'
import { createLicenceCard } from '../../practice/card/licenceCard.ts'
import { createPracticeCard } from '../../practice/card/practiceCard.ts'
import { cardDataStage, knows, reader } from '../support/readingDesk.ts'

const stage = cardDataStage()
const { desk, personOf } = stage

describe('a card that fails at any command', () => {
  const faults = fc.oneof(
    fc.constant({ kind: 'garbled' } as const),
    fc.nat(257).map((length) => ({ kind: 'truncated', length }) as const),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ kind: 'answer', bytes }) as const),
    fc
      .constantFrom('beforeCommand' as const, 'beforeAnswer' as const)
      .map((moment) => ({ kind: 'removal', moment }) as const),
  )

  it.each([
    ['attributes by PIN', 'hanako'],
    ['attributes by number', 'hanako'],
    ['face', 'hanako'],
    ['licence', 'hanako'],
    ['licence on the card', 'taro'],
  ])(
    'gives the whole truth or a failure with a name, and sees each PIN once: %s',
    async (what, id) => {
      const person = personOf(id)
      const make = () =>
        what === 'licence' ? createLicenceCard(stage.world, person) : createPracticeCard(stage.world, person)
      const read = (reading: CardReading): Promise<object> => {
        if (what === 'face') return readCardFace(reading)
        if (what.startsWith('licence')) return readLicence(reading, true)
        return readCardAttributes(reading, what === 'attributes by PIN' ? 'pin' : 'checkNumberB')
      }
      const right = await read(desk(make(), knows(person)).reading)
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 34 }), faults, async (at, fault) => {
          const card = make()
          const { reading, trace, cards } = desk(card, knows(person))
          await cards.look(reader)
          card.failAt(at, fault)
          trace.length = 0
          const result = await read({ ...reading, asker: { ...reading.asker, patienceMs: 1 } }).catch(
            (error: unknown) => error,
          )
          if (result instanceof Error) expect(result).toBeInstanceOf(WalletError)
          else if (!suspect(result)) expect(result).toEqual(right)
          const sent = trace.filter((command) => command.startsWith('0020') && command.length > 8)
          expect(new Set(sent).size).toBe(sent.length)
          await cards.close()
        }),
        { numRuns: what === 'attributes by PIN' ? 60 : 20 },
      )
    },
    60_000,
  )

  /** A read that says itself that something does not fit. */
  const suspect = (result: unknown): boolean =>
    typeof result === 'object' &&
    result !== null &&
    'checks' in result &&
    Array.isArray(result.checks) &&
    result.checks.some(({ state }: { state: string }) => state === 'failed')
})
