// Answers the wallet's questions for secrets: from a descriptor, from standard input, or by asking at a terminal.
import type { Verdict } from '../../preload/secretContract.ts'
import { assertNever, type Failure, fail } from '../failure.ts'
import type { AskSecret, PinName, SecretQuestion } from '../ports.ts'
import { judgeSecret, newSecret } from '../secretRules.ts'
import { askAtTerminal } from './askAtTerminal.ts'
import { NotUnderstood } from './notUnderstood.ts'
import type { SecretSources } from './parse/common.ts'
import type { Sentences } from './sentences.ts'
import type { Terminal } from './terminal.ts'
import { whichSource } from './whichSource.ts'

type Bytes = Uint8Array<ArrayBuffer>

export interface SecretsGiven {
  readonly ask: AskSecret
  /** The recovery code that a new drawer was born with: known here because it has to be given to the person. */
  recoveryCode(): string | undefined
  /** Shares that were made for paper, where nobody at a terminal has seen them. */
  shares(): readonly ShownShare[]
  /** Why the person could not even be asked. */
  problem(): NotUnderstood | undefined
  /** Forgets everything. */
  wipe(): void
}

export interface ShownShare {
  /** '': it stays with the owner. */
  readonly holder: string
  readonly share: string
}

export interface SecretOptions {
  readonly sources: SecretSources
  readonly terminal: Terminal
  readonly sentences: Sentences
  /** The person says that they know the PIN, though one try is left. */
  readonly lastTry: boolean
  /** Which PIN the given one is. Without it: the one that is asked first. */
  readonly pin?: PinName
}

/**
 * The AskSecret port of the command line. One PIN entry serves one command: what was typed is kept until the command has
 * ended, for a second question for the same PIN (opening the drawer, then logging in), and only while the card's tries
 * have not become fewer since. It is never an answer to a question for another PIN.
 */
