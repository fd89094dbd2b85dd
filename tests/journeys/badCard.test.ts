// A card whose certificate is none: said before any PIN is asked, in every journey that reads it, with nothing written.
import { afterEach, describe, expect, it } from 'vitest'
import { readToKeep } from '../../main/journeys/cardCertificates.ts'
import type { CardReaders, Transmit } from '../../main/ports.ts'
import { failureOf, openStage, type Stage, testReader } from '../support/stage.ts'

let stage: Stage
afterEach(async () => {
  await stage.close()
})

/** What a file of the card holds instead: gets its first bytes, gives those that come. */
const spoilt: readonly (readonly [string, (start: Uint8Array) => Uint8Array])[] = [
  ['another object', (start) => start.fill(0x04, 0, 1)],
  ['a SEQUENCE of nothing that is a certificate', (start) => start.fill(0x05, 4)],
  ['a length that leads out of the file', (start) => start.fill(0x7f, 2, 3)],
  ['an indefinite length', (start) => start.fill(0x80, 1, 2)],
  ['one byte', (start) => start.subarray(0, 1)],
  ['text', () => new TextEncoder().encode('-----BEGIN CERTIFICATE-----')],
]

/** The same readers; READ BINARY from the start of a file (ISO/IEC 7816-4 11.2.3) that holds a certificate gives something else. */
function spoiling(readers: CardReaders, spoil: (start: Uint8Array) => Uint8Array): CardReaders {
  const spoiled =
    (transmit: Transmit): Transmit =>
    async (command) => {
      const answer = await transmit(command)
      const fromStart =
        command[1] === 0xb0 && command[3] === 0 && (((command[2] ?? 0) & 0x80) !== 0 || command[2] === 0)
      if (!fromStart || answer.length < 202 || answer[0] !== 0x30) return answer
      return new Uint8Array(Buffer.concat([spoil(Uint8Array.from(answer.subarray(0, -2))), answer.subarray(-2)]))
    }
  return { ...readers, withCard: (id, work) => readers.withCard(id, (transmit) => work(spoiled(transmit))) }
}

describe.each(spoilt)('%s in the place of the certificate', (name, spoil) => {
  it('ends the log-in before the PIN, and spends no try', async () => {
    stage = await openStage('taro', {}, (readers) => spoiling(readers, spoil))
    const { drawer } = stage
    expect((await failureOf(stage.logIn())).code).toBe(
      name === 'a length that leads out of the file' ? 'card.garbled' : 'card.certificateUnreadable',
    )
    expect(stage.asked).toEqual([])
    expect(await drawer.ledger()).toEqual([])
    expect(await drawer.token()).toBeUndefined()
  })

  it('is not kept', async () => {
    stage = await openStage('taro', {}, (readers) => spoiling(readers, spoil))
    const { drawer, cards } = stage
    const using = { cards, signal: new AbortController().signal, guard: async () => undefined }
    const { code } = await failureOf(readToKeep(using, testReader))
    expect(['card.certificateUnreadable', 'card.garbled', 'credential.invalid']).toContain(code)
    expect(await drawer.list(new Date().toISOString())).toEqual([])
  })

  it('is shown as a card that cannot be read', async () => {
    stage = await openStage('taro', {}, (readers) => spoiling(readers, spoil))
    const seen = await new Promise((resolve) => {
      stage.cards.onChange(({ readers: [first] }) => first?.card?.kind === 'failed' && resolve(first.card))
    })
    expect(seen).toMatchObject({
      kind: 'failed',
      failure: { code: expect.stringMatching(/^card\.(certificateUnreadable|garbled)$/) },
    })
  })
})
