// Answers the wallet's questions for secrets: from a descriptor, from standard input, or by asking without echo.
import type { Verdict } from '../../preload/secretContract.ts'
import { assertNever, type Failure, fail } from '../failure.ts'
import type { AskSecret, SecretQuestion } from '../ports.ts'
import { judgeSecret, newSecret } from '../secretRules.ts'
import { NotUnderstood, type SecretSources } from './parse.ts'
import type { Sentences } from './sentences.ts'
import type { Terminal } from './terminal.ts'

type Bytes = Uint8Array<ArrayBuffer>

export interface SecretsGiven {
  readonly ask: AskSecret
  /** The recovery code that a new drawer was born with: known here because it has to be given to the person. */
  recoveryCode(): string | undefined
  /** Why the person could not even be asked. */
  problem(): NotUnderstood | undefined
  /** Forgets everything. */
  wipe(): void
}

export interface SecretOptions {
  readonly sources: SecretSources
  readonly terminal: Terminal
  readonly sentences: Sentences
  /** The person says that they know the PIN, though one try is left. */
  readonly lastTry: boolean
}

/**
 * The AskSecret port of the command line. One PIN entry serves one command: what was typed is kept until the command has
 * ended, for a second question of the same command (opening the drawer, then logging in), and only while the card's tries
 * have not become fewer since.
 */
export function secretsFor({ sources, terminal, sentences, lastTry }: SecretOptions): SecretsGiven {
  let code: string | undefined
  let problem: NotUnderstood | undefined
  let pin: { bytes: Uint8Array; triesLeft: number } | undefined
  const judged = async (question: SecretQuestion, secret: Bytes, confirmedLastTry: boolean): Promise<Bytes> => {
    const verdict = await judgeSecret(question, { secret, confirmedLastTry })
    return verdict.accepted ? secret : fail(refusal(question, verdict.because))
  }

  async function answer(question: SecretQuestion, signal: AbortSignal | undefined): Promise<Uint8Array> {
    switch (question.kind) {
      case 'pin': {
        if (pin !== undefined && question.triesLeft >= pin.triesLeft) return Uint8Array.from(pin.bytes)
        const given = await fromSource(sources.pin)
        const typed = given ?? (await askPin(question, signal))
        pin = { bytes: Uint8Array.from(typed), triesLeft: question.triesLeft }
        return given === undefined ? typed : judged(question, given, lastTry)
      }
      case 'passphrase':
        return (await fromSource(sources.passphrase)) ?? (await hidden(sentences.passphrase(question.person), signal))
      case 'newPassphrase': {
        const given = await fromSource(sources.passphrase)
        return given === undefined ? askNewPassphrase(question, signal) : judged(question, given, false)
      }
      case 'recoveryShow':
        code = question.code
        return terminal.interactive ? typedBack(question, signal) : new TextEncoder().encode(question.code)
      case 'recoveryCode': {
        const given = await fromSource(sources.recovery)
        return judged(question, given ?? (await shown(sentences.recoveryCode, signal)), false)
      }
      default:
        return assertNever(question)
    }
  }

  async function fromSource(source: SecretSources[keyof SecretSources]): Promise<Bytes | undefined> {
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

  /** Asked again while the text cannot be the PIN: nothing was sent. */
  async function askPin(question: Extract<SecretQuestion, { kind: 'pin' }>, signal: AbortSignal | undefined) {
    for (;;) {
      const secret = await hidden(sentences.pin(question), signal)
      const verdict = await judgeSecret(question, { secret, confirmedLastTry: lastTry })
      if (verdict.accepted) return secret
      if (verdict.because !== 'lastTry') {
        terminal.note(sentences.refused[verdict.because])
        continue
      }
      const sure = await terminal.ask(`${sentences.refused.lastTry} [y/N] `, false, signal)
      if (/^(y|yes|はい)$/i.test(new TextDecoder().decode(sure).trim())) return secret
      secret.fill(0)
      fail({ code: 'card.lastTry' })
    }
  }

  async function askNewPassphrase(question: SecretQuestion, signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (terminal.interactive) terminal.note(sentences.suggestion(await newSecret()))
    for (;;) {
      const first = await hidden(sentences.newPassphrase, signal)
      const verdict = await judgeSecret(question, { secret: first, confirmedLastTry: false })
      if (!verdict.accepted) {
        terminal.note(sentences.refused[verdict.because])
        continue
      }
      const second = await hidden(sentences.again, signal)
      const same = Buffer.compare(first, second) === 0
      second.fill(0)
      if (same) return first
      terminal.note(sentences.notSame)
    }
  }

  async function typedBack(
    question: Extract<SecretQuestion, { kind: 'recoveryShow' }>,
    signal: AbortSignal | undefined,
  ) {
    terminal.note(sentences.recoveryShow(question.code))
    for (;;) {
      const secret = await shown(sentences.typeBack, signal)
      if ((await judgeSecret(question, { secret, confirmedLastTry: false })).accepted) return secret
      terminal.note(sentences.refused.notTypedBack)
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
    wipe() {
      pin?.bytes.fill(0)
      pin = undefined
    },
  }
}

type Because = Extract<Verdict, { accepted: false }>['because']

/** The failure for an answer that nobody can correct, because it did not come from a person at a terminal. */
function refusal(question: SecretQuestion, because: Because): Failure {
  switch (because) {
    case 'form':
      return question.kind === 'pin' ? { code: 'card.pinForm' } : { code: 'drawer.wrongKey' }
    case 'weak':
      return { code: 'passphrase.weak' }
    case 'notTypedBack':
      return { code: 'recovery.notTypedBack' }
    case 'lastTry':
      return { code: 'card.lastTry' }
    default:
      return assertNever(because)
  }
}
