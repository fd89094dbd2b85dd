// What a choice on the share screen means: pure, so that it can be read and tested apart from the screen.
import type { Bilingual } from '../../../preload/shapes/common.ts'
import type { ShareOption } from '../../../preload/shapes/sharing.ts'

type SharePart = ShareOption['parts'][number]
type Picked = Readonly<Record<string, string>>

/** How many attributes leave with that option. Candidates of one part answer the same query, so any of them counts. */
export const attributeCount = (option: ShareOption): number =>
  option.parts.reduce((sum, part) => sum + (part.candidates[0]?.attributes.length ?? 0), 0)

/** The credential of a part: the only one there is, or the one the person picked. Never one that nobody chose. */
export const candidateOf = (part: SharePart, picked: Picked) =>
  part.candidates.length === 1
    ? part.candidates[0]
    : part.candidates.find(({ credential }) => credential.id === picked[part.queryId])

/** What share.send wants: a credential for each part; undefined while one is still to be picked. */
export function chosenCredentials(option: ShareOption, picked: Picked): Record<string, string> | undefined {
  const chosen: Record<string, string> = {}
  for (const part of option.parts) {
    const candidate = candidateOf(part, picked)
    if (candidate === undefined) return undefined
    chosen[part.queryId] = candidate.credential.id
  }
  return chosen
}

/** Attributes that other options would send and this one does not; the same one asked by another query is the same. */
export function notSent(option: ShareOption, options: readonly ShareOption[]): Bilingual[] {
  const keyed = (one: ShareOption) =>
    one.parts.flatMap(({ candidates: [first] }) =>
      (first?.attributes ?? []).map(({ path, label }) => ({
        key: JSON.stringify([first?.credential.id, path]),
        label,
      })),
    )
  const sent = new Set(keyed(option).map(({ key }) => key))
  const left = new Map(
    options.flatMap(keyed).flatMap(({ key, label }) => (sent.has(key) ? [] : [[key, label] as const])),
  )
  return [...left.values()]
}
