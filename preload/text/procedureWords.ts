// What a procedure and its pre-flight are told in, on screens and at the command line. The Japanese carries readings, see
// ruby.ts.

import type { CardNeed, LifeEvent, Mark, PersonKind, StandingCheck } from '../shapes/procedures.ts'
import { en } from './procedureWords.en.ts'
import { ja } from './procedureWords.ja.ts'

type Use = CardNeed['use']
type Standing = StandingCheck['standing']

export interface ProcedureWords {
  readonly lifeEvents: Readonly<Record<LifeEvent, string>>
  readonly personKinds: Readonly<Record<PersonKind, string>>
  readonly marks: Readonly<Record<Mark, string>>
  readonly verdicts: Readonly<Record<Mark, { readonly title: string; readonly text: string }>>
  readonly standings: Readonly<Record<Standing, string>>
  readonly fits: Readonly<Record<StandingCheck['fits'], string>>
  /** For whom of the family it could be done so. */
  standingPeople(standing: Standing, names: string): string
  owner(owner: string): string
  acting(actor: string, owner: string): string
  /** Whose log-in and card it is then, and how an agent applies. */
  actingHow(owner: string): string
  readonly mayApply: string
  readonly session: {
    readonly none: string
    readonly enrolled: string
    readonly by: Readonly<Record<'card' | 'pc' | 'phone', string>>
    ends(time: string): string
  }
  readonly uses: Readonly<Record<Use, string>>
  readonly pins: Readonly<Record<Use, string>>
  /** When the card is used with it: nothing, log-in, sending, or both. */
  purposes(purposes: CardNeed['purposes']): string
  readonly card: Readonly<Record<CardNeed['card']['state'], (whose: string) => string>>
  /** Where no card lies there to be looked at. */
  readonly onceCard: string
  readonly pin: {
    readonly locked: string
    left(tries: number): string
  }
  readonly certificate: Readonly<Record<CardNeed['certificate']['state'], (day: string) => string>>
  readonly fromDrawer: string
  readonly accepted: string
  readonly notRevoked: string
  readonly required: string
  readonly ifNeeded: string
  papers(titles: string, more: number): string
  readonly noPapers: string
  held(names: string): string
  readonly credentialToo: string
  /** As the portal reckons. */
  effort(minutes: number, taps: number): string
  tapsNow(taps: number): string
}

export const procedureWords: Readonly<Record<'ja' | 'en', ProcedureWords>> = { ja, en }
