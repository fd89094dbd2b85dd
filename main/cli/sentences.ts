// What the command line says, in both languages. Failures have their own sentences (preload/text).
import type { Verdict } from '../../preload/secretContract.ts'
import type { SecretQuestion } from '../ports.ts'
import { en } from './sentences.en.ts'
import { ja } from './sentences.ja.ts'

type Refused = Extract<Verdict, { accepted: false }>
type Question<K extends SecretQuestion['kind']> = Extract<SecretQuestion, { kind: K }>

export interface Sentences {
  pin(question: Question<'pin'>): string
  newPin(question: Question<'newPin'>): string
  checkNumber(question: Question<'checkNumberB'>): string
  passphrase(person: string): string
  newPassphrase: string
  backupPassphrase: string
  newBackupPassphrase: string
  backupRecoveryCode: string
  again: string
  notSame: string
  suggestion(words: string): string
  recoveryCode: string
  recoveryShow(code: string): string
  shareShow(question: Question<'shareShow'>): string
  share(place: 1 | 2): string
  /** Before what cannot be taken back easily. */
  sure: string
  typeBack: string
  refused(refused: Refused): string
  noTerminal: string
  /** After --my-card. */
  remembered: string
  /** Progress, by step of the wallet's work. */
  steps: Readonly<Record<string, string>>
  labels: Record<Label, string>
  acceptOffer: string
  chooseOption: string
  nothingSent: string
  sentTo(verifier: string): string
  namePerson(names: readonly string[]): string
  nobody: string
  practiceBand: string
}

type Label =
  | 'reader'
  | 'empty'
  | 'atr'
  | 'card'
  | 'tries'
  | 'authentication'
  | 'signature'
  | 'input'
  | 'locked'
  | 'absent'
  | 'present'
  | 'certificate'
  | 'signatureCertificate'
  | 'validUntil'
  | 'expired'
  | 'clockBehind'
  | 'unknownCard'
  | 'withoutPins'
  | 'phone'
  | 'loggedIn'
  | 'until'
  | 'issuer'
  | 'received'
  | 'attributes'
  | 'verifier'
  | 'purpose'
  | 'option'
  | 'least'
  | 'valid'
  | 'invalid'
  | 'recoveryCode'
  | 'opensBy'
  | 'byCard'
  | 'byPassphrase'
  | 'byRecovery'
  | 'byMandate'
  | 'byFamily'
  | 'remedy'
  | 'fine'

/** Why what was given cannot be it, where no more than the reason is told. */
export type Refusals = Readonly<Record<Exclude<Refused['because'], 'weakPin' | 'shareLine'>, string>>

export const sentences: Readonly<Record<'ja' | 'en', Sentences>> = { ja, en }

/** The language of the command line: --lang, else the locale, else Japanese. */
export function languageOf(
  asked: 'ja' | 'en' | undefined,
  env: Readonly<Record<string, string | undefined>>,
): 'ja' | 'en' {
  if (asked !== undefined) return asked
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'ja'
  return locale.startsWith('ja') ? 'ja' : 'en'
}
