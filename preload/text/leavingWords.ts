// What was erased and what was not: on the screen, at the command line and in the saved report. See ruby.ts for readings.
import type { ErasedThing, LeftThing } from '../shapes/leaving.ts'
import { leavingEn } from './leavingWords.en.ts'
import { leavingJa } from './leavingWords.ja.ts'

export interface LeavingWords {
  readonly personTitle: (name: string) => string
  readonly pcTitle: string
  readonly at: (when: string) => string
  readonly erasedTitle: string
  readonly leftTitle: string
  readonly leftLead: string
  readonly erased: Readonly<Record<ErasedThing['what'], (count: number) => string>>
  /** What is left, and what to do about it. */
  readonly left: Readonly<Record<LeftThing['what'], (names: readonly string[]) => { what: string; todo: string }>>
}

export const leavingWords: Readonly<Record<'ja' | 'en', LeavingWords>> = { ja: leavingJa, en: leavingEn }

/** What is typed to take everything off this PC; either is taken, whatever the language. */
export const disposalWord: Readonly<Record<'ja' | 'en', string>> = { ja: 'すべて消す', en: 'erase everything' }
