// The recovery code: opens a drawer without card, passphrase or keychain. Printed, kept in a kitchen drawer, typed back.
import { randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 26 random symbols of 5 bits: 130 bits, far past any guessing, so no slow derivation is needed. */
const dataLength = 26
const checkLength = 2
const groupLength = 4

export interface RecoveryCode {
  /** Seven groups of four, as printed. */
  readonly text: string
  /** What opens the slot: the 26 symbols, one a byte. */
  readonly bytes: Uint8Array
}

/** A new random code. */
export function newRecoveryCode(): RecoveryCode {
  const symbols = randomBytes(dataLength).map((byte) => byte & 31)
  return { text: recoveryText(symbols), bytes: new Uint8Array(symbols) }
}

/** Seven groups of four, with their check. */
export function recoveryText(symbols: Uint8Array): string {
  const letters = symbolText(Uint8Array.of(...symbols, ...checkSymbols(symbols)))
  return (letters.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-')
}

/** Letters and figures of the alphabet, without a check. */
export const symbolText = (symbols: Uint8Array): string =>
  Array.from(symbols, (symbol) => alphabet.charAt(symbol)).join('')

/**
 * What was typed, as so many symbols; undefined when it is something else. Case, width (ＡＢＣ), spaces and hyphens do not
 * matter; O is read as 0, I and L as 1.
 *
 * @param typed UTF-8
 */
export function symbolsOf(typed: Uint8Array, length: number): Uint8Array | undefined {
  if (typed.length > mostTyped) return undefined
  const symbols = new Uint8Array(length)
  let count = 0
  for (const letter of lettersOf(typed)) {
    if (separator.test(letter)) continue
    const symbol = alphabet.indexOf(alike[letter] ?? letter)
    if (symbol < 0 || count >= length) {
      symbols.fill(0)
      return undefined
    }
    symbols[count++] = symbol
  }
  return count === length ? symbols : undefined
}

const separator = /^[\s\p{Pd}ー_.]$/u
const alike: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** One after the other, in capitals of usual width: a text of all of them would stay in memory, where nobody can wipe it. */
function* lettersOf(typed: Uint8Array): Generator<string> {
  const decoder = new TextDecoder()
  let at = 0
  while (at < typed.length) {
    const lead = typed[at] ?? 0
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    yield* decoder
      .decode(typed.subarray(at, at + length))
      .normalize('NFKC')
      .toUpperCase()
    at += length
  }
}

/** Full-width letters and separators make a text longer. */
const mostTyped = 1024

/**
 * What was typed, as the code's bytes; undefined when it is no recovery code. Case, width (ＡＢＣ), spaces and hyphens do
 * not matter; O is read as 0, I and L as 1.
 *
 * @param typed UTF-8
 */
export function parseRecoveryCode(typed: Uint8Array): Uint8Array | undefined {
  if (typed.length > 400) return undefined
  const symbols = symbolsOf(typed, dataLength + checkLength)
  if (symbols === undefined) return undefined
  const data = symbols.slice(0, dataLength)
  const holds = checkSymbols(data).every((symbol, index) => symbol === symbols[dataLength + index])
  symbols.fill(0)
  return holds ? data : undefined
}

/**
 * The two check symbols of a shortened Reed–Solomon code over GF(32): remainder of the data by (x − α)(x − α²). Its
 * distance is 3 over up to 31 symbols, so every one or two wrong symbols are caught, and with them every swap of two.
 *
 * @see Reed & Solomon 1960; x⁵ + x² + 1 as in BCH codes of length 31
 */
export function checkSymbols(data: Uint8Array): [number, number] {
  let [high, low] = [0, 0]
  for (const symbol of data) {
    const feedback = symbol ^ high
    high = low ^ times(feedback, generator1)
    low = times(feedback, generator0)
  }
  return [high, low]
}

/** Product in GF(2⁵) modulo x⁵ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 4; bit >= 0; bit--) {
    product <<= 1
    if ((product & 32) !== 0) product ^= 0b100101
    if (((b >> bit) & 1) === 1) product ^= a
  }
  return product
}

/** (x − 2)(x − 4) = x² + 6x + 8, α = 2. */
const generator1 = 2 ^ 4
const generator0 = times(2, 4)
