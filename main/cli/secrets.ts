// Answers the wallet's questions for secrets: from a descriptor, from standard input, or by asking without echo.
import type { Verdict } from '../../preload/secretContract.ts'
import { assertNever, type Failure, fail } from '../failure.ts'
import type { AskSecret, PinName, SecretQuestion } from '../ports.ts'
import { judgeSecret, newSecret } from '../secretRules.ts'
import { NotUnderstood } from './notUnderstood.ts'
import type { SecretSources } from './parse/common.ts'
import type { Sentences } from './sentences.ts'
import type { Terminal } from './terminal.ts'

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
  let given = about
  const judged = async (question: SecretQuestion, secret: Bytes, confirmedLastTry: boolean): Promise<Bytes> => {
    const verdict = await judgeSecret(question, { secret, confirmedLastTry })
    return verdict.accepted ? secret : fail(refusal(question, verdict))
  }

  async function answer(question: SecretQuestion, signal: AbortSignal | undefined): Promise<Uint8Array> {
    switch (question.kind) {
      case 'pin': {
        const typedBefore = typedPins.filter(({ pin }) => pin === question.pin)
        // Never to the card of somebody else.
        const before = typedBefore.find(({ person }) => person === question.person)
        if (before !== undefined && question.triesLeft >= before.triesLeft) return Uint8Array.from(before.bytes)
        const line =
          before === undefined ? await fromSource(pinSource(question.pin, typedBefore.length > 0)) : undefined
        const typed = line ?? (await askPin(question, signal))
        const { pin, person, triesLeft } = question
        before?.bytes.fill(0)
        const bytes = Uint8Array.from(typed)
        typedPins.splice(before === undefined ? typedPins.length : typedPins.indexOf(before), 1, {
          pin,
          bytes,
          triesLeft,
          person,
        })
        return line === undefined ? typed : judged(question, line, lastTry)
      }
      case 'newPin': {
        const line = await fromSource(sources.newPin)
        return line === undefined
          ? askTwice(question, sentences.newPin(question), signal)
          : judged(question, line, false)
      }
      case 'checkNumberB': {
        const line = await fromSource(sources.number)
        return line === undefined ? askPin(question, signal) : judged(question, line, lastTry)
      }
      case 'passphrase':
        return (
          (await fromSource(passphraseSource(question))) ??
          (await hidden(
            question.backup === true ? sentences.backupPassphrase : sentences.passphrase(question.person),
            signal,
          ))
        )
      case 'newPassphrase': {
        const line = await fromSource(newPassphraseSource(question))
        if (line !== undefined) return judged(question, line, false)
        if (terminal.interactive) terminal.note(sentences.suggestion(await newSecret()))
        return askTwice(
          question,
          question.backup === true ? sentences.newBackupPassphrase : sentences.newPassphrase,
          signal,
        )
      }
      case 'recoveryShow':
        code = question.code
        return terminal.interactive ? typedBack(question, signal) : new TextEncoder().encode(question.code)
      case 'recoveryCode': {
        const line = await fromSource(sources.recovery)
        const asked = question.backup === true ? sentences.backupRecoveryCode : sentences.recoveryCode
        return judged(question, line ?? (await shown(asked, signal)), false)
      }
      case 'shareShow':
        if (terminal.interactive) return typedBack(question, signal)
        shownShares.push({ holder: question.holder ?? '', share: question.share })
        return new TextEncoder().encode(question.share)
      case 'shareKept':
        if (terminal.interactive) terminal.note(question.share)
        else shownShares.push({ holder: '', share: question.share })
        return new TextEncoder().encode(question.share)
      case 'share': {
        const line = await fromSource(sources.shares?.[question.place - 1])
        return judged(question, line ?? (await shown(sentences.share(question.place), signal)), false)
      }
      default:
        return assertNever(question)
    }
  }

  /** A backup's passphrase is never the drawer's. */
  /** The first person whose passphrase was asked for is who opens the drawer; another one is who is to act for them. */
  let opens: string | undefined
  const passphraseSource = ({ backup, person }: { backup?: boolean; person: string }) => {
    if (backup === true) return sources.backupPassphrase
    opens ??= person
    return opens === person ? sources.passphrase : sources.agentPassphrase
  }

  /** @param other the same PIN was typed for somebody else's card before */
  function pinSource(pin: PinName, other: boolean): SecretSources['pin'] {
    if (other) return sources.otherPin
    const own = ownSource(pin)
    if (own !== undefined) return own
    given ??= pin
    return given === pin ? sources.pin : undefined
  }

  /** Some PINs have a source of their own, beside that of the one that is asked first. */
  const ownSource = (pin: PinName): SecretSources['pin'] =>
    pin === 'licence2' ? sources.secondPin : pin === 'signature' ? sources.signaturePin : undefined

  const newPassphraseSource = (question: { backup?: boolean }) =>
    question.backup === true ? sources.backupPassphrase : (sources.newPassphrase ?? sources.passphrase)

  async function fromSource(source: SecretSources['pin']): Promise<Bytes | undefined> {
    if (source === undefined) return undefined
    return terminal.readLine('fd' in source ? source.fd : 0)
  }

  /** @throws NotUnderstood where nobody can be asked */
  async function hidden(text: string, signal: AbortSignal | undefined): Promise<Bytes> {
    if (!terminal.interactive) throw new NotUnderstood(sentences.noTerminal)
    return terminal.ask(`${text}: `, true, signal)
  }
  async function shown(text: string, signal: AbortSignal | undefined): Promise<Bytes> {
    if (!terminal.interactive) throw new NotUnderstood(sentences.noTerminal)
    return terminal.ask(`${text}: `, false, signal)
  }

  /** Asked again while the text cannot be it: nothing was sent. */
  async function askPin(question: PinQuestion | CheckQuestion, signal: AbortSignal | undefined): Promise<Bytes> {
    for (;;) {
      const secret =
        question.kind === 'pin'
          ? await hidden(sentences.pin(question), signal)
          : // Copied from the card's face, where everybody can read it.
            await shown(sentences.checkNumber(question), signal)
      const verdict = await judgeSecret(question, { secret, confirmedLastTry: lastTry })
      if (verdict.accepted) return secret
      if (verdict.because !== 'lastTry') {
        terminal.note(sentences.refused(verdict))
        continue
      }
      const sure = await terminal.ask(`${sentences.refused(verdict)} [y/N] `, false, signal)
      if (/^(y|yes|はい)$/i.test(new TextDecoder().decode(sure).trim())) return secret
      secret.fill(0)
      fail({ code: 'card.lastTry' })
    }
  }

  /** A new PIN or passphrase, until it is good and the same twice. */
  async function askTwice(question: NewQuestion, text: string, signal: AbortSignal | undefined): Promise<Bytes> {
    for (;;) {
      const first = await hidden(text, signal)
      const verdict = await judgeSecret(question, { secret: first, confirmedLastTry: false })
      if (!verdict.accepted) {
        first.fill(0)
        terminal.note(sentences.refused(verdict))
        continue
      }
      const second = await hidden(sentences.again, signal)
      const same = Buffer.compare(first, second) === 0
      second.fill(0)
      if (same) return first
      first.fill(0)
      terminal.note(sentences.notSame)
    }
  }

  async function typedBack(
    question: Extract<SecretQuestion, { kind: 'recoveryShow' | 'shareShow' }>,
    signal: AbortSignal | undefined,
  ) {
    terminal.note(
      question.kind === 'recoveryShow' ? sentences.recoveryShow(question.code) : sentences.shareShow(question),
    )
    for (;;) {
      const secret = await shown(sentences.typeBack, signal)
      const verdict = await judgeSecret(question, { secret, confirmedLastTry: false })
      if (verdict.accepted) return secret
      terminal.note(sentences.refused(verdict))
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
type CheckQuestion = Extract<SecretQuestion, { kind: 'checkNumberB' }>
type NewQuestion = Extract<SecretQuestion, { kind: 'newPin' | 'newPassphrase' }>

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
