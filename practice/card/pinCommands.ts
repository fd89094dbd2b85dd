// VERIFY and the two commands that change a PIN.
import { answer, ok, triesLeft } from './answer.ts'
import type { Command } from './apdu.ts'
import { type CardState, referenced } from './cardState.ts'

/** Without data it only asks, also while verified: 63C0 when blocked. Some cards say 9000 while verified (one source). */
export function verify({ p1, p2, data, le }: Command, card: CardState): Uint8Array {
  if (p1 !== 0x00) return answer(0x6a86)
  const file = referenced(card, p2)
  if (typeof file === 'number') return answer(file)
  if (file.kind !== 'pin') return answer(0x6981)
  if (data.length > 16 || le !== undefined) return answer(0x6700)
  const { here, pins } = card
  const tries = pins.triesLeft(here, file.name)
  if (data.length === 0) return card.tellsVerified && card.isVerified(file.name) ? answer(ok) : triesLeft(tries)
  if (tries === 0) return answer(0x6984)
  const right = pins.verify(here, file.name, asText(data))
  // A failure takes back what an earlier success opened (inferred).
  card.setVerified(file.name, right)
  return right ? answer(ok) : triesLeft(pins.triesLeft(here, file.name))
}

/** CHANGE REFERENCE DATA: the new value alone, after the old one was verified. */
export function changeReferenceData(command: Command, card: CardState): Uint8Array {
  return command.p1 === 0x01 ? change(command, card, 'changeReferenceData') : answer(0x6a86)
}

/** CHANGE KEY of JICSAP, for 共通カードAP and 住基AP; otherwise the same. */
export function changeKey(command: Command, card: CardState): Uint8Array {
  return command.p1 === 0x00 ? change(command, card, 'changeKey') : answer(0x6a86)
}

function change({ p2, data, le }: Command, card: CardState, by: 'changeReferenceData' | 'changeKey'): Uint8Array {
  const file = referenced(card, p2)
  if (typeof file === 'number') return answer(file)
  if (file.kind !== 'pin') return answer(0x6981)
  if (data.length === 0 || data.length > 16 || le !== undefined) return answer(0x6700)
  const rule = card.here.pins.find((pin) => pin.name === file.name)
  // What is printed on the card cannot be changed, nor anything by the other application's command (a guess, as is the
  // status word).
  if (rule?.change?.by !== by) return answer(0x6985)
  if (!card.isVerified(file.name)) return answer(0x6982)
  // The status word of a badly formed new PIN is a guess.
  if (!rule.change.form.test(asText(data))) return answer(0x6a80)
  card.pins.change(card.here, file.name, asText(data))
  return answer(ok)
}

function asText(data: Uint8Array): string {
  return Buffer.from(data).toString('latin1')
}
