// What every adapter of the CardReaders port must do; run on readers in memory and on real PC/SC alike.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardReaders, ReaderId, ReadersState, Transmit } from '../../main/ports.ts'

export interface CardReadersUnderTest {
  readonly readers: CardReaders
  /** Where `insert` puts the card; empty at the start. */
  readonly reader: ReaderId
  /** The card's four-digit PIN for authentication. */
  readonly authenticationPin: string
  /** A practice card with all tries left; resolves when the reader has it. */
  insert(): Promise<void>
  /** Pulls it out; resolves when it is out, though not everybody may know yet. */
  remove(): Promise<void>
  close(): Promise<void>
}

const selectJpki = '00A4040C0AD392F000260100000001'

/** @param make is called for every test */
export function cardReadersContract(name: string, make: () => Promise<CardReadersUnderTest>): void {
  describe(`${name} as card readers`, () => {
    let under: CardReadersUnderTest
    let watched: Watched

    beforeEach(async () => {
      under = await make()
      watched = watch(under.readers)
    })
    afterEach(async () => {
      watched.stop()
      await under.close()
    })

    it('tell the present state at once, to each who asks', async () => {
      expect(await watched.card(under.reader, (card) => card === undefined)).toBeUndefined()
      await under.insert()
      await watched.card(under.reader, (card) => card !== undefined)
      const late = watch(under.readers)
      expect(await late.card(under.reader, (card) => card !== undefined)).toBeDefined()
      late.stop()
    })

    it('tell of a card with its answer to reset, and of its going', async () => {
      await under.insert()
      const card = await watched.card(under.reader, (present) => present !== undefined)
      expect(card?.atr[0]).toBe(0x3b)
      await under.remove()
      expect(await watched.card(under.reader, (present) => present === undefined)).toBeUndefined()
    })

    it('number insertions, so that the same card inserted again is told from one that stayed', async () => {
      await under.insert()
      const first = await watched.card(under.reader, (present) => present !== undefined)
      await under.readers.withCard(under.reader, (transmit) => send(transmit, selectJpki))
      expect(watched.latest(under.reader)?.insertion).toBe(first?.insertion)
      await under.remove()
      await watched.card(under.reader, (present) => present === undefined)
      await under.insert()
      const second = await watched.card(under.reader, (present) => present !== undefined)
      expect(second?.insertion).not.toBe(first?.insertion)
    })

    it('say nothing more to those who stopped listening', async () => {
      await watched.card(under.reader, (card) => card === undefined)
      watched.stop()
      const heard = watched.count()
      const other = watch(under.readers)
      await under.insert()
      await other.card(under.reader, (present) => present !== undefined)
      expect(watched.count()).toBe(heard)
      other.stop()
    })

    it('carry commands to the card and answers back, and give what the work gives', async () => {
      await insert()
      const status = await under.readers.withCard(under.reader, (transmit) => send(transmit, selectJpki))
      expect(status).toBe('9000')
      const certificate = await under.readers.withCard(under.reader, async (transmit) => {
        await send(transmit, selectJpki)
        return await transmit(bytes('00B08A0000'))
      })
      expect(certificate).toHaveLength(258)
      expect(certificate[0]).toBe(0x30)
    })

    it('lend the card to one work at a time', async () => {
      await insert()
      await under.readers.withCard(under.reader, async (transmit) => {
        expect(await send(transmit, selectJpki)).toBe('9000')
        await expectFailure(
          under.readers.withCard(under.reader, (other) => send(other, selectJpki)),
          'card.busy',
        )
        expect(await send(transmit, '00B0860014')).toMatch(/9000$/)
      })
      expect(await under.readers.withCard(under.reader, (transmit) => send(transmit, selectJpki))).toBe('9000')
    })

    it('leave no verified PIN behind', async () => {
      await insert()
      await under.readers.withCard(under.reader, async (transmit) => {
        await send(transmit, selectJpki)
        expect(await verify(transmit)).toBe('9000')
        expect(await send(transmit, `802A009704${'00'.repeat(4)}00`)).toMatch(/9000$/)
      })
      await under.readers.withCard(under.reader, async (transmit) => {
        expect(await send(transmit, `802A009704${'00'.repeat(4)}00`)).not.toMatch(/9000$/)
      })
    })

    it('leave no verified PIN behind when the work fails, and pass its failure on', async () => {
      await insert()
      const mistake = new Error('the work failed')
      const work = under.readers.withCard(under.reader, async (transmit) => {
        await send(transmit, selectJpki)
        expect(await verify(transmit)).toBe('9000')
        throw mistake
      })
      await expect(work).rejects.toBe(mistake)
      await under.readers.withCard(under.reader, async (transmit) => {
        expect(await send(transmit, `802A009704${'00'.repeat(4)}00`)).not.toMatch(/9000$/)
      })
    })

    it('do not let the card be used after it was given back', async () => {
      await insert()
      let kept: Transmit | undefined
      await under.readers.withCard(under.reader, async (transmit) => {
        kept = transmit
      })
      await expect(kept?.(bytes(selectJpki)) ?? 'not lent').rejects.toBeInstanceOf(Error)
    })

    it('fail with card.removed when the card is pulled out between two commands', async () => {
      await insert()
      const work = under.readers.withCard(under.reader, async (transmit) => {
        await send(transmit, selectJpki)
        await under.remove()
        return await send(transmit, selectJpki)
      })
      await expectFailure(work, 'card.removed')
    })

    it('fail with card.removed when the card is pulled out in the middle of a command', async () => {
      await insert()
      const work = under.readers.withCard(under.reader, async (transmit) => {
        const underWay = send(transmit, selectJpki).catch((error: unknown) => error)
        await under.remove()
        const answer = await underWay
        // It may have been quicker than the hand; nothing after it is.
        if (answer !== '9000') expect(answer).toMatchObject({ failure: { code: 'card.removed' } })
        return await send(transmit, selectJpki)
      })
      await expectFailure(work, 'card.removed')
      await watched.card(under.reader, (present) => present === undefined)
    })

    it('do not take a card that was exchanged during the work for the one that was lent', async () => {
      await insert()
      const work = under.readers.withCard(under.reader, async (transmit) => {
        await send(transmit, selectJpki)
        await under.remove()
        await under.insert()
        return await send(transmit, '00200098')
      })
      await expectFailure(work, 'card.removed')
      expect(await under.readers.withCard(under.reader, (transmit) => send(transmit, selectJpki))).toBe('9000')
    })

    it('fail with card.absent when the reader is empty', async () => {
      await watched.card(under.reader, (card) => card === undefined)
      await expectFailure(
        under.readers.withCard(under.reader, (transmit) => send(transmit, selectJpki)),
        'card.absent',
      )
    })

    it('fail with card.noReader when there is no such reader', async () => {
      await watched.card(under.reader, (card) => card === undefined)
      await expectFailure(
        under.readers.withCard('No Such Reader 99', (transmit) => send(transmit, selectJpki)),
        'card.noReader',
      )
    })

    async function insert(): Promise<void> {
      await under.insert()
      await watched.card(under.reader, (card) => card !== undefined)
    }

    function verify(transmit: Transmit): Promise<string> {
      return send(transmit, `0020009804${Buffer.from(under.authenticationPin).toString('hex')}`)
    }
  })
}

type Card = { insertion: number; atr: Uint8Array } | undefined

interface Watched {
  /** Waits until the card in that reader is as asked. */
  card(reader: ReaderId, wanted: (card: Card) => boolean): Promise<Card>
  latest(reader: ReaderId): Card
  count(): number
  stop(): void
}

function watch(readers: CardReaders): Watched {
  let latest: ReadersState | undefined
  let count = 0
  const waiting = new Set<() => void>()
  const stop = readers.watch((state) => {
    latest = state
    count++
    for (const look of waiting) look()
  })
  const slot = (reader: ReaderId) =>
    latest?.service === 'up' ? latest.readers.find(({ id }) => id === reader) : undefined
  return {
    card: (reader, wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const present = slot(reader)
          if (present === undefined || !wanted(present.card)) return
          waiting.delete(look)
          resolve(present.card)
        }
        waiting.add(look)
        look()
      }),
    latest: (reader) => slot(reader)?.card,
    count: () => count,
    stop,
  }
}

async function expectFailure(work: Promise<unknown>, code: string): Promise<void> {
  await expect(work).rejects.toMatchObject({ failure: { code } })
}

async function send(transmit: Transmit, command: string): Promise<string> {
  return Buffer.from(await transmit(bytes(command))).toString('hex')
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
