// What the family may see of a shut drawer: never more than the day on which something expires next, and its name.
import type { CredentialEnding } from '../drawer/drawer.ts'
import type { Overview } from './people.ts'

/**
 * The earliest end among the credentials. Of those of one kind and name only the latest counts: a licence that was renewed
 * has no end that anybody needs to know of. One that has ended and was not renewed comes first.
 */
export function nextToExpire(endings: readonly CredentialEnding[], shows: Overview['shows']): Overview {
  const latest = new Map<string, { until: string; name: CredentialEnding['name'] }>()
  for (const { kind, name, validUntil } of endings) {
    if (Number.isNaN(Date.parse(validUntil))) continue
    const key = JSON.stringify([kind, name.ja, name.en])
    const until = dayInJapan(validUntil)
    if (until > (latest.get(key)?.until ?? '')) latest.set(key, { until, name })
  }
  const [next] = [...latest.values()].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0))
  if (next === undefined) return { shows }
  const { until, name } = next
  return shows === 'date'
    ? { shows, next: { until } }
    : { shows, next: { until, name: { ja: bounded(name.ja), en: bounded(name.en) } } }
}

/** The same day that the credential's own face names. */
const dayInJapan = (instant: string): string =>
  new Date(Date.parse(instant) + 9 * 60 * 60 * 1000).toISOString().slice(0, 10)

const bounded = (text: string): string => [...text].slice(0, 100).join('').slice(0, 120)
