// The adapter over a real PC/SC service, with the practice card in its virtual reader.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pcscReaders } from '../../main/adapters/pcscReaders.ts'
import { rememberCertificates } from '../../main/card/certificateFile.ts'
import { lookAtCard } from '../../main/card/look.ts'
import type { CardReaders, ReadersState, Transmit } from '../../main/ports.ts'
import { cardReadersContract } from '../contracts/cardReaders.ts'
import { see, signHeld } from '../support/cardPin.ts'
import type { Order } from './cardHolder.ts'
import { type Conversation, converse, type Hand, pathOf, startHand } from './hand.ts'

const reader = 'Virtual PCD 00 00'
const selectJpki = Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex'))

let hand: Hand
let pin: string

beforeAll(async () => {
  hand = startHand()
  const { pins } = await hand.ask({ do: 'insert', person: 'taro' })
  pin = (pins as { authentication: string }).authentication
  await hand.ask({ do: 'remove' })
})
afterAll(() => hand.end())

cardReadersContract('PC/SC', async () => {
  const readers = pcscReaders({ busyLimitMs: 200 })
  return {
    readers,
    reader,
    get authenticationPin() {
      return pin
    },
    insert: async () => void (await hand.ask({ do: 'insert', person: 'taro' })),
    remove: async () => void (await hand.ask({ do: 'remove' })),
    async close() {
      await readers.close()
      await hand.ask({ do: 'remove' })
      await empty()
    },
  }
})

describe('cards over PC/SC', () => {
  it('log in with the same commands as in memory: at most seven, guard and tries and leaving clean included', async () => {
    await withCardInReader({ do: 'insert', person: 'taro' }, async (readers) => {
      const memory = rememberCertificates()
      for (let time = 0; time < 2; time++) {
        const seen = await readers.withCard(reader, (transmit) => see(transmit, memory))
        await readers.withCard(reader, async (transmit) => {
          const counted = counting(transmit)
          const { signature } = await signHeld(counted.transmit, seen, {
            typed: { bytes: new Uint8Array(Buffer.from(pin)), shown: 3 },
            message: new TextEncoder().encode('over the wire'),
            memory,
          })
          expect(signature).toHaveLength(256)
          expect(counted.count()).toBeLessThanOrEqual(7)
        })
      }
    })
  })

  it('look at the card in both readers at once', async () => {
    await withCardInReader({ do: 'insert', person: 'taro' }, async (readers) => {
      await hand.ask({ do: 'insert', person: 'hanako', reader: 1 })
      try {
        await cardIn(readers, 'Virtual PCD 00 01')
        const looks = await Promise.all(
          [reader, 'Virtual PCD 00 01'].map((id) =>
            readers.withCard(id, (transmit) => lookAtCard(transmit, { now: () => new Date() })),
          ),
        )
        const subjects = looks.map(({ card }) => (card.kind === 'myNumber' ? card.authentication?.subject : undefined))
        expect(new Set(subjects).size).toBe(2)
      } finally {
        await hand.ask({ do: 'remove', reader: 1 })
      }
    })
  })

  it('are busy while another program has them, and are waited for when it lets go soon', async () => {
    await withCardInReader({ do: 'insert', person: 'taro' }, async (readers) => {
      const other = await holding()
      await expect(readers.withCard(reader, async () => 1)).rejects.toMatchObject({ failure: { code: 'card.busy' } })
      const patient = pcscReaders({ busyLimitMs: 10_000 })
      const waiting = patient.withCard(reader, async () => 'mine')
      await other.ask('let go')
      expect(await waiting).toBe('mine')
      await other.end()
      await patient.close()
    })
  })

  it('are busy for another program while we have them', async () => {
    await withCardInReader({ do: 'insert', person: 'taro' }, async (readers) => {
      await readers.withCard(reader, async (transmit) => {
        const other = converse<unknown>(process.execPath, [pathOf('otherProgram.ts')])
        expect(await other.ask({ reader })).toEqual({ failure: { code: 'card.busy' } })
        await other.end()
        expect(await transmit(selectJpki)).toEqual(Uint8Array.of(0x90, 0x00))
      })
    })
  })

  it.each(['beforeCommand', 'beforeAnswer'] as const)('fail with card.removed when pulled out %s', async (moment) => {
    await withCardInReader({ do: 'insert', person: 'taro' }, async (readers) => {
      await hand.ask({ do: 'failAt', command: 2, fault: { kind: 'removal', moment } })
      const work = readers.withCard(reader, async (transmit) => {
        await transmit(selectJpki)
        return await transmit(Uint8Array.of(0x00, 0x20, 0x00, 0x98))
      })
      await expect(work).rejects.toMatchObject({ failure: { code: 'card.removed' } })
    })
  })

  it('do not hang the wallet: an answer that does not come ends the work, and a later one works again', async () => {
    await withCardInReader({ do: 'insert', person: 'taro' }, async (readers) => {
      await hand.ask({ do: 'failAt', command: 1, fault: { kind: 'delay', milliseconds: 3_000 } })
      const started = Date.now()
      const impatient = pcscReaders({ answerLimitMs: 300 })
      await expect(impatient.withCard(reader, (transmit) => transmit(selectJpki))).rejects.toMatchObject({
        failure: { code: 'card.garbled', step: 'no answer in time' },
      })
      expect(Date.now() - started).toBeLessThan(2_500)
      const patient = pcscReaders({ busyLimitMs: 10_000 })
      expect(await patient.withCard(reader, (transmit) => transmit(selectJpki))).toEqual(Uint8Array.of(0x90, 0x00))
      await impatient.close()
      await patient.close()
      await readers.close()
    })
  })

  it('let a process end by itself once the readers are closed', async () => {
    const other = await (async () => {
      await hand.ask({ do: 'insert', person: 'taro' })
      return holding()
    })()
    await other.ask('let go')
    await other.end()
    await hand.ask({ do: 'remove' })
    await empty()
  })
})

/** Puts the card in, waits until PC/SC tells of it, runs the work, and takes it out. */
async function withCardInReader(order: Order, work: (readers: CardReaders) => Promise<void>): Promise<void> {
  const readers = pcscReaders({ busyLimitMs: 200 })
  await hand.ask(order)
  try {
    await cardIn(readers, reader)
    await work(readers)
  } finally {
    await readers.close()
    await hand.ask({ do: 'remove' })
    await empty()
  }
}

const cardIn = (readers: CardReaders, id: string): Promise<void> =>
  until(
    readers,
    (state) => state.service === 'up' && state.readers.some((one) => one.id === id && one.card !== undefined),
  )

/** PC/SC hears of a removal a moment later than the hand that did it. */
async function empty(): Promise<void> {
  const readers = pcscReaders()
  await until(readers, (state) => state.service === 'up' && state.readers.every(({ card }) => card === undefined))
  await readers.close()
}

function until(readers: CardReaders, wanted: (state: ReadersState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = readers.watch((state) => {
      if (!wanted(state)) return
      resolve()
      setImmediate(() => stop())
    })
  })
}

async function holding(): Promise<Conversation<unknown>> {
  const other = converse<unknown>(process.execPath, [pathOf('otherProgram.ts')])
  expect(await other.ask({ reader })).toEqual({ holds: true })
  return other
}

function counting(transmit: Transmit): { transmit: Transmit; count(): number } {
  let count = 0
  return {
    count: () => count,
    transmit: (command) => {
      count++
      return transmit(command)
    },
  }
}
