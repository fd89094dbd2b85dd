// Change a PIN of the card: the old one and twice the new one are asked first, then the card is held for a moment.
import { createHash } from 'node:crypto'
import type { CardPinName } from '../../preload/shapes/card.ts'
import { leaveClean } from '../card/applications.ts'
import { changePin as changeOnCard } from '../card/changePin.ts'
import { readHolderBirthday } from '../card/holderBirthday.ts'
import { isPhone } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { isBirthday } from '../card/weakPin.ts'
import { fail, WalletError } from '../failure.ts'
import type { ReaderId } from '../ports.ts'
import { type AskedPin, askPin, type PinAsker, withAskedPin } from './askPin.ts'

/** Cards on which a PIN that lies in two places has its new value in the first one only. For the life of the program. */
export type Halfway = Set<string>

export interface ChangePin {
  readonly reader: ReaderId
  readonly pin: CardPinName
  /** Whose drawer is open, for the questions. */
  readonly person?: string
  /** Birthdays (YYYYMMDD) that the open drawer knows of. */
  readonly birthdays: () => Promise<readonly string[]>
  readonly halfway: Halfway
  /** Runs what reaches the card, and writes it down where a drawer is open. */
  readonly record: (act: () => Promise<void>) => Promise<void>
}

/**
 * @throws card.pinOnPhone, card.newPinWeak, card.pinNotChanged and what `askPin` and `verifyPin` throw: the old PIN counts;
 * card.changeUnknown, card.pinHalfChanged: their names say it; app.cancelled: nothing was changed
 */
export async function changePin(asker: PinAsker, change: ChangePin): Promise<void> {
  const { reader, pin, person, record } = change
  const guarded: PinAsker = {
    ...asker,
    guard: async (seen, purpose) => {
      if (isPhone(seen)) fail({ code: 'card.pinOnPhone' })
      await asker.guard(seen, purpose)
    },
  }
  const old = await askPin(guarded, { reader, pin, purpose: 'changePin', ...(person && { person }) })
  const fresh = await askNewPin(asker, old, change)
  try {
    await record(() => replaceOn(asker, old, fresh, change))
  } finally {
    fresh.fill(0)
    old.bytes.fill(0)
  }
}

/** What would be guessed is refused where it is typed. The old PIN is wiped when no new one comes. */
async function askNewPin(
  { askSecret, signal }: PinAsker,
  old: AskedPin,
  { pin, person, birthdays }: ChangePin,
): Promise<Uint8Array> {
  try {
    const known = await birthdays()
    return await askSecret({ kind: 'newPin', pin, old: old.bytes, known, ...(person && { person }) }, signal)
  } catch (error) {
    old.bytes.fill(0)
    throw error
  }
}

async function replaceOn(asker: PinAsker, old: AskedPin, fresh: Uint8Array, { pin, halfway }: ChangePin) {
  const card = nameOf(old.seen, pin)
  try {
    await withAskedPin(asker, old, async (exchange, access) => {
      try {
        await changeOnCard(exchange, access, {
          pin,
          halfway: halfway.has(card),
          old,
          fresh,
          check: async () => {
            const day = await readHolderBirthday(exchange, access, pin)
            const text = Buffer.from(fresh).toString('latin1').toUpperCase()
            if (day !== undefined && isBirthday(pin, text, [day]))
              fail({ code: 'card.newPinWeak', weakness: 'birthday' })
          },
        })
      } finally {
        await leaveClean(exchange)
      }
    })
    halfway.delete(card)
  } catch (error) {
    if (error instanceof WalletError && error.failure.code === 'card.pinHalfChanged') halfway.add(card)
    throw error
  }
}

/** The card by its certificate; one that shows none, by having lain there since. */
function nameOf({ reader, insertion, certificate }: SeenCard, pin: CardPinName): string {
  const card =
    certificate === undefined ? `${reader} ${insertion}` : createHash('sha256').update(certificate).digest('hex')
  return `${pin} ${card}`
}
