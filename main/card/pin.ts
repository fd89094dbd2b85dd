// The PINs of the card: how many tries are left, and proving one. No PIN is ever sent again by itself.
import { fail, WalletError } from '../failure.ts'
import type { PinName } from '../ports.ts'
import { type Answer, nameStatus, ok, unexpected } from './apdu.ts'
import { type ApplicationName, files, selectApplication } from './applications.ts'
import type { Exchange } from './channel.ts'
import { atFile, type FileAccess } from './fileAccess.ts'

export type { PinName } from '../ports.ts'

/** Where a PIN lies on the card. A driver's licence keeps its PINs at the master file, which has no name. */
export type PinApplication = ApplicationName | 'masterFile'

export interface PinObject {
  /** 照合番号B is printed on the card and proves no more than holding it; the card counts its tries all the same. */
  readonly name: PinName | 'checkNumberB'
  readonly application: PinApplication
  readonly file: number
  /** What the PIN may look like, as bytes of ASCII (J-LIS's leaflets; the licence's specification as quoted by others). */
  readonly form: RegExp
  /** Tries after a right PIN. */
  readonly most: number
}

const fourDigits = /^[0-9]{4}$/
const checkNumberAt = {
  name: 'checkNumberB',
  // A month and a day may be 00: a register can know a birth date in part only.
  form: /^\d\d(0\d|1[0-2])([0-2]\d|3[01])20\d\d\d{4}$/,
  most: 10,
} as const

/** By name; 住民基本台帳用 is one PIN to the person and two objects on the card, of which this is 住基AP's. */
export const pins: Readonly<Record<PinName, PinObject>> = {
  authentication: pinAt('authentication', 'jpki', files.authenticationPin, 3),
  signature: {
    ...pinAt('signature', 'jpki', files.signaturePin, 5),
    form: /^(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]{6,16}$/,
  },
  input: pinAt('input', 'input', files.inputPin, 3),
  resident: pinAt('resident', 'resident', files.residentPin, 3),
  licence1: pinAt('licence1', 'masterFile', 0x0001, 3),
  licence2: pinAt('licence2', 'masterFile', 0x0002, 3),
  // One source, which corrects the specification's own annex.
  licenceOnCard: pinAt('licenceOnCard', 'licenceOnCard', files.licenceOnCardPin, 10),
}

/**
 * 照合番号B: birth date with the year of its era (YYMMDD), the year in which the card ends, and the security code of its
 * face. Two objects of one value. 照合番号A is the 個人番号 itself and has no object here.
 */
export const checkNumberB: Readonly<Record<'input' | 'face', PinObject>> = {
  input: { ...checkNumberAt, application: 'input', file: files.inputCheckNumberB },
  face: { ...checkNumberAt, application: 'face', file: files.faceCheckNumberB },
}

/** 共通カードAP's object of 住民基本台帳用. */
export const residentPinInCommon: PinObject = pinAt('resident', 'common', files.residentPin, 3)

function pinAt(name: PinName, application: PinApplication, file: number, most: number): PinObject {
  return { name, application, file, form: fourDigits, most }
}

/** Selects what holds the PIN; false when the card does not have it. */
export async function selectPinHolder(exchange: Exchange, { application }: PinObject): Promise<boolean> {
  if (application !== 'masterFile') return selectApplication(exchange, application)
  // For a driver's licence alone: a My Number Card answers and stays where it is (one source).
  const answer = await exchange({ step: 'select master file', ins: 0xa4, p1: 0x00, p2: 0x00 })
  return answer.status === ok
}

/**
 * How many tries the card has left for a PIN of the selected application. Asking uses none up.
 *
 * @returns 0–15, 0 meaning locked; `undefined`: the card has no such PIN
 * @see ISO/IEC 7816-4 7.5.6, VERIFY: sent without data it answers 63 Cx, x being the tries left
 */
export async function triesLeft(exchange: Exchange, access: FileAccess, pin: PinObject): Promise<number | undefined> {
  const step = `tries left of ${pin.name}`
  const answer = await atFile(exchange, access, pin.file, (shortId) => {
    return { step, ins: 0x20, p1: 0, p2: 0x80 | (shortId ?? 0) }
  })
  return answer === undefined ? undefined : countOf(answer, step)
}

function countOf(answer: Answer, step: string): number {
  const status = nameStatus(answer.status)
  if (status === 'triesLeft') return answer.status & 0xf
  return status === 'blocked' ? 0 : unexpected(step, answer)
}

