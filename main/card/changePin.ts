// Gives a PIN of the card another value: the old one is proved, and only then is the new one sent, once.
import type { CardPinName } from '../../preload/shapes/card.ts'
import { fail, WalletError } from '../failure.ts'
import { type Answer, ok } from './apdu.ts'
import { selectFile } from './applications.ts'
import type { Exchange } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import {
  type PinObject,
  pins,
  residentPinInCommon,
  selectPinHolder,
  type TypedPin,
  triesLeft,
  verifyPin,
} from './pin.ts'

/**
 * Where a PIN lies, in the order in which its places are changed. 住民基本台帳用 lies in two, which hold one value as long
 * as whoever sets it sets both (that there are two: one source, which measured a card).
 */
export const placesOf = (pin: CardPinName): readonly PinObject[] =>
  pin === 'resident' ? [pins.resident, residentPinInCommon] : [pins[pin]]

export interface PinChange {
  readonly pin: CardPinName
  /** The first of its two places has the new value already, from a change that was broken off: it is proved to have it. */
  readonly halfway: boolean
  readonly old: TypedPin
  /** ASCII; wiped by who asked for it. */
  readonly fresh: Uint8Array
  /** After the old PIN is proved and before the new one is sent: may look at what the old one opened, and throw to stop. */
  readonly check: (exchange: Exchange, access: FileAccess) => Promise<void>
}

/**
 * Changes the PIN in each place, one after the other. A place gets one VERIFY and at most one command that changes it, never
 * a second. The counts of all places are read before anything is sent to any.
 *
 * @throws what `verifyPin` and `check` throw: nothing was changed; card.pinNotChanged: the card said no to the new one;
 * card.changeUnknown: it left, or made no sense, around the command that changes it; card.pinHalfChanged: the first place
 * has the new PIN, and the second has not for certain
 */
export async function changePin(exchange: Exchange, access: FileAccess, change: PinChange): Promise<void> {
  const counts = await countsOf(exchange, access, change)
  for (const [index, place] of placesOf(change.pin).entries()) {
    const shown = counts.get(place) ?? change.old.shown
    if (index === 0 && change.halfway) {
      await proveChanged(exchange, access, place, change.fresh, shown)
      continue
    }
    const old = { bytes: Uint8Array.from(change.old.bytes), shown }
    try {
      await changePlace(exchange, access, place, { ...change, old })
    } catch (error) {
      throw index === 0 ? error : halfChanged(error)
    } finally {
      old.bytes.fill(0)
    }
  }
}

/**
 * Both places shall hold one value, and nothing here remembers the one that the first was given: so it is proved with what
 * was typed as the new PIN. Never at the last try. @throws card.lastTry, card.pinHalfChanged when it is another
 */
async function proveChanged(
  exchange: Exchange,
  access: FileAccess,
  place: PinObject,
  fresh: Uint8Array,
  shown: number,
): Promise<void> {
  if (shown <= 1) return fail({ code: 'card.lastTry' })
  if (!(await selectPinHolder(exchange, place))) return fail({ code: 'card.withoutPins' })
  try {
    await verifyPin(exchange, access, place, { bytes: Uint8Array.from(fresh), shown })
  } catch (error) {
    if (!(error instanceof WalletError) || error.failure.code !== 'card.pinWrong') throw error
    const { triesLeft: left } = error.failure
    return fail({ code: 'card.pinHalfChanged', second: 'old', wrong: 'new', triesLeft: left }, error)
  }
}

/** The tries left in each place where there are two, of which the person was told the fewer. */
async function countsOf(exchange: Exchange, access: FileAccess, { pin, old }: PinChange) {
  const counts = new Map<PinObject, number>()
  const all = placesOf(pin)
  if (all.length === 1) return counts
  for (const place of all) {
    const there = await selectPinHolder(exchange, place)
    const left = there ? await triesLeft(exchange, access, place) : undefined
    counts.set(place, left ?? fail({ code: 'card.withoutPins' }))
  }
  const fewest = Math.min(...counts.values())
  if (fewest === 0) return fail({ code: 'card.pinLocked' })
  return fewest === old.shown ? counts : fail({ code: 'card.triesChanged', triesLeft: fewest })
}

async function changePlace(
  exchange: Exchange,
  access: FileAccess,
  place: PinObject,
  { pin, old, fresh, check }: PinChange,
): Promise<void> {
  if (!(await selectPinHolder(exchange, place))) return fail({ code: 'card.withoutPins' })
  await verifyPin(exchange, access, place, old)
  await check(exchange, access)
  // By selection: that this command takes a short identifier as VERIFY does is not known.
  const step = `change ${pin}`
  if (!(await selectFile(exchange, step, place.file))) return fail({ code: 'card.garbled', step })
  const { status } = await sendNewPin(exchange, pin, place, fresh)
  if (status === ok) return
  fail(isNo(status) ? { code: 'card.pinNotChanged' } : { code: 'card.changeUnknown', pin })
}

/**
 * JPKI and 券面事項入力補助AP: CHANGE REFERENCE DATA with the new value alone (00 24 01; ISO/IEC 7816-4 7.5.7; two sources,
 * one of which had not tried it). 共通カードAP and 住基AP: CHANGE KEY of JICSAP 1.1 (80 32 00; one source).
 */
async function sendNewPin(exchange: Exchange, pin: CardPinName, place: PinObject, fresh: Uint8Array): Promise<Answer> {
  const jicsap = place.application === 'common' || place.application === 'resident'
  const form = jicsap ? { cla: 0x80, ins: 0x32, p1: 0x00 } : { ins: 0x24, p1: 0x01 }
  const data = asSent(place, fresh)
  try {
    return await exchange({ step: `change ${pin}`, ...form, p2: 0x80, data, secret: true })
  } catch (error) {
    // A cancel comes before the command leaves: nothing was sent.
    if (error instanceof WalletError && error.failure.code === 'app.cancelled') throw error
    return fail({ code: 'card.changeUnknown', pin }, error)
  } finally {
    data.fill(0)
  }
}

/** Letters as capitals, as they will be sent to be verified. */
function asSent({ name }: PinObject, fresh: Uint8Array): Uint8Array {
  return fresh.map((byte) => (name === 'signature' && byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte))
}

/**
 * True where the status word says that nothing in the card's memory was changed: 64xx, and the checking errors 67xx–6Exx
 * (ISO/IEC 7816-4 5.1.3). Warnings, 65xx, 6F00 and words that no card says leave it open.
 */
const isNo = (status: number): boolean => [0x64, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6d, 0x6e].includes(status >> 8)

function halfChanged(error: unknown): unknown {
  if (!(error instanceof WalletError)) return error
  const { failure } = error
  const second = failure.code === 'card.changeUnknown' ? 'unknown' : 'old'
  const wrong = failure.code === 'card.pinWrong'
  const told = { wrong: wrong ? 'old' : null, triesLeft: wrong ? failure.triesLeft : null } as const
  return new WalletError({ code: 'card.pinHalfChanged', second, ...told }, error)
}
