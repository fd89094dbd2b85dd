// The days of one person's calendar, gathered from what lies in their open drawer. No card and no portal is asked.
import { createHash } from 'node:crypto'
import type { CalendarKind } from '../../preload/shapes/calendar.ts'
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { MandateList } from '../../preload/shapes/mandates.ts'
import { cardCertificateNames } from '../certificates/cardCertificateNames.ts'
import type { CredentialEnding } from '../drawer/contract/credentials.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { type CopyOf, ofKind } from '../drawer/portalCopy.ts'
import { addDays, dayOf, daysBetween } from '../mandates/days.ts'

export interface OwnDate {
  /** The same for the same thing as long as it is there; says nothing about it. */
  readonly key: string
  readonly kind: CalendarKind
  readonly name?: Bilingual
  /** A day in Japan; of what ends: the last one. */
  readonly on: string
  /** The end of a credential in the drawer. */
  readonly credential: boolean
  /** Typed, or told by the card: it can be taken away by this id. */
  readonly keptId?: string
}

/** What the days are taken from. */
export interface DateSources {
  readonly endings: readonly CredentialEnding[]
  readonly kept: readonly CopyOf<'date'>[]
  readonly mandates?: MandateList
  readonly portalMandates: readonly CopyOf<'mandate'>[]
  readonly applications: readonly CopyOf<'application'>[]
  readonly bills: readonly CopyOf<'bill'>[]
  readonly followUpsDone: readonly CopyOf<'followUpDone'>[]
}

/** @throws drawer.*, mandate.* */
export async function readOwnDates(drawer: Drawer, at: string): Promise<OwnDate[]> {
  const copies = async <K extends Parameters<Drawer['copies']>[0]>(kind: K) => ofKind(await drawer.copies(kind), kind)
  const [endings, mandates, kept, portalMandates, applications, bills, followUpsDone] = await Promise.all([
    drawer.endings(),
    drawer.mandates(at),
    copies('date'),
    copies('mandate'),
    copies('application'),
    copies('bill'),
    copies('followUpDone'),
  ])
  const today = dayOf(at)
  return datesOf({ endings, mandates, kept, portalMandates, applications, bills, followUpsDone }).filter(
    ({ on, credential }) => credential || daysBetween(on, today) <= shownAfter,
  )
}

/** Days after which what has passed is told no more; a credential that ended stays until it is renewed or taken away. */
export const shownAfter = 60

/** All of them, the earliest first. */
export function datesOf(sources: DateSources): OwnDate[] {
  return [
    ...ends(sources),
    ...typed(sources),
    ...(sources.mandates === undefined ? [] : mandateDays(sources.mandates)),
    ...portalMandateDays(sources),
    ...followUps(sources),
    ...payments(sources),
  ].sort((a, b) => compare(a.on, b.on) || compare(a.key, b.key))
}

/** The ends of credentials alone, for who lets others see no more than that. */
export const endsOfCredentials = (dates: readonly OwnDate[]): OwnDate[] => dates.filter(({ credential }) => credential)

/**
 * Of those of one kind and name only the latest end counts: a licence that was renewed has no end that anybody needs to know
 * of. What a card said of its own certificate is the same thing as that certificate in the drawer.
 */
function ends({ endings, kept }: DateSources): OwnDate[] {
  const all: OwnDate[] = [
    ...endings.flatMap(({ kind, name, attestedUntil: on }): OwnDate[] => {
      if (on === undefined || (kind !== 'licence' && kind !== 'insurance')) return []
      const itself = kind === 'licence' ? 'licenceEnds' : 'insuranceEnds'
      return [{ key: keyOf(itself, name.ja, name.en), kind: itself, name, on, credential: false }]
    }),
    ...endings.flatMap(({ kind, name: issued, validUntil }): OwnDate[] => {
      if (Number.isNaN(Date.parse(validUntil))) return []
      const role = kind === 'certificate' ? certificateOfCard(issued) : undefined
      const what = role ?? (kind === 'other' ? 'credential' : kind)
      const name = role === undefined ? issued : cardCertificateNames[role]
      return [{ key: keyOf(what, name.ja, name.en), kind: what, name, on: dayOf(validUntil), credential: true }]
    }),
    ...kept.flatMap(({ id, content: { what, on } }): OwnDate[] => {
      if (what === 'own') return []
      const name = what === 'authentication' || what === 'signature' ? cardCertificateNames[what] : undefined
      const key = keyOf(what, name?.ja ?? '', name?.en ?? '')
      return [{ key, kind: what, ...(name && { name }), on, credential: false, keptId: id }]
    }),
  ]
  const latest = new Map<string, OwnDate>()
  for (const one of all) if (one.on > (latest.get(one.key)?.on ?? '')) latest.set(one.key, one)
  return [...latest.values()]
}

