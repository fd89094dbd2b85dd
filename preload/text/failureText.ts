// What a person is told about a failure, in their language; used by the wallet window, the secret window and the command line.
import type { Failure, FailureCode } from '../failure.ts'
import { en } from './failures.en.ts'
import { ja } from './failures.ja.ts'
import { withoutRuby } from './ruby.ts'

/** Sentences may carry readings, see ruby.ts. */
export interface FailureText {
  readonly title: string
  /** What happened, and what did not. */
  readonly what: string
  /** What the person can do now. */
  readonly remedy: string
}

/** One entry for each code; a missing one does not compile. */
export type FailureTexts = {
  readonly [C in FailureCode]: FailureText | ((failure: Extract<Failure, { code: C }>) => FailureText)
}

const texts: Record<'ja' | 'en', FailureTexts> = { ja, en }

/** The sentences for that failure, with readings. */
export function failureText(failure: Failure, language: 'ja' | 'en'): FailureText {
  // The entry under a code takes the failure with that code: FailureTexts says so, but the index forgets it.
  const entry = texts[language][failure.code] as FailureText | ((failure: Failure) => FailureText) | undefined
  if (entry === undefined) return failureText({ code: 'app.unexpected', incident: failure.code }, language)
  return typeof entry === 'function' ? entry(failure) : entry
}

/** The same without readings, for the command line and for names of controls. */
export function plainFailureText(failure: Failure, language: 'ja' | 'en'): FailureText {
  const { title, what, remedy } = failureText(failure, language)
  return { title: withoutRuby(title), what: withoutRuby(what), remedy: withoutRuby(remedy) }
}

/** The title for a code alone, as the ledger keeps it: without what the failure knew. The code itself when it is unknown. */
export function failureTitle(code: string, language: 'ja' | 'en'): string {
  if (!Object.hasOwn(texts[language], code)) return code
  const unknowing = {
    code,
    triesLeft: 1,
    missing: [],
    attributes: [],
    name: '',
    reason: '',
    detail: '',
    rule: '',
    step: '',
    incident: '',
    most: 0,
    until: '',
  }
  return failureText({ ...unknowing, endedAt: '1970-01-01T00:00:00Z' } as unknown as Failure, language).title
}
