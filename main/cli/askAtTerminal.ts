// Asks for secrets at a terminal: what is typed is judged at once, and asked again while it cannot be it.
import { fail } from '../failure.ts'
import type { SecretQuestion } from '../ports.ts'
import { judgeSecret } from '../secretRules.ts'
import { NotUnderstood } from './notUnderstood.ts'
import type { Sentences } from './sentences.ts'
import type { Terminal } from './terminal.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Question<K extends SecretQuestion['kind']> = Extract<SecretQuestion, { kind: K }>

export interface TerminalAsking {
  /** Without an echo. @throws NotUnderstood where nobody can be asked */
  hidden(text: string, signal: AbortSignal | undefined): Promise<Bytes>
  /** What is no secret to who sits there, because it is copied from paper. @throws NotUnderstood where nobody can be asked */
  shown(text: string, signal: AbortSignal | undefined): Promise<Bytes>
  /** Asked again while the text cannot be it: nothing was sent. @throws card.lastTry */
  pin(question: Question<'pin' | 'checkNumberB'>, signal: AbortSignal | undefined): Promise<Bytes>
  /** A new PIN or passphrase, until it is good and the same twice. */
  twice(question: Question<'newPin' | 'newPassphrase'>, text: string, signal: AbortSignal | undefined): Promise<Bytes>
  /** Shows something to be written down, until it is typed back. */
  typedBack(question: Question<'recoveryShow' | 'shareShow'>, signal: AbortSignal | undefined): Promise<Bytes>
}

/** @param lastTry the person says that they know the PIN, though one try is left */
export function askAtTerminal(terminal: Terminal, sentences: Sentences, lastTry: boolean): TerminalAsking {
  async function ask(text: string, secret: boolean, signal: AbortSignal | undefined): Promise<Bytes> {
    if (!terminal.interactive) throw new NotUnderstood(sentences.noTerminal)
    return terminal.ask(`${text}: `, secret, signal)
  }
  const hidden: TerminalAsking['hidden'] = (text, signal) => ask(text, true, signal)
  const shown: TerminalAsking['shown'] = (text, signal) => ask(text, false, signal)

  return {
    hidden,
    shown,
    async pin(question, signal) {
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
    },
    async twice(question, text, signal) {
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
    },
    async typedBack(question, signal) {
      terminal.note(
        question.kind === 'recoveryShow' ? sentences.recoveryShow(question.code) : sentences.shareShow(question),
      )
      for (;;) {
        const secret = await shown(sentences.typeBack, signal)
        const verdict = await judgeSecret(question, { secret, confirmedLastTry: false })
        if (verdict.accepted) return secret
        terminal.note(sentences.refused(verdict))
      }
    },
  }
}
