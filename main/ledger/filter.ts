// Which entries a person looks for.
import type { LedgerEntry, LedgerFilter } from '../../preload/shapes/ledger.ts'
import { dayOf } from '../mandates/days.ts'

export function filterEntries(entries: readonly LedgerEntry[], filter: LedgerFilter = {}): LedgerEntry[] {
  const { acts, outcomes, actor, party, from, until, text } = filter
  const wanted = text === undefined ? '' : plain(text)
  return entries.filter((entry) => {
    const day = dayOf(entry.at)
    return (
      (acts === undefined || acts.length === 0 || acts.includes(entry.act)) &&
      (outcomes === undefined || outcomes.length === 0 || outcomes.includes(entry.outcome)) &&
      (actor === undefined || entry.actor?.name === actor) &&
      (party === undefined || entry.party === party) &&
      (from === undefined || day >= from) &&
      (until === undefined || day <= until) &&
      (wanted === '' || wordsOf(entry).some((words) => plain(words).includes(wanted)))
    )
  })
}

function wordsOf({ party, purpose, items, actor, principal }: LedgerEntry): string[] {
  const names = items.flatMap(({ credential, attributes }) => [credential, ...attributes])
  return [party, purpose ?? '', actor?.name ?? '', principal?.name ?? '', ...names.flatMap(({ ja, en }) => [ja, en])]
}

/** One width and one case; katakana and hiragana alike. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .trim()
