// Which new PINs would be guessed by somebody who finds the card: judged in main, before anything is sent.
import type { WeakPin } from '../../preload/secretContract.ts'
import type { CardPinName } from '../../preload/shapes/card.ts'
import { writingsOf } from './birthdayWritings.ts'

export interface Known {
  /** Days as YYYYMMDD: birthdays of the person, and of whoever else's are known. */
  readonly days: readonly string[]
  /** Parts of names in capital Latin letters. */
  readonly names: readonly string[]
}

/**
 * Why that new PIN is refused; undefined when it is not. Its form was judged before; the signing PIN is in capitals.
 * Municipal leaflets name birthday, telephone number, runs and repetitions; what a run is exactly is ours.
 */
export function weaknessOf(pin: CardPinName, typed: string, { days, names }: Known): WeakPin | undefined {
  return pin === 'signature' ? weakText(typed, days, names) : weakDigits(typed, days)
}

/** True when the PIN is a writing of one of these days. */
export function isBirthday(pin: CardPinName, typed: string, days: readonly string[]): boolean {
  const writings = days.map(writingsOf)
  if (pin !== 'signature') return writings.some(({ short }) => short.has(typed))
  const digits = typed.replaceAll(/\D/g, '')
  return writings.some(
    ({ short, long }) => short.has(digits) || [...long].some((one) => typed.includes(one) || digits.includes(one)),
  )
}

function weakDigits(typed: string, days: readonly string[]): WeakPin | undefined {
  if (isBirthday('authentication', typed, days)) return 'birthday'
  // Everybody's first guess is a year of birth.
  if (/^(19|20)\d\d$/.test(typed)) return 'year'
  if (new Set(typed).size <= 2) return 'repeated'
  if (isRun(typed)) return 'run'
  return columns.has(typed) ? 'keyboard' : undefined
}

/** Straight down or up the keys of a telephone or a keypad. */
const columns = new Set(['2580', '0852', '1470', '0741', '3690', '0963', '1478', '3698'])

/** Each character follows the one before, up or down; 9 and 0 are neighbours. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((character, index) => stepBetween(text[index] ?? '', character))
  return steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

function stepBetween(before: string, after: string): number {
  const step = after.charCodeAt(0) - before.charCodeAt(0)
  if (!/\d/.test(before) || !/\d/.test(after)) return step
  return step === -9 ? 1 : step === 9 ? -1 : step
}

const rows = ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM', '1234567890', '1QAZ2WSX3EDC4RFV5TGB6YHN7UJM']
const common = ['PASSWORD', 'PASSWD', 'PASS', 'MYNUMBER', 'MYNUMBERCARD', 'NUMBER', 'CARD', 'JPKI', 'TEFUDA', 'ADMIN']
const welcome = ['WELCOME', 'LETMEIN', 'SECRET', 'LOGIN', 'MASTER', 'NIPPON', 'JAPAN', 'TOKYO']

/** What is left when the guessable pieces are taken out must still be worth three characters. */
const leastLeft = 3

function weakText(typed: string, days: readonly string[], names: readonly string[]): WeakPin | undefined {
  if (isBirthday('signature', typed, days)) return 'birthday'
  if (isRepetition(typed)) return 'repeated'
  const judged = [
    [
      'name',
      without(
        typed,
        names.filter((name) => name.length >= 3),
      ),
    ],
    ['common', without(typed, [...common, ...welcome])],
    ['run', withoutPieces(typed, isRun)],
    ['keyboard', withoutPieces(typed, isOnRow)],
    ['repeated', withoutPieces(typed, (piece) => new Set(piece).size === 1)],
  ] as const
  for (const [reason, left] of judged) {
    // A name with a few digits behind it is the first thing tried.
    const worth = reason === 'name' || reason === 'common' ? left.replaceAll(/\d{1,4}$/g, '') : left
    if (left.length < typed.length && worth.length < leastLeft) return reason
  }
  return undefined
}

/** One piece, said again and again: A1A1A1, AB12AB12. */
function isRepetition(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length++)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text) return true
  return false
}

const isOnRow = (piece: string): boolean =>
  rows.some((row) => row.includes(piece) || [...row].reverse().join('').includes(piece))

/** The text without every longest piece, of three characters at least, that fits. */
function withoutPieces(text: string, fits: (piece: string) => boolean): string {
  let left = ''
  for (let at = 0; at < text.length; ) {
    let end = text.length
    while (end - at >= 3 && !fits(text.slice(at, end))) end--
    if (end - at >= 3) at = end
    else left += text[at++]
  }
  return left
}

function without(text: string, words: readonly string[]): string {
  return [...words].sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), text)
}
