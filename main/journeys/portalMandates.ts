// 代理人 at the portal: looked up, ended by either; and what is kept of them in the drawer.
import type { Bilingual } from '../../preload/shapes/common.ts'
import type {
  PortalMandate,
  PortalMandateList,
  PortalMandateScope,
  ProxyRecord,
} from '../../preload/shapes/portalMandates.ts'
import { portalMandateWords } from '../../preload/text/portalMandateWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import type { NewLedgerEntry } from '../drawer/contract/ledger.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { ofKind } from '../drawer/portalCopy.ts'
import { fail } from '../failure.ts'
import { dayOf } from '../mandates/days.ts'
import { endAtPortal, fetchMandates, fetchProxyRecords, type ToldMandate } from '../portal/portalMandates.ts'
import type { PortalProfile } from '../portal/profile.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { recorded } from './recorded.ts'

export interface InWords extends AtPortal {
  readonly language: 'ja' | 'en'
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
  await keepMandates(drawer, profile, [...told.map((one) => keptOf(one, at)), ...gone])
  return keptMandates(drawer, profile, at)
}

/** What both see of acting for others. @throws session.*, portal.* */
export const readProxyRecords = (ports: PortalPorts, { drawer, profile }: AtPortal): Promise<ProxyRecord[]> =>
  inSession(ports, { drawer, profile }, (send) => fetchProxyRecords(send, profile))

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

export const keepMandates = (
  drawer: Drawer,
  { id: portal }: PortalProfile,
  mandates: readonly PortalMandate[],
): Promise<void> => drawer.keepCopies(mandates.map((content) => ({ portal, kind: 'mandate', id: content.id, content })))

export function keptOf({ id, terms, principal, agent, state, ...told }: ToldMandate, asOf: string): PortalMandate {
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

export function entryOf(
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
