// Passphrases: generating words, and judging what a person typed.
import { randomInt } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/japanese.js'
import { type MatchExtended, ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { toRomaji } from 'wanakana'
import { normalisedPassphrase } from './passphraseBytes.ts'

const wordCount = 6
/**
 * Guesses that a passphrase has to withstand, as a power of ten. One guess costs 128 MiB and about half a second of a
 * CPU (scrypt N=2^17, r=8); at 10,000 guesses a second, a room full of machines, 10^12 take more than three years.
 */
export const leastGuessesLog10 = 12

export interface GeneratedPassphrase {
  /** Six romanised words, a space between: what is typed. */
  readonly text: string
  /** The same words in kana, to read and remember. */
  readonly kana: string
}

let romanised: readonly { romaji: string; kana: string }[] | undefined
/** Worked out when first asked. */
function words() {
  romanised ??= romanisedWords()
  return romanised
}

/** Six random Japanese words: about 65 bits. */
export function generatePassphrase(): GeneratedPassphrase {
  const chosen = Array.from({ length: wordCount }, () => words()[randomInt(words().length)] ?? neverWord())
  return { text: chosen.map((word) => word.romaji).join(' '), kana: chosen.map((word) => word.kana).join(' ') }
}

const neverWord = (): never => {
  throw new Error('the list of words is empty')
}

/** How many words one is drawn from. */
export const wordChoices = (): number => words().length

/**
 * The list of BIP-39 in Hepburn letters. Left out: words that need an apostrophe, those under four letters, and those
 * that sound and look the same once romanised (づ and ず, long vowels).
 */
function romanisedWords(): { romaji: string; kana: string }[] {
  const all = wordlist.map((word) => {
    const kana = word.normalize('NFC')
    return { kana, romaji: toRomaji(kana) }
  })
  const seen = new Map<string, number>()
  const sound = (romaji: string) => romaji.replaceAll(/([aiueo])\1/g, '$1').replaceAll('ou', 'o')
  for (const { romaji } of all) seen.set(sound(romaji), (seen.get(sound(romaji)) ?? 0) + 1)
  return all.filter(({ romaji }) => /^[a-z]{4,}$/.test(romaji) && seen.get(sound(romaji)) === 1)
}

/** Why a passphrase is weak; the screens have a sentence for each in both languages. */
export type PassphraseAdvice =
  | 'longer'
  | 'common'
  | 'keyboard'
  | 'repeats'
  | 'sequences'
  | 'dates'
  | 'names'
  | 'useWords'

export interface PassphraseStrength {
  readonly strong: boolean
  /** Estimated guesses, as a power of ten. */
  readonly guessesLog10: number
  readonly advice: readonly PassphraseAdvice[]
}

/**
 * How well a passphrase would withstand guessing.
 *
 * @param context what others know of the person: name, family name, the product's name is added here
 */
export function passphraseStrength(text: string, context: readonly string[] = []): PassphraseStrength {
  // Judging takes time that grows with the square of the length; who types this much is past the bound anyway.
  const typed = normalisedPassphrase(text.slice(0, 500)).slice(0, 64)
  const known = [...context, ...context.map((word) => toRomaji(word)), 'tefuda', '手札', 'mynumber', 'maina']
  const parts = known.flatMap((word) => [word, ...word.split(/[\s　]+/)]).filter((word) => word.length > 1)
  // Kana are judged by how they sound: the attacker's lists are romanised too.
  const judged = [typed, toRomaji(typed).toLowerCase()].map((form) => judge().check(form.slice(0, 96), parts))
  const worst = judged.reduce((a, b) => (b.guessesLog10 < a.guessesLog10 ? b : a))
  const strong = worst.guessesLog10 >= leastGuessesLog10
  return { strong, guessesLog10: worst.guessesLog10, advice: strong ? [] : advice(worst.sequence, typed) }
}

let factory: ZxcvbnFactory | undefined
/** Made when first asked: reading the lists takes a tenth of a second. */
function judge(): ZxcvbnFactory {
  factory ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, kotoba: words().map((word) => word.romaji) },
    graphs: adjacencyGraphs,
    useLevenshteinDistance: false,
  })
  return factory
}

function advice(matches: readonly MatchExtended[], typed: string): PassphraseAdvice[] {
  const found = new Set<PassphraseAdvice>()
  for (const match of matches) {
    if (match.pattern === 'spatial') found.add('keyboard')
    if (match.pattern === 'repeat') found.add('repeats')
    if (match.pattern === 'sequence') found.add('sequences')
    if (match.pattern === 'date' || match.pattern === 'regex') found.add('dates')
    if (match.pattern === 'dictionary') found.add(match['dictionaryName'] === 'userInputs' ? 'names' : 'common')
  }
  if (typed.length < 16) found.add('longer')
  found.add('useWords')
  return [...found]
}
