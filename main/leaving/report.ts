// What an erasure has taken away and what it could not reach: as values for the screen, and as the text that is saved.
import type { ErasedThing, LeavingReport, LeftThing } from '../../preload/shapes/leaving.ts'
import { leavingWords } from '../../preload/text/leavingWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import type { Erased } from './erasePerson.ts'

/** What a drawer had to do with others', as far as it told before it went. */
export interface Ties {
  /** Keys to others' drawers that lay in it. */
  readonly keysHeld: number
  /** Who holds a key or a share for it. */
  readonly heldBy: readonly string[]
  /** For whom it held one. */
  readonly heldFor: readonly string[]
}

export interface PcErased {
  readonly drawers: number
  readonly people: number
  readonly secrets: number
  readonly practice: boolean
  /** Files that could not be removed, and a practice world outside the folder. */
  readonly files: readonly string[]
  readonly practiceElsewhere: readonly string[]
  readonly keychain: boolean
}

const erasedThing = (what: ErasedThing['what'], count = 1): ErasedThing[] => (count > 0 ? [{ what, count }] : [])
const left = (what: LeftThing['what'], names: readonly string[] = []): LeftThing => ({ what, names: [...names] })
const leftIf = (is: boolean, what: LeftThing['what'], names: readonly string[] = []) => (is ? [left(what, names)] : [])

/** @param ties undefined where the drawer could not be asked any more */
export function personReport(name: string, at: string, erased: Erased, ties: Ties | undefined): LeavingReport {
  return {
    kind: 'person',
    name,
    at,
    erased: [
      ...erasedThing('drawer', erased.files),
      ...erasedThing('earlier', erased.earlier),
      ...erasedThing('head', erased.head ? 1 : 0),
      ...erasedThing('entry', erased.entryLeft ? 0 : 1),
      ...erasedThing('keysHeld', ties?.keysHeld ?? 0),
    ],
    left: [
      ...leftIf(erased.keychainLeft, 'keychain'),
      ...leftIf(erased.entryLeft, 'list'),
      // Where nobody could ask it, others may hold something.
      ...leftIf(ties === undefined || ties.heldBy.length > 0, 'heldByOthers', ties?.heldBy),
      ...leftIf(ties === undefined || ties.heldFor.length > 0, 'heldForOthers', ties?.heldFor),
      ...(['backups', 'papers', 'documents', 'presented', 'portal', 'mandates', 'card', 'phone', 'disk'] as const).map(
        (what) => left(what),
      ),
    ],
  }
}

export function pcReport(at: string, erased: PcErased): LeavingReport {
  return {
    kind: 'pc',
    name: '',
    at,
    erased: [
      ...erasedThing('drawers', erased.drawers),
      ...erasedThing('people', erased.people),
      ...erasedThing('secrets', erased.secrets),
      ...erasedThing('settings'),
      ...erasedThing('practice', erased.practice ? 1 : 0),
      ...erasedThing('window'),
    ],
    left: [
      ...leftIf(erased.keychain, 'keychain'),
      ...leftIf(erased.files.length > 0, 'files', erased.files),
      ...leftIf(erased.practiceElsewhere.length > 0, 'practiceElsewhere', erased.practiceElsewhere),
      ...(
        [
          'disk',
          'account',
          'backups',
          'papers',
          'documents',
          'portal',
          'presented',
          'mandates',
          'card',
          'phone',
        ] as const
      ).map((what) => left(what)),
    ],
  }
}

/** In words, without readings. */
export function reportLines(report: LeavingReport, language: 'ja' | 'en'): string[] {
  const words = leavingWords[language]
  const { kind, name, at, erased, left: rest } = report
  const lines = [
    kind === 'pc' ? words.pcTitle : words.personTitle(name),
    words.at(instant(at, language)),
    '',
    words.erasedTitle,
    ...erased.map(({ what, count }) => `  ✓ ${words.erased[what](count)}`),
    '',
    words.leftTitle,
    words.leftLead,
    ...rest.flatMap(({ what, names }) => {
      const said = words.left[what](names)
      return [`  ・ ${said.what}`, `     → ${said.todo}`]
    }),
  ]
  return lines.map(withoutRuby)
}

const instant = (at: string, language: 'ja' | 'en'): string =>
  new Date(at).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  })
