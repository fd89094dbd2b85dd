// 代理人 at the portal: registered with both cards, looked up, ended by either; and what is kept of them in the drawer.
import type { Bilingual } from '../../preload/shapes/common.ts'
import type {
  PortalMandate,
  PortalMandateList,
  PortalMandateScope,
  PortalMandateTerms,
  ProxyRecord,
} from '../../preload/shapes/portalMandates.ts'
import { portalMandateWords } from '../../preload/text/portalMandateWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import type { SeenCard } from '../card/seenCard.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Drawer, NewLedgerEntry } from '../drawer/drawer.ts'
import { ofKind } from '../drawer/portalCopy.ts'
import { fail } from '../failure.ts'
import { dayOf } from '../mandates/days.ts'
import {
  beginRegistration,
  endAtPortal,
  fetchMandates,
  fetchProxyRecords,
  mandateMessage,
  sendRegistration,
  type ToldMandate,
} from '../portal/portalMandates.ts'
import type { PortalProfile } from '../portal/profile.ts'
import type { WorkStep } from '../work.ts'
import type { PinAsker } from './askPin.ts'
import { awaitCard, isSame, type OtherPerson, twoCards } from './cardOfTwo.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { proveByCard } from './proveByCard.ts'
import { recorded } from './recorded.ts'

interface InWords extends AtPortal {
  readonly language: 'ja' | 'en'
}

export interface RegisterMandate extends InWords {
  readonly trust: Trust
  /** Whose drawer is open, for the question. */
  readonly person: string
  /** What they become. */
  readonly as: 'agent' | 'principal'
  readonly other: OtherPerson
  readonly terms: PortalMandateTerms
  readonly step: (name: WorkStep) => void
}

/**
 * What is kept, as it stands today; the newest first. No portal is needed for it.
 * @param of only that portal's; undefined: all
 */
export async function keptMandates(
  drawer: Drawer,
  of: Pick<PortalProfile, 'id'> | undefined,
  at: string,
): Promise<PortalMandateList> {
  const kept = ofKind(await drawer.copies('mandate'), 'mandate')
  const mandates = kept
    .filter(({ portal }) => of === undefined || portal === of.id)
    .map(({ content }) => asOfDay(content, dayOf(at)))
    .sort((left, right) => right.registeredAt.localeCompare(left.registeredAt))
  const asked = mandates.map(({ asOf }) => asOf).sort()
  return { mandates, asOf: asked.at(-1) ?? null }
}

/** Under which somebody may do that for whom today. The portal judges again. */
export const mayActFor = (
  { mandates }: Pick<PortalMandateList, 'mandates'>,
  scope: PortalMandateScope,
): PortalMandate[] =>
  mandates.filter(
    (one) => one.agent.me && one.state === 'active' && one.goneSince === undefined && one.scopes.includes(scope),
  )

/** Asks the portal and keeps what it says; what it tells no more is marked so. @throws session.*, portal.* */
export async function refreshMandates(ports: PortalPorts, { drawer, profile }: AtPortal): Promise<PortalMandateList> {
  const told = await inSession(ports, { drawer, profile }, (send) => fetchMandates(send, profile))
  const at = ports.now().toISOString()
  const { mandates } = await keptMandates(drawer, profile, at)
  const ids = new Set(told.map(({ id }) => id))
  const gone = mandates
    .filter(({ id, goneSince }) => !ids.has(id) && goneSince === undefined)
    .map((one) => ({ ...one, goneSince: at }))
  await keep(drawer, profile, [...told.map((one) => keptOf(one, at)), ...gone])
  return keptMandates(drawer, profile, at)
}

/** What both see of acting for others. @throws session.*, portal.* */
export const readProxyRecords = (ports: PortalPorts, { drawer, profile }: AtPortal): Promise<ProxyRecord[]> =>
  inSession(ports, { drawer, profile }, (send) => fetchProxyRecords(send, profile))

/**
 * Both cards sign the same statement, each opened by its own PIN: first the other person's, then the owner's. With one reader
 * the cards are exchanged meanwhile. Nothing is registered before the portal has both.
 * @throws mandate.*, card.*, session.*, portal.*, app.cancelled
 */
