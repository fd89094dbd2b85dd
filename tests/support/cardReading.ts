// Reading what cards hold, as the wallet's calls do it, over any readers: for the tests over PC/SC and the bench.
import { createCardWatch } from '../../main/card/cardWatch.ts'
import type { CardReading } from '../../main/journeys/readCardData.ts'
import type { CardReaders, SecretQuestion, Transmit } from '../../main/ports.ts'
import { pictureProcess } from './processes.ts'

export interface ReadingStage {
  reading(reader: string): CardReading
  /** What was sent while a card was lent, one list a loan, newest last. */
  readonly loans: { readonly commands: Uint8Array[]; ms: number }[]
  /** Until the card in that reader has been looked at; then everything above is forgotten. */
  looked(reader: string): Promise<void>
  close(): Promise<void>
}

export function readingStage(port: CardReaders, answer: (question: SecretQuestion) => string): ReadingStage {
  const loans: { commands: Uint8Array[]; ms: number }[] = []
  const readers: CardReaders = {
    ...port,
    withCard: (id, work) => {
      const loan = { commands: [] as Uint8Array[], ms: 0 }
      loans.push(loan)
      let begun = 0
      const kept =
        (transmit: Transmit): Transmit =>
        (command) => {
          loan.commands.push(Uint8Array.from(command))
          return transmit(command)
        }
      return port
        .withCard(id, (transmit) => {
          begun = performance.now()
          return work(kept(transmit))
        })
        .finally(() => {
          loan.ms = begun === 0 ? 0 : performance.now() - begun
        })
    },
  }
  // What a successful reading leaves as it was is not looked at again; nothing else disturbs the count.
  const cards = createCardWatch({ readers, now: () => new Date() })
  /** PC/SC tells of its readers a moment after it is asked. */
  const there = (reader: string): Promise<void> =>
    new Promise((resolve) => {
      const settle = (): void => {
        if (!cards.read().readers.some(({ id, card }) => id === reader && card !== null)) return
        stop()
        resolve()
      }
      const stop = cards.onChange(settle)
      settle()
    })
  return {
    loans,
    reading: (reader) => ({
      asker: {
        cards,
        signal: new AbortController().signal,
        guard: async () => undefined,
        askSecret: async (question) => new TextEncoder().encode(answer(question)),
      },
      step: () => undefined,
      startPictureProcess: pictureProcess,
      authorities: [],
      reader,
    }),
    async looked(reader) {
      await there(reader)
      await cards.look(reader)
      loans.length = 0
    },
    close: () => cards.close(),
  }
}
