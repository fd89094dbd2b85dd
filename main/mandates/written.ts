// What the ledger says of mandates. Runs in the drawer's process.
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { Mandate, MandateEnd } from '../../preload/shapes/mandates.ts'
import { mandateWords } from '../../preload/text/mandateWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import type { DrawerFile } from '../drawer/drawerFile.ts'
import type { StoredMandate } from '../drawer/store/mandates.ts'
import type { Terms } from './terms.ts'

export type Ended = StoredMandate & { readonly ended: NonNullable<Mandate['ended']> }

/** The mandates end, and the ledger says so: together. */
export function writeEnds(file: DrawerFile, over: readonly Ended[], at: string): void {
  const { mandates, ledger, together } = file.stores
  if (over.length === 0) return
  together(() => {
    for (const { id, agent, ended } of over) {
      mandates.end(id, ended.why, at)
      const items = itemsOfEnd(ended.why)
      ledger.record({ at, act: 'mandateEnd', outcome: 'done', party: agent.name, items })
    }
  })
}

/** With what was agreed. */
export function recordGiven(file: DrawerFile, given: Terms & { readonly agent: Mandate['agent'] }, at: string): void {
  file.stores.ledger.record({ at, act: 'mandate', outcome: 'done', party: given.agent.name, items: itemsOf(given) })
}

/** What was agreed: on what basis, to do what. */
export const itemsOf = ({ basis, scope }: Terms) => [
  {
    credential: words('bases', basis),
    attributes: basis === 'guardian' ? [] : scope.map((one) => words('scopes', one)),
  },
]

/** Why it ended. */
export const itemsOfEnd = (why: MandateEnd) => [{ credential: words('ends', why), attributes: [] }]

function words<G extends 'bases' | 'scopes' | 'ends'>(group: G, name: keyof (typeof mandateWords)['ja'][G]): Bilingual {
  const of = (language: 'ja' | 'en') => withoutRuby(String(mandateWords[language][group][name]))
  return { ja: of('ja'), en: of('en') }
}