export async function registerMandate(
  ports: PortalPorts & PinAsker,
  { drawer, profile, language, trust, person, as, other, terms, step }: RegisterMandate,
): Promise<PortalMandateList> {
  const at = () => ports.now().toISOString()
  if (terms.until < terms.from || terms.until < dayOf(at())) fail({ code: 'mandate.period' })
  const own = (seen: SeenCard): Promise<void> => ports.guard(seen, 'portalMandate')
  const certificates = await twoCards(ports, own, other, step)
  const challenge = await inSession(ports, { drawer, profile }, (send) => beginRegistration(send, profile))
  const message = mandateMessage(profile.origin, challenge.nonce, terms, {
    principal: as === 'principal' ? certificates.own : certificates.other,
    agent: as === 'agent' ? certificates.own : certificates.other,
  })
  const signBy = async (whose: 'own' | 'other') => {
    const wanted = certificates[whose]
    const { seen } = await awaitCard(
      ports,
      async ({ certificate }) => isSame(certificate, wanted),
      () => step(whose === 'own' ? 'placeOwnCard' : 'placeOtherCard'),
    )
    step('readingCard')
    const guard = async (shown: SeenCard): Promise<void> => {
      if (shown.certificate === undefined || !isSame(shown.certificate, wanted)) fail({ code: 'card.swapped' })
      if (whose === 'own') await own(shown)
    }
    const asking = { ...ports, guard }
    const { origin } = profile
    const name = whose === 'own' ? person : other.name
    return proveByCard(asking, { trust, reader: seen.reader, purpose: 'portalMandate', person: name, origin }, message)
  }
  const theirs = await signBy('other')
  const mine = await signBy('own')
  const [principal, agent] = as === 'principal' ? [mine, theirs] : [theirs, mine]
  const entry = entryOf('registered', terms.scopes, { at: at(), party: profile.label[language] })
  const { result } = await recorded(drawer, entry, () =>
    inSession(ports, { drawer, profile }, (send) =>
      sendRegistration(send, profile, { id: challenge.id, terms, principal, agent }),
    ),
  )
  await keep(drawer, profile, [keptOf(result, at())])
  return keptMandates(drawer, profile, at())
}

/** Either side may. @throws mandate.unknown, session.*, portal.* */
export async function endMandate(
  ports: PortalPorts,
  { drawer, profile, language }: InWords,
  id: string,
): Promise<PortalMandateList> {
  const at = ports.now().toISOString()
  const { mandates } = await keptMandates(drawer, profile, at)
  const scopes = mandates.find((one) => one.id === id)?.scopes ?? fail({ code: 'mandate.unknown' })
  const entry = entryOf('ended', scopes, { at, party: profile.label[language] })
  await recorded(drawer, entry, () => inSession(ports, { drawer, profile }, (send) => endAtPortal(send, profile, id)))
  return refreshMandates(ports, { drawer, profile })
}

const keep = (drawer: Drawer, { id: portal }: PortalProfile, mandates: readonly PortalMandate[]): Promise<void> =>
  drawer.keepCopies(mandates.map((content) => ({ portal, kind: 'mandate', id: content.id, content })))

function keptOf({ id, terms, principal, agent, state, ...told }: ToldMandate, asOf: string): PortalMandate {
  const { registered_at: registeredAt, ended_at: endedAt } = told
  return {
    id,
    kind: terms.kind,
    scopes: terms.scopes,
    from: terms.valid_from,
    until: terms.valid_to,
    principal,
    agent,
    registeredAt,
    state,
    ...(endedAt === undefined ? {} : { endedAt }),
    asOf,
  }
}

/** What the portal said last, with the days that have passed since. */
function asOfDay(mandate: PortalMandate, today: string): PortalMandate {
  const { state, from, until } = mandate
  if (state !== 'active' && state !== 'not_yet') return mandate
  return { ...mandate, state: today > until ? 'over' : today < from ? 'not_yet' : 'active' }
}

function entryOf(
  what: 'registered' | 'ended',
  scopes: readonly PortalMandateScope[],
  { at, party }: Pick<NewLedgerEntry, 'at' | 'party'>,
): Omit<NewLedgerEntry, 'outcome'> {
  const words = (language: 'ja' | 'en') => portalMandateWords[language]
  const both = (of: (language: 'ja' | 'en') => string): Bilingual => ({
    ja: withoutRuby(of('ja')),
    en: withoutRuby(of('en')),
  })
  const attributes = scopes.map((scope) => both((language) => words(language).scopes[scope]))
  const credential = both((language) => words(language)[what])
  return { at, act: 'portalMandate', party, items: [{ credential, attributes }] }
}
