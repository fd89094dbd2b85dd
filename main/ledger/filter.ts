// Which entries a person looks for.
import type { LedgerEntry, LedgerFilter } from '../../preload/shapes/ledger.ts'

export function filterEntries(entries: readonly LedgerEntry[], filter: LedgerFilter = {}): LedgerEntry[] {
  const { acts, outcomes, party, from, until, text } = filter
  const wanted = text === undefined ? '' : plain(text)
  return entries.filter((entry) => {
    const day = dayInJapan(entry.at)
    return (
      (acts === undefined || acts.length === 0 || acts.includes(entry.act)) &&
      (outcomes === undefined || outcomes.length === 0 || outcomes.includes(entry.outcome)) &&
      (party === undefined || entry.party === party) &&
      (from === undefined || day >= from) &&
      (until === undefined || day <= until) &&
      (wanted === '' || wordsOf(entry).some((words) => plain(words).includes(wanted)))
    )
  })
}

/** What is shown concerns Japanese authorities: days are Japan's, which has no summer time. */
function dayInJapan(instant: string): string {
  return new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(0, 10)
}

function wordsOf({ party, purpose, items }: LedgerEntry): string[] {
  const names = items.flatMap(({ credential, attributes }) => [credential, ...attributes])
  return [party, purpose ?? '', ...names.flatMap(({ ja, en }) => [ja, en])]
}

/** One width and one case; katakana and hiragana alike. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .trim()
