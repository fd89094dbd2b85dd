// The credentials that Home shows: those that hold what was typed, page after page, read anew whenever they change.
import { useEffect, useState } from 'react'
import type { Failure, Outcome } from '../../../preload/failure.ts'
import type { CredentialPage } from '../../../preload/shapes/credentials.ts'

export interface ShownCredentials {
  /** Undefined until main has answered. */
  readonly page: CredentialPage | undefined
  readonly failure: Failure | undefined
  readonly typed: string
  readonly search: (text: string) => void
  readonly showMore: () => void
}

export function useCredentials(): ShownCredentials {
  const [wanted, setWanted] = useState({ text: '', pages: 1 })
  const [news, setNews] = useState(0)
  const [outcome, setOutcome] = useState<Outcome<CredentialPage>>()
  useEffect(() => window.wallet.credentials.listChanged(() => setNews((count) => count + 1)), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: news are a reason to read again
  useEffect(() => {
    let overtaken = false
    void readPages(wanted.text, wanted.pages).then((read) => {
      if (!overtaken) setOutcome(read)
    })
    return () => {
      overtaken = true
    }
  }, [wanted, news])
  return {
    page: outcome?.ok === true ? outcome.value : undefined,
    failure: outcome?.ok === false ? outcome.failure : undefined,
    typed: wanted.text,
    search: (text) => setWanted({ text, pages: 1 }),
    showMore: () => setWanted(({ text, pages }) => ({ text, pages: pages + 1 })),
  }
}

async function readPages(text: string, pages: number): Promise<Outcome<CredentialPage>> {
  const first = await window.wallet.credentials.search({ text, from: 0 })
  if (!first.ok) return first
  const cards = [...first.value.cards]
  for (let page = 1; page < pages && cards.length < first.value.found; page++) {
    const next = await window.wallet.credentials.search({ text, from: cards.length })
    if (!next.ok) return next
    cards.push(...next.value.cards)
  }
  return { ok: true, value: { ...first.value, cards } }
}
