// The PINs of the card: how many tries are left, and proving one. No PIN is ever sent again by itself.
import { fail } from '../failure.ts'
import { type Answer, nameStatus, ok, unexpected } from './apdu.ts'
import { files } from './applications.ts'
import type { Exchange } from './channel.ts'
import { atFile, type FileAccess } from './fileAccess.ts'

export type PinName = 'authentication' | 'signature' | 'input'

interface PinObject {
  readonly name: PinName
  readonly file: number
  /** What the PIN may look like, as bytes of ASCII (J-LIS's leaflets). */
  readonly form: RegExp
}

export const pins: Readonly<Record<PinName, PinObject>> = {
  authentication: { name: 'authentication', file: files.authenticationPin, form: /^[0-9]{4}$/ },
  signature: { name: 'signature', file: files.signaturePin, form: /^(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]{6,16}$/ },
  input: { name: 'input', file: files.inputPin, form: /^[0-9]{4}$/ },
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
  const sent = asSent(name, typed)
  const fits = pins[name].form.test(Buffer.from(sent).toString('latin1'))
  sent.fill(0)
  return fits
}

/** Asks the person, who is told the tries left first. The bytes are wiped here after use. @throws app.cancelled */
export type AskPin = (triesLeft: number) => Promise<Uint8Array>

export interface VerifyOptions {
  readonly askPin: AskPin
  /**
   * At one try left: `refuse` stops before asking (card.lastTry); `askPinConfirms` asks, because `askPin` itself makes the
   * person confirm knowing the PIN.
   */
  readonly lastTry: 'refuse' | 'askPinConfirms'
}

/**
 * Reads the tries left, asks the person and proves the PIN to the card. Exactly one VERIFY is sent, and none when the card
 * is locked, the last try is not confirmed or the text cannot be the PIN.
 *
 * @throws card.pinLocked, card.lastTry, card.pinForm, card.noCertificate when the card has no such PIN: nothing was sent;
 * card.pinWrong with the card's own count; card.removed when the card was pulled out meanwhile, and card.garbled when the
 * card's answer made no sense: then nobody knows how the try went, and the counter tells the next time it is read
 */
export async function verifyPin(
  exchange: Exchange,
  access: FileAccess,
  pin: PinObject,
  { askPin, lastTry }: VerifyOptions,
): Promise<void> {
  const left = await triesLeft(exchange, access, pin)
  if (left === undefined) return fail({ code: 'card.withoutPins' })
  if (left === 0) return fail({ code: 'card.pinLocked' })
  if (left === 1 && lastTry === 'refuse') return fail({ code: 'card.lastTry' })
  const typed = await askPin(left)
  try {
    if (!fitsForm(pin.name, typed)) return fail({ code: 'card.pinForm' })
    await sendPin(exchange, access, pin, typed)
  } finally {
    typed.fill(0)
  }
}

async function sendPin(exchange: Exchange, access: FileAccess, pin: PinObject, typed: Uint8Array): Promise<void> {
  const step = `verify ${pin.name}`
  const data = asSent(pin.name, typed)
  // The file was addressed by the count just before, in the same way: short identifier, or selected and still current.
  const p2 = 0x80 | (access.shortIds ? pin.file & 0x1f : 0)
  try {
    const answer = await exchange({ step, ins: 0x20, p1: 0, p2, data, secret: true })
    if (answer.status === ok) return
    const status = nameStatus(answer.status)
    if (status === 'triesLeft') return fail({ code: 'card.pinWrong', triesLeft: answer.status & 0xf })
    if (status === 'blocked') return fail({ code: 'card.pinLocked' })
    return unexpected(step, answer)
  } finally {
    data.fill(0)
  }
}

/** PINs go as plain ASCII without padding, letters as capitals, as OpenSC and myna send them. */
function asSent(name: PinName, typed: Uint8Array): Uint8Array {
  const sent = Uint8Array.from(typed)
  if (name === 'signature')
    for (const [index, byte] of sent.entries()) if (byte >= 0x61 && byte <= 0x7a) sent[index] = byte - 0x20
  return sent
}
