// Hands what was typed to main, once, as bytes that are wiped afterwards; keeps the refusal when there is one.
import { useState } from 'react'
import type { Verdict } from '../../preload/secretContract.ts'
import { useText } from '../text/TextContext.tsx'

export function useAnswer() {
  const { text } = useText()
  const [refused, setRefused] = useState<Extract<Verdict, { accepted: false }>>()
  const [sending, setSending] = useState(false)

  /** True when main took it; main closes the window then. */
  const answer = async (typed: string, confirmedLastTry = false): Promise<boolean> => {
    if (sending) return false
    setSending(true)
    const secret = new TextEncoder().encode(typed)
    try {
      const verdict = await window.secret.answer({ secret, confirmedLastTry })
      setRefused(verdict.accepted ? undefined : verdict)
      return verdict.accepted
    } finally {
      secret.fill(0)
      setSending(false)
    }
  }
  /** Why main did not take it, as a sentence. */
  const refusal =
    refused === undefined
      ? undefined
      : refused.because === 'weakPin'
        ? text.pinCare.secret.weak[refused.reason]
        : refused.because === 'shareLine'
          ? text.recovery.secret.line(refused.line)
          : { ...text.secret.refused, ...text.recovery.secret.refused }[refused.because]
  /** Of a share: in which line, from 1. */
  const line = refused?.because === 'shareLine' ? refused.line : undefined
  return { answer, refusal, line, sending, forget: () => setRefused(undefined) } as const
}
