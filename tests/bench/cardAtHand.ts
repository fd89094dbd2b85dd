// The practice card at a real reader, as the wallet holds it and as one talks to it by hand over PC/SC, and what they said.
import { Context, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_RESET_CARD, SCARD_SHARE_EXCLUSIVE } from 'smartcard'
import type { CardWatch } from '../../main/card/cardWatch.ts'
import type { PinAsker } from '../../main/journeys/askPin.ts'
import type { CardReaders } from '../../main/ports.ts'

/** @param index of the reader: vpcd has two */
export const readerAt = (index: 0 | 1): string => `Virtual PCD 00 0${index}`
export const firstReader = readerAt(0)

/** Sends them one by one to the card there, and nothing else. @returns milliseconds between the first command and the last answer */
export async function talk(
  readerName: string,
  commands: readonly Uint8Array[],
  heard: (command: Uint8Array, answer: Uint8Array) => void = () => undefined,
): Promise<number> {
  const context = new Context()
  const reader = context.listReaders().find(({ name }) => name === readerName)
  if (reader === undefined) throw new Error('no reader')
  const card = await reader.connect(SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
  const start = performance.now()
  for (const command of commands) heard(command, await card.transmit(Buffer.from(command)))
  const ms = performance.now() - start
  card.disconnect(SCARD_RESET_CARD)
  context.close()
  return ms
}

/** A person who types at once. */
export const askerFor = (cards: CardWatch, pin: string): PinAsker => ({
  cards,
  askSecret: async () => new TextEncoder().encode(pin),
  signal: new AbortController().signal,
  guard: async () => undefined,
})

/** Until the watch was told of the card. */
export async function found(cards: CardWatch): Promise<void> {
  const there = () => cards.read().readers.some(({ id, card }) => id === firstReader && card !== null)
  await new Promise<void>((resolve) => {
    const stop = cards.onChange(() => {
      if (!there()) return
      stop()
      resolve()
    })
    if (there()) resolve()
  })
}

export interface Counted {
  readonly readers: CardReaders
  /** The commands of each time that the card was held. */
  readonly loans: Uint8Array[][]
}

export function counting(readers: CardReaders): Counted {
  const loans: Uint8Array[][] = []
  return {
    loans,
    readers: {
      ...readers,
      withCard: (id, work) =>
        readers.withCard(id, (transmit) => {
          const commands: Uint8Array[] = []
          loans.push(commands)
          return work((command) => {
            commands.push(Uint8Array.from(command))
            return transmit(command)
          })
        }),
    },
  }
}

export async function countOf({ loans }: Counted, work: () => Promise<unknown>): Promise<number> {
  const before = loans.length
  await work()
  return loans.slice(before).flat().length
}
