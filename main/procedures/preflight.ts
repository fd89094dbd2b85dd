// What is ready and what is not before a procedure is begun: whose it is, the session, the card, what is attached.
import type { HeldMandate } from '../../preload/shapes/mandates.ts'
import type { Paper } from '../../preload/shapes/papers.ts'
import type { PortalMandate } from '../../preload/shapes/portalMandates.ts'
import type { MandateRefusal, Mark, Preflight, Procedure, StandingCheck } from '../../preload/shapes/procedures.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { type CardFacts, cardNeeds, type Holder } from './cardNeeds.ts'

type Preparation = NonNullable<Procedure['preparation']>

export interface PreflightFacts extends Omit<CardFacts, 'session'> {
  readonly session: Session | undefined
  /** Who acts for the owner in their drawer. */
  readonly actor: { readonly name: string; readonly basis: 'guardian' | 'appointed' } | undefined
  /** Why nothing may be applied for in this drawer: the code of a failure. */
  readonly refused: MandateRefusal | undefined
  readonly people: readonly Holder[]
  /** For whom the owner acts: in this wallet, and at the portal as it was told last. */
  readonly actsFor: readonly HeldMandate[]
  readonly atPortal: readonly PortalMandate[]
  readonly papers: readonly Paper[]
  /** Names of credentials that have what the rule of that id asks for. */
  readonly held: ReadonlyMap<string, readonly string[]>
  readonly language: 'ja' | 'en'
}

/** So many papers are named. */
const mostNamed = 3

export function buildPreflight(preparation: Preparation, facts: PreflightFacts): Preflight {
  const needs = cardNeeds(preparation, facts)
  const who = whoApplies(preparation, facts)
  const session: Preflight['session'] =
    facts.session === undefined
      ? { mark: 'todo', enrolled: facts.enrolled }
      : { mark: 'ok', by: facts.session.by, expiresAt: facts.session.expiresAt, enrolled: facts.enrolled }
  const attachments = preparation.attachments.map((rule) => attachable(rule, facts))
  const marks = [
    who.mark,
    session.mark,
    ...needs.flatMap(({ card, pin, certificate }) => [card.mark, pin.mark, certificate.mark]),
    ...attachments.map(({ mark }) => mark),
  ]
  return {
    who,
    session,
    needs,
    attachments,
    minutes: preparation.minutes,
    taps: preparation.taps,
    tapsNow: needs.reduce((sum, { purposes }) => sum + purposes.length, 0),
    verdict: worst(marks),
    checkedAt: facts.at.toISOString(),
  }
}

function whoApplies({ standings }: Preparation, facts: PreflightFacts): Preflight['who'] {
  const checked = standings.map((one) => standingOf(one, facts))
  const fits = checked.map((one) => one.fits)
  return {
    mark: facts.refused !== undefined ? 'stops' : fits.includes('yes') && facts.actor === undefined ? 'ok' : 'look',
    owner: facts.owner.name,
    ...(facts.actor === undefined ? {} : { actor: facts.actor }),
    ...(facts.refused === undefined ? {} : { refused: facts.refused }),
    standings: checked,
  }
}

/** The portal has the last word about each; what can be told here is whether the open drawer could be meant. */
function standingOf(
  { standing, note }: Preparation['standings'][number],
  { owner, people, actsFor, atPortal }: PreflightFacts,
): StandingCheck {
  switch (standing) {
    case 'self':
      return { standing, note, fits: 'yes', people: [] }
    case 'family':
      return { standing, note, fits: 'portal', people: people.filter(({ personId }) => personId !== owner.personId) }
    case 'officer':
      return { standing, note, fits: 'portal', people: [] }
    default: {
      const basis = standing === 'legal' ? 'guardian' : 'appointed'
      const registered = atPortal
        .filter(
          ({ agent, kind, scopes, state }) =>
            agent.me && kind === standing && state === 'active' && scopes.includes('applications'),
        )
        .map(({ principal }) => ({ name: principal.name }))
      if (registered.length > 0) return { standing, note, fits: 'yes', people: registered }
      const here = actsFor
        .filter((one) => one.ended === null && one.basis === basis)
        .map(({ principal }) => ({ name: principal.name }))
      return { standing, note, fits: here.length > 0 ? 'portal' : 'no', people: here }
    }
  }
}

function attachable(
  rule: Preparation['attachments'][number],
  { papers, held: credentials, language }: PreflightFacts,
): Preflight['attachments'][number] {
  const fitting = papers.filter(
    ({ kind, media, size }) => kind !== 'attachment' && rule.media.includes(media) && size <= rule.maxBytes,
  )
  const held = credentials.get(rule.id) ?? []
  return {
    ...rule,
    mark: rule.required && fitting.length === 0 && held.length === 0 ? 'todo' : 'ok',
    papers: fitting.slice(0, mostNamed).map(({ name }) => name[language]),
    more: Math.max(0, fitting.length - mostNamed),
    held: held.slice(0, 10),
  }
}

const order: readonly Mark[] = ['ok', 'look', 'todo', 'stops']
const worst = (marks: readonly Mark[]): Mark => order.findLast((mark) => marks.includes(mark)) ?? 'ok'