/** True when the text can be this PIN; the signature PIN's letters count as capitals, as they are sent. */
export function fitsForm(name: PinName, typed: Uint8Array): boolean {
  return fits(pins[name], typed)
}

function fits({ name, form }: PinObject, typed: Uint8Array): boolean {
  const sent = asSent(name, typed)
  // Of what is printed on the card the form says more.
  const right = form.test(name === 'checkNumberB' ? Buffer.from(sent).toString('latin1') : kindsOf(sent))
  sent.fill(0)
  return right
}

/** A figure as 0, a capital as A: all that a form of a PIN asks, and no text that stays in memory. */
const kindsOf = (sent: Uint8Array): string =>
  Array.from(sent, (byte) => (byte >= 0x30 && byte <= 0x39 ? '0' : byte >= 0x41 && byte <= 0x5a ? 'A' : '-')).join('')

/** A PIN that the person typed, before the card was held; see journeys/askPin.ts. */
export interface TypedPin {
  /** ASCII. Wiped by `verifyPin`, whatever happens. */
  readonly bytes: Uint8Array
  /** The tries left that the person was told; at one they confirmed knowing the PIN. */
  readonly shown: number
}

/** 既定の暗証番号 of a licence whose holder set none: four asterisks. Nobody types it. */
const licenceDefault = Buffer.from('****')

/**
 * Proves a PIN to the selected application. The count is read again first: when it is another than the person was told,
 * nothing is sent, because they decided by what they knew. Exactly one VERIFY is sent, never a second.
 *
 * @throws card.withoutPins, card.pinLocked, card.triesChanged, card.pinForm: nothing was sent; card.pinWrong with the
 * card's own count; card.interrupted when the card was pulled out around the VERIFY or its answer made no sense: the
 * counter was read again where the card still answered, and tells how the try went
 */
export async function verifyPin(
  exchange: Exchange,
  access: FileAccess,
  pin: PinObject,
  { bytes, shown }: TypedPin,
): Promise<void> {
  try {
    const left = await triesLeft(exchange, access, pin)
    if (left === undefined) return fail({ code: 'card.withoutPins' })
    if (left === 0) return fail({ code: 'card.pinLocked' })
    if (left !== shown) return fail({ code: 'card.triesChanged', triesLeft: left })
    const unset = pin.name.startsWith('licence') && licenceDefault.equals(bytes)
    if (!unset && !fits(pin, bytes)) return fail({ code: 'card.pinForm' })
    await sendPin(exchange, access, pin, bytes, left)
  } finally {
    bytes.fill(0)
  }
}

async function sendPin(
  exchange: Exchange,
  access: FileAccess,
  pin: PinObject,
  typed: Uint8Array,
  before: number,
): Promise<void> {
  const data = asSent(pin.name, typed)
  // The file was addressed by the count just before, in the same way: short identifier, or selected and still current.
  const p2 = 0x80 | (access.shortIds ? pin.file & 0x1f : 0)
  let answer: Answer
  try {
    answer = await exchange({ step: `verify ${pin.name}`, ins: 0x20, p1: 0, p2, data, secret: true })
  } catch (error) {
    // A cancel comes before the command leaves: nothing was sent.
    if (error instanceof WalletError && error.failure.code === 'app.cancelled') throw error
    return await interrupted(exchange, access, pin, before, error)
  } finally {
    data.fill(0)
  }
  if (answer.status === ok) return
  const status = nameStatus(answer.status)
  if (status === 'triesLeft') return fail({ code: 'card.pinWrong', triesLeft: answer.status & 0xf })
  if (status === 'blocked') return fail({ code: 'card.pinLocked' })
  return interrupted(exchange, access, pin, before, undefined)
}

/** Nobody knows how that VERIFY went. The counter does, if the card still answers; selecting forgets what was verified. */
async function interrupted(
  exchange: Exchange,
  access: FileAccess,
  pin: PinObject,
  before: number,
  cause: unknown,
): Promise<never> {
  let now: number | undefined
  try {
    if (await selectPinHolder(exchange, pin)) now = await triesLeft(exchange, access, pin)
  } catch {
    // The card is gone: the next look tells.
  }
  return fail({ code: 'card.interrupted', before, triesLeft: now ?? null }, cause)
}

/** PINs go as plain ASCII without padding, letters as capitals, as OpenSC and myna send them. */
function asSent(name: PinObject['name'], typed: Uint8Array): Uint8Array {
  const sent = Uint8Array.from(typed)
  if (name === 'signature')
    for (const [index, byte] of sent.entries()) if (byte >= 0x61 && byte <= 0x7a) sent[index] = byte - 0x20
  return sent
}