const certificateOfCard = (name: Bilingual): 'authentication' | 'signature' | undefined =>
  (['authentication', 'signature'] as const).find((role) => cardCertificateNames[role].ja === name.ja)

const typed = ({ kept }: DateSources): OwnDate[] =>
  kept.flatMap(({ id, content: { what, name, on } }) =>
    what === 'own' && name !== undefined ? [{ ...dated('own', id, on, name), keptId: id }] : [],
  )

/**
 * A guardian's mandate ends with the birthday on which the child comes of age, and only the day before it lies in the
 * guardian's drawer.
 */
const mandateDays = ({ given, held, child }: MandateList): OwnDate[] => [
  ...given.flatMap(({ id, basis, until, ended, agent }) =>
    ended === null && basis === 'appointed' ? [dated('mandateGiven', id, until, agent.name)] : [],
  ),
  ...held.flatMap(({ id, basis, until, ended, principal }) => {
    if (ended !== null) return []
    return basis === 'guardian'
      ? [dated('ofAge', id, addDays(until, 1), principal.name)]
      : [dated('mandateHeld', id, until, principal.name)]
  }),
  ...(child === null || child.ofAge ? [] : [dated('fifteen', '', child.fifteenOn), dated('ofAge', '', child.ofAgeOn)]),
]

const portalMandateDays = ({ portalMandates }: DateSources): OwnDate[] =>
  portalMandates.flatMap(({ id, content: { state, goneSince, until, principal, agent } }) => {
    if (goneSince !== undefined || (state !== 'active' && state !== 'not_yet')) return []
    return [
      principal.me
        ? dated('portalMandateGiven', id, until, agent.name)
        : dated('portalMandateHeld', id, until, principal.name),
    ]
  })

const over = new Set(['rejected', 'withdrawn'])

const followUps = ({ applications, followUpsDone }: DateSources): OwnDate[] => {
  const done = new Set(followUpsDone.map(({ portal, id }) => `${portal} ${id}`))
  return applications.flatMap(({ portal, id, content: { status, followUps: all = [] } }) =>
    over.has(status)
      ? []
      : all.flatMap(({ title, dueOn }, place) =>
          dueOn === undefined || done.has(`${portal} ${id}:${place}`)
            ? []
            : [dated('followUp', `${portal} ${id}:${place}`, dueOn, title)],
        ),
  )
}

/** A fee stands among the bills too, once they were asked for. */
const payments = ({ applications, bills }: DateSources): OwnDate[] => {
  const billed = new Set(bills.map(({ content: { receiptNo } }) => receiptNo))
  return [
    ...bills.flatMap(({ portal, id, content: { title, dueOn, paidAt, others = false } }) =>
      paidAt !== undefined || others ? [] : [dated('payment', `${portal} ${id}`, dueOn, title)],
    ),
    ...applications.flatMap(({ portal, id, content: { status, fee, receiptNo, title } }) =>
      fee === undefined || fee.paidAt !== undefined || over.has(status) || billed.has(receiptNo)
        ? []
        : [dated('payment', `${portal} ${id}`, fee.dueOn, title)],
    ),
  ]
}

/** @param name as somebody wrote it, the same in both languages */
const dated = (kind: CalendarKind, about: string, on: string, name?: string): OwnDate => ({
  key: keyOf(kind, about),
  kind,
  ...(name === undefined ? {} : { name: { ja: name, en: name } }),
  on,
  credential: false,
})

const keyOf = (...about: string[]): string =>
  createHash('sha256').update(JSON.stringify(about)).digest('base64url').slice(0, 22)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
