// Hands what was typed to main, once, as bytes that are wiped afterwards; keeps the refusal when there is one.
import { useState } from 'react'
import type { Verdict } from '../../preload/secretContract.ts'

type Refusal = Extract<Verdict, { accepted: false }>['because']

export function useAnswer() {
  const [refusal, setRefusal] = useState<Refusal>()
  const [sending, setSending] = useState(false)

  /** True when main took it; main closes the window then. */
  const answer = async (typed: string, confirmedLastTry = false): Promise<boolean> => {
    if (sending) return false
    setSending(true)
    const secret = new TextEncoder().encode(typed)
    try {
      const verdict = await window.secret.answer({ secret, confirmedLastTry })
      setRefusal(verdict.accepted ? undefined : verdict.because)
      return verdict.accepted
    } finally {
      secret.fill(0)
      setSending(false)
    }
  }
  return { answer, refusal, sending, forget: () => setRefusal(undefined) } as const
}
