// What makes an answer to a secret's question acceptable, before it touches card or drawer.
import type { SecretAnswer, Strength, Verdict } from '../preload/secretContract.ts'
import { checkNumberB, fitsForm } from './card/pin.ts'
import { weaknessOf } from './card/weakPin.ts'
import type { PassphraseAdvice } from './drawer/passphrase.ts'
import { parseRecoveryCode } from './drawer/recoveryCode.ts'
import { sameBytes } from './drawer/seal.ts'
import type { SecretQuestion } from './ports.ts'
import { faultOf, parseShare, type ShareFault, sameShare } from './recovery/share.ts'

const accepted: Verdict = { accepted: true }

/** Judges what was typed; a refusal has spent nothing. The recovery code must be typed back as it was shown. */
export async function judgeSecret(question: SecretQuestion, answer: SecretAnswer): Promise<Verdict> {
  switch (question.kind) {
    case 'pin':
      if (!fitsForm(question.pin, answer.secret)) return { accepted: false, because: 'form' }
      return atLastTry(question, answer)
    case 'newPin':
      return judgeNewPin(question, answer.secret)
    case 'checkNumberB':
      return checkNumberB.input.form.test(Buffer.from(answer.secret).toString('latin1'))
        ? atLastTry(question, answer)
        : { accepted: false, because: 'form' }
    case 'passphrase':
      return accepted
    case 'newPassphrase':
      return (await secretStrength(new TextDecoder().decode(answer.secret), question)).strong
        ? accepted
        : { accepted: false, because: 'weak' }
    case 'recoveryShow':
      return sameCode(answer.secret, new TextEncoder().encode(question.code))
        ? accepted
        : { accepted: false, because: 'notTypedBack' }
    case 'recoveryCode':
      return parseRecoveryCode(answer.secret) === undefined ? { accepted: false, because: 'form' } : accepted
    case 'shareShow':
      return judgeCopy(answer.secret, new TextEncoder().encode(question.share))
    case 'shareKept':
      return accepted
    case 'share':
      return judgeShare(question, answer.secret)
  }
}

function atLastTry({ triesLeft }: { triesLeft: number }, { confirmedLastTry }: SecretAnswer): Verdict {
  return triesLeft <= 1 && !confirmedLastTry ? { accepted: false, because: 'lastTry' } : accepted
}

async function judgeNewPin(
  { pin, person, old, known }: Extract<SecretQuestion, { kind: 'newPin' }>,
  typed: Uint8Array,
): Promise<Verdict> {
  if (!fitsForm(pin, typed)) return { accepted: false, because: 'form' }
  const text = pinText(typed)
  const names = person === undefined ? [] : await latinNames(person)
  const reason = text === pinText(old) ? 'same' : weaknessOf(pin, text, { days: known, names })
  return reason === undefined ? accepted : { accepted: false, because: 'weakPin', reason }
}

/** As it is sent to the card: letters as capitals. */
const pinText = (typed: Uint8Array): string => Buffer.from(typed).toString('latin1').toUpperCase()

/** The parts of a name in capital Latin letters, as far as it is written in kana or letters. */
async function latinNames(person: string): Promise<string[]> {
  const { toRomaji } = await import('wanakana')
  return toRomaji(person.normalize('NFKC'))
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((part) => part !== '')
}

function sameCode(typed: Uint8Array, shown: Uint8Array): boolean {
  const [a, b] = [parseRecoveryCode(typed), parseRecoveryCode(shown)]
  return a !== undefined && b !== undefined && Buffer.from(a).equals(b)
}

/** The share as it was shown. */
function judgeCopy(typed: Uint8Array, shown: Uint8Array): Verdict {
  const [back, share] = [parseShare(typed), parseShare(shown)]
  if (!('share' in back)) return unreadable(back)
  return 'share' in share && sameBytes(back.share, share.share)
    ? accepted
    : { accepted: false, because: 'notTypedBack' }
}

function judgeShare({ making, first }: Extract<SecretQuestion, { kind: 'share' }>, typed: Uint8Array): Verdict {
  const parsed = parseShare(typed)
  if (!('share' in parsed)) return unreadable(parsed)
  const fault = first !== undefined && sameShare(parsed.share, first) ? 'same' : faultOf(parsed.share, making)
  parsed.share.fill(0)
  return fault === undefined ? accepted : { accepted: false, because: shareFaults[fault] }
}

const shareFaults = {
  damaged: 'form',
  otherDrawer: 'shareOther',
  otherMaking: 'shareOld',
  same: 'shareSame',
} as const satisfies Record<ShareFault, Verdict extends infer V ? (V extends { because: infer B } ? B : never) : never>

const unreadable = ({ wrongLine }: { readonly wrongLine: number | undefined }): Verdict =>
  wrongLine === undefined
    ? { accepted: false, because: 'form' }
    : { accepted: false, because: 'shareLine', line: wrongLine }

const firstAdvice: Record<PassphraseAdvice, Strength['advice']> = {
  common: 'common',
  names: 'name',
  keyboard: 'pattern',
  repeats: 'pattern',
  sequences: 'pattern',
  dates: 'pattern',
  longer: 'tooShort',
  useWords: 'guessable',
}

/** The strength of a new passphrase, with the first thing that would make it better. */
export async function secretStrength(text: string, question: SecretQuestion): Promise<Strength> {
  if (text.trim() === '') return { strong: false, advice: 'empty' }
  const known = 'person' in question && question.person !== undefined ? [question.person] : []
  const { passphraseStrength } = await passphrases()
  const { strong, advice } = passphraseStrength(text, known)
  return strong ? { strong, advice: 'good' } : { strong, advice: firstAdvice[advice[0] ?? 'useWords'] }
}

export const newSecret = async (): Promise<string> => (await passphrases()).generatePassphrase().text

/** Its lists of words are read when somebody chooses a passphrase, not at every start. */
const passphrases = () => import('./drawer/passphrase.ts')