export function secretsFor({ sources, terminal, sentences, lastTry, pin: about }: SecretOptions): SecretsGiven {
  let code: string | undefined
  let problem: NotUnderstood | undefined
  const shownShares: ShownShare[] = []
  const typedPins: TypedPin[] = []
  const asking = askAtTerminal(terminal, sentences, lastTry)
  const from = whichSource(sources, about)

  async function lineOf(source: SecretSources['pin']): Promise<Bytes | undefined> {
    if (source === undefined) return undefined
    return terminal.readLine('fd' in source ? source.fd : 0)
  }
  const judged = async (question: SecretQuestion, secret: Bytes, confirmedLastTry = false): Promise<Bytes> => {
    const verdict = await judgeSecret(question, { secret, confirmedLastTry })
    return verdict.accepted ? secret : fail(refusal(question, verdict))
  }

  /** The same PIN of the same card once more, while its tries have not become fewer; else from its source, or typed. */
  async function pinFor(question: PinQuestion, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const { pin, person, triesLeft } = question
    const typedBefore = typedPins.filter((typed) => typed.pin === pin)
    // Never to the card of somebody else.
    const before = typedBefore.find((typed) => typed.person === person)
    if (before !== undefined && triesLeft >= before.triesLeft) return Uint8Array.from(before.bytes)
    const line = before === undefined ? await lineOf(from.pin(pin, typedBefore.length > 0)) : undefined
    const typed = line ?? (await asking.pin(question, signal))
    before?.bytes.fill(0)
    const place = before === undefined ? typedPins.length : typedPins.indexOf(before)
    typedPins.splice(place, 1, { pin, bytes: Uint8Array.from(typed), triesLeft, person })
    return line === undefined ? typed : judged(question, line, lastTry)
  }

  async function answer(question: SecretQuestion, signal: AbortSignal | undefined): Promise<Uint8Array> {
    switch (question.kind) {
      case 'pin':
        return pinFor(question, signal)
      case 'newPin': {
        const line = await lineOf(sources.newPin)
        return line === undefined ? asking.twice(question, sentences.newPin(question), signal) : judged(question, line)
      }
      case 'checkNumberB': {
        const line = await lineOf(sources.number)
        return line === undefined ? asking.pin(question, signal) : judged(question, line, lastTry)
      }
      case 'passphrase': {
        const text = question.backup === true ? sentences.backupPassphrase : sentences.passphrase(question.person)
        return (await lineOf(from.passphrase(question))) ?? asking.hidden(text, signal)
      }
      case 'newPassphrase': {
        const line = await lineOf(from.newPassphrase(question))
        if (line !== undefined) return judged(question, line)
        if (terminal.interactive) terminal.note(sentences.suggestion(await newSecret()))
        const text = question.backup === true ? sentences.newBackupPassphrase : sentences.newPassphrase
        return asking.twice(question, text, signal)
      }
      case 'recoveryShow':
        code = question.code
        return terminal.interactive ? asking.typedBack(question, signal) : new TextEncoder().encode(question.code)
      case 'recoveryCode': {
        const line = await lineOf(sources.recovery)
        const text = question.backup === true ? sentences.backupRecoveryCode : sentences.recoveryCode
        return judged(question, line ?? (await asking.shown(text, signal)))
      }
      case 'shareShow':
        if (terminal.interactive) return asking.typedBack(question, signal)
        shownShares.push({ holder: question.holder ?? '', share: question.share })
        return new TextEncoder().encode(question.share)
      case 'shareKept':
        if (terminal.interactive) terminal.note(question.share)
        else shownShares.push({ holder: '', share: question.share })
        return new TextEncoder().encode(question.share)
      case 'share': {
        const line = await lineOf(sources.shares?.[question.place - 1])
        return judged(question, line ?? (await asking.shown(sentences.share(question.place), signal)))
      }
      default:
        return assertNever(question)
    }
  }

  return {
    // To the wallet this is a person who gave no answer; the command line tells the reason.
    ask: (question, signal) =>
      answer(question, signal).catch((error: unknown) => {
        if (!(error instanceof NotUnderstood)) throw error
        problem = error
        return fail({ code: 'app.cancelled' }, error)
      }),
    problem: () => problem,
    recoveryCode: () => code,
    shares: () => shownShares,
    wipe() {
      for (const { bytes } of typedPins.splice(0)) bytes.fill(0)
    },
  }
}

interface TypedPin {
  readonly pin: PinName
  readonly bytes: Uint8Array
  readonly triesLeft: number
  /** Whose card it was typed for. */
  readonly person: string | undefined
}

type Refused = Extract<Verdict, { accepted: false }>
type PinQuestion = Extract<SecretQuestion, { kind: 'pin' }>

/** The failure for an answer that nobody can correct, because it did not come from a person at a terminal. */
function refusal(question: SecretQuestion, refused: Refused): Failure {
  switch (refused.because) {
    case 'form':
      if (question.kind === 'share' || question.kind === 'shareShow') return { code: 'recovery.shareWrong' }
      if (question.kind === 'recoveryCode' && question.backup === true) return { code: 'backup.wrongKey' }
      return question.kind === 'recoveryCode' ? { code: 'drawer.wrongKey' } : { code: 'card.pinForm' }
    case 'weakPin':
      return { code: 'card.newPinWeak', weakness: refused.reason }
    case 'weak':
      return { code: 'passphrase.weak' }
    case 'notTypedBack':
      return { code: 'recovery.notTypedBack' }
    case 'lastTry':
      return { code: 'card.lastTry' }
    case 'shareLine':
      return { code: 'recovery.shareWrong' }
    case 'shareOther':
      return { code: 'recovery.shareOther' }
    case 'shareOld':
      return { code: 'recovery.shareOld' }
    case 'shareSame':
      return { code: 'recovery.sharesAlike' }
    default:
      return assertNever(refused)
  }
}
