// Asks for 照合番号B, which is made of what is printed on the card, before the card is held. Its tries are counted by the
// card like those of a PIN, but no look tells them: they are read first, and once more when the number is sent.
import { selectApplication } from '../card/applications.ts'
import { type Exchange, openChannel } from '../card/channel.ts'
import type { FileAccess } from '../card/fileAccess.ts'
import { checkNumberB, type TypedPin, triesLeft } from '../card/pin.ts'
import { confirmSameCard } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { type Failure, fail, inOtherWords } from '../failure.ts'
import type { PinPurpose, ReaderId } from '../ports.ts'
import { untilCancelled } from '../work.ts'
import type { PinAsker } from './askPin.ts'

export interface NumberWanted {
  readonly reader: ReaderId
  /** Each of the two applications has its own object, with its own tries. */
  readonly application: 'input' | 'face'
  readonly purpose: PinPurpose
  readonly person?: string
}

export interface AskedNumber extends TypedPin {
  readonly seen: SeenCard
}

type Asker = Pick<PinAsker, 'cards' | 'askSecret' | 'signal' | 'guard'>

/** @throws card.numberLocked, card.noData: nothing was asked; what `guard` and `CardWatch.look` throw; app.cancelled */
export async function askCheckNumber(
  asker: Asker,
  { reader, application, purpose, person }: NumberWanted,
): Promise<AskedNumber> {
  const { cards, askSecret, signal, guard } = asker
  const seen = await cards.look(reader, signal)
  if (seen.card.kind !== 'myNumber') return fail({ code: 'card.noData' })
  await guard(seen, purpose)
  const left = await holdSeen(asker, seen, async (exchange, access, unchanged) => {
    unchanged()
    if (!(await selectApplication(exchange, application))) return undefined
    return triesLeft(exchange, access, checkNumberB[application])
  })
  if (left === undefined) return fail({ code: 'card.noData' })
  if (left === 0) return fail({ code: 'card.numberLocked' })
  const whose = person === undefined ? {} : { person }
  const bytes = await askSecret({ kind: 'checkNumberB', triesLeft: left, purpose, ...whose }, signal)
  return { bytes, shown: left, seen }
}

/** Holds the card that the number was typed for; the number is wiped whatever happens. @throws card.number* and as `work` */
export async function withAskedNumber<T>(
  asker: Asker,
  asked: AskedNumber,
  work: (exchange: Exchange, access: FileAccess, unchanged: () => void) => Promise<T>,
): Promise<T> {
  try {
    return await holdSeen(asker, asked.seen, work)
  } catch (error) {
    throw inOtherWords(error, numberFailure)
  } finally {
    asked.bytes.fill(0)
  }
}

function holdSeen<T>(
  { cards, signal }: Asker,
  seen: SeenCard,
  work: (exchange: Exchange, access: FileAccess, unchanged: () => void) => Promise<T>,
): Promise<T> {
  return cards.withSeen(seen, async (transmit, unchanged) => {
    const exchange = openChannel(untilCancelled(transmit, signal))
    const access: FileAccess = { shortIds: cards.memory.access.shortIds }
    await confirmSameCard(exchange, access, seen)
    return work(exchange, access, unchanged)
  })
}

/** The same refusals, in the words for a number that nobody has to remember. */
function numberFailure(failure: Failure): Failure | undefined {
  switch (failure.code) {
    case 'card.pinWrong':
      return { code: 'card.numberWrong', triesLeft: failure.triesLeft }
    case 'card.pinLocked':
      return { code: 'card.numberLocked' }
    case 'card.withoutPins':
      return { code: 'card.noData' }
    default:
      return undefined
  }
}
