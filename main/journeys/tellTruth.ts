// After a VERIFY that was cut off: what is true about its try, as far as the card itself can tell.
import type { CardWatch } from '../card/cardWatch.ts'
import { openChannel } from '../card/channel.ts'
import { type PinObject, pins, selectPinHolder, triesLeft } from '../card/pin.ts'
import { isPhone } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { WalletError } from '../failure.ts'
import type { PinName } from '../ports.ts'
import { triesOf } from './triesOf.ts'

export interface TruthSources {
  readonly cards: Pick<CardWatch, 'look' | 'onChange' | 'read' | 'withSeen'>
  readonly signal: AbortSignal
  /** How long a card that was pulled out is waited for. Later, the screen shows its count as soon as it is back. */
  readonly patienceMs?: number
}

const usualPatienceMs = 3000

/**
 * Runs what uses the card. When a VERIFY in it was cut off and the count could not be read at once, the next look at the
 * same card is waited for, and its count goes into the failure. Nothing is ever sent for it but what a look sends.
 *
 * @throws card.interrupted: `triesLeft` fewer than `before`, the try was spent; as many or more, it was not; null: the
 * card did not come back in time, and nobody knows
 */
export async function tellTruth<T>(
  sources: TruthSources,
  { pin, seen }: { readonly pin: PinName; readonly seen: SeenCard },
  use: () => Promise<T>,
): Promise<T> {
  try {
    return await use()
  } catch (error) {
    if (!(error instanceof WalletError) || error.failure.code !== 'card.interrupted') throw error
    const { failure } = error
    if (failure.triesLeft !== null) throw error
    const triesLeft = await countAgain(sources, seen, pin)
    throw new WalletError({ ...failure, triesLeft }, error)
  }
}

async function countAgain(sources: TruthSources, seen: SeenCard, pin: PinName): Promise<number | null> {
  const { signal, patienceMs = usualPatienceMs } = sources
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), patienceMs)
  const patience = AbortSignal.any([signal, over.signal])
  try {
    await untilThere(sources, seen.reader, patience)
    const again = await sources.cards.look(seen.reader, patience)
    if (!sameCard(again, seen)) return null
    return pin === 'resident' ? await countAt(sources, again, pins.resident) : triesOf(again.card, pin)
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

/**
 * 住民基本台帳用 lies in two places, and a look tells the fewer tries of both. The place whose count matters is the first
 * one: whatever happens at the second is told as a change that stopped halfway.
 */
function countAt({ cards }: TruthSources, seen: SeenCard, place: PinObject): Promise<number | null> {
  return cards.withSeen(seen, async (transmit, unchanged) => {
    unchanged()
    const exchange = openChannel(transmit)
    const there = await selectPinHolder(exchange, place)
    return there ? ((await triesLeft(exchange, { shortIds: true }, place)) ?? null) : null
  })
}

/** Until a card lies in that reader, or the patience ends. */
function untilThere({ cards }: TruthSources, reader: string, patience: AbortSignal): Promise<void> {
  const there = (): boolean => cards.read().readers.some(({ id, card }) => id === reader && card !== null)
  return new Promise((resolve) => {
    const end = (): void => {
      stop()
      patience.removeEventListener('abort', end)
      resolve()
    }
    const stop = cards.onChange(() => {
      if (there()) end()
    })
    patience.addEventListener('abort', end)
    if (there() || patience.aborted) end()
  })
}

/** By certificate. Where a card shows none, only one that never left is certainly the same. */
function sameCard(again: SeenCard, seen: SeenCard): boolean {
  if (again.certificate === undefined || seen.certificate === undefined || isPhone(again))
    return again.insertion === seen.insertion
  return Buffer.compare(again.certificate, seen.certificate) === 0
}
