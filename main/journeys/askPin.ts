// Asks for a PIN before the card is held: while a person types, other programs can use the card, and the card that is then
// held for a fraction of a second is the one that was looked at.
import type { CardWatch } from '../card/cardWatch.ts'
import { type Exchange, openChannel } from '../card/channel.ts'
import type { FileAccess } from '../card/fileAccess.ts'
import { pins, type TypedPin } from '../card/pin.ts'
import { confirmSameCard, isPhone } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { fail } from '../failure.ts'
import type { AskSecret, PinName, PinPurpose, ReaderId } from '../ports.ts'
import { untilCancelled } from '../work.ts'
import { tellTruth } from './tellTruth.ts'
import { triesOf } from './triesOf.ts'

/** What asking needs of the wallet. */
export interface PinAsker {
  /** How long a card that was pulled out during a VERIFY is waited for; see `tellTruth`. */
  readonly patienceMs?: number
  readonly cards: Pick<CardWatch, 'look' | 'withSeen' | 'memory' | 'onChange' | 'read'>
  readonly askSecret: AskSecret
  readonly signal: AbortSignal
  /**
   * Compares the card with the open drawer, before any question; see guard.ts.
   * @throws card.otherPerson, card.unfamiliar, card.holderUnnamed
   */
  readonly guard: (seen: SeenCard, purpose: PinPurpose) => Promise<void>
}

export interface PinWanted {
  readonly reader: ReaderId
  readonly pin: PinName
  readonly purpose: PinPurpose
  /** Whose card it is taken for, for the question. */
  readonly person?: string
  /** Where it logs in, for the question. */
  readonly origin?: string
}

/** A PIN, typed for one card. */
export interface AskedPin extends TypedPin {
  readonly pin: PinName
  readonly seen: SeenCard
}

/**
 * Waits for the look of that reader's card, compares its owner, tells the tries left and asks. Whoever gets the PIN hands
 * it to `withAskedPin`, or wipes it.
 *
 * @throws card.pinLocked, card.withoutPins, card.noCertificate, card.unknown: nothing was asked; what `guard` and
 * `CardWatch.look` throw; app.cancelled, card.lastTry from the question
 */
export async function askPin({ cards, askSecret, signal, guard }: PinAsker, wanted: PinWanted): Promise<AskedPin> {
  const { reader, pin, purpose, person, origin } = wanted
  const seen = await cards.look(reader, signal)
  await guard(seen, purpose)
  const shown = triesShown(seen.card, pin)
  const bytes = await askSecret(
    {
      kind: 'pin',
      pin,
      triesLeft: shown,
      purpose,
      ...(person === undefined ? {} : { person }),
      ...(origin === undefined ? {} : { origin }),
    },
    signal,
  )
  return { bytes, shown, pin, seen }
}

/**
 * Holds the card that the PIN was typed for, and lends it to `work`, in which the first thing is to prove the PIN. The
 * card's certificate is compared again before, because it may have been exchanged; 公的個人認証AP is then selected.
 * The PIN is wiped whatever happens. `work` says `unchanged` when nothing is to be looked at again.
 *
 * @throws card.swapped, card.absent, app.cancelled: nothing was sent; card.interrupted as `tellTruth` tells it
 */
export async function withAskedPin<T>(
  { cards, signal, patienceMs }: Pick<PinAsker, 'cards' | 'signal' | 'patienceMs'>,
  asked: AskedPin,
  work: (exchange: Exchange, access: FileAccess, unchanged: () => void) => Promise<T>,
): Promise<T> {
  try {
    return await tellTruth({ cards, signal, ...(patienceMs === undefined ? {} : { patienceMs }) }, asked, () =>
      cards.withSeen(asked.seen, async (transmit, unchanged) => {
        const exchange = openChannel(untilCancelled(transmit, signal))
        const access: FileAccess = { shortIds: cards.memory.access.shortIds }
        await confirmSameCard(exchange, access, asked.seen)
        return work(exchange, access, unchanged)
      }),
    )
  } finally {
    asked.bytes.fill(0)
  }
}

/** The tries left as they were shown. @throws card.pinLocked, card.withoutPins, card.noCertificate, card.unknown */
function triesShown(card: SeenCard['card'], pin: PinName): number {
  const left = triesOf(card, pin)
  // A licence on such a card has a PIN of its own.
  if (card.kind === 'myNumber' && card.withoutPins && pin !== 'licenceOnCard') return fail({ code: 'card.withoutPins' })
  if (pin === 'authentication' && lacksCertificate(card)) return fail({ code: 'card.noCertificate' })
  if (left !== null && left > 0) return left
  // A PIN that nobody set reads as locked. Only then is it asked what the card says of its certificate (one source).
  if (pin === 'signature' && card.kind === 'myNumber' && !card.hasSignatureCertificate)
    return fail({ code: 'card.noCertificate' })
  return fail({ code: left === 0 ? 'card.pinLocked' : 'card.withoutPins' })
}

/** Whether proving this PIN has left every count as it was shown. */
export const leavesCount = ({ pin, shown }: Pick<AskedPin, 'pin' | 'shown'>): boolean => shown === pins[pin].most

/** A holder may do without it; then the PIN stands for nothing. A phone shows its certificate later. */
const lacksCertificate = (card: SeenCard['card']): boolean =>
  card.kind === 'myNumber' && card.authentication === null && !isPhone({ card })
