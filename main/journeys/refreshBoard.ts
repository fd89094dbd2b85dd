// How everything stands at the portal – applications, notices, bills, official documents – asked for and kept in the drawer.
import {
  keepApplications,
  keepBills,
  keepNotices,
  keptApplications,
  keptBills,
  keptCopies,
  keptNotices,
} from '../board/kept.ts'
import { mergeApplications, mergeBills, mergeNotices } from '../board/merge.ts'
import { WalletError } from '../failure.ts'
import { fetchApplications, type SeenApplication } from '../portal/board.ts'
import { fetchNotices, sendRead } from '../portal/notices.ts'
import { fetchBills } from '../portal/payments.ts'
import { type SessionFetch, underMandate } from '../portal/session.ts'
import { fetchOfficial } from './fetchOfficial.ts'
import { fetchForm } from './keptForms.ts'
import { mayActFor, refreshMandates } from './portalMandates.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'

export interface RefreshBoard extends AtPortal {
  readonly language: 'ja' | 'en'
  /** Also what others sent for whom the owner is agent at the portal: each such call is written down there for both. */
  readonly forOthers?: boolean
  /** Told how much of it is there, in hundredths. */
  readonly step?: (percent: number) => void
}

/** In one session. */
export interface Asking extends Required<RefreshBoard> {
  readonly send: SessionFetch
  /** Now, as ISO 8601 UTC text. */
  readonly now: () => string
}

/**
 * Each part is kept as it comes, so that what stops it later loses nothing.
 * @throws session.*, portal.*
 */
export function refreshBoard(
  ports: PortalPorts,
  { drawer, profile, language, forOthers = false, step = () => undefined }: RefreshBoard,
): Promise<void> {
  return inSession(ports, { drawer, profile }, async (send) => {
    const now = () => ports.now().toISOString()
    const asking: Asking = { drawer, profile, language, forOthers, step, send, now }
    step(0)
    const applications = await refreshApplications(asking)
    step(25)
    await refreshNotices(asking)
    step(40)
    await refreshBills(asking)
    step(50)
    await fetchOfficial(asking, applications)
    if (forOthers) await refreshOthers(ports, asking)
    step(90)
    await fetchForms(ports, asking)
    const content = { at: asking.now() }
    await drawer.keepCopies([{ portal: profile.id, kind: 'boardRefresh', id: 'all', content }])
    step(100)
  })
}

async function refreshApplications({ send, drawer, profile, now }: Asking): Promise<SeenApplication[]> {
  const told = await fetchApplications(send, profile)
  const names = new Set(told.map(({ receiptNo }) => receiptNo))
  const kept = (await keptApplications(drawer, profile.id)).filter(
    ({ receiptNo, seenUnder }) => seenUnder === undefined || names.has(receiptNo),
  )
  await keepApplications(drawer, profile.id, mergeApplications(kept, told, now()))
  return told
}

/** What each person sent for whom the owner is agent at the portal. A mandate that is no good any more tells nothing new. */
async function refreshOthers(ports: PortalPorts, asking: Asking): Promise<void> {
  const { send, drawer, profile, now } = asking
  const mandates = mayActFor(await refreshMandates(ports, { drawer, profile }), 'applications')
  for (const { id, scopes } of mandates) {
    const under = { ...asking, send: underMandate(send, id) }
    const told = await unlessNotValid(fetchApplications(under.send, profile))
    if (told === undefined) continue
    const all = await keptApplications(drawer, profile.id)
    const own = new Set(all.flatMap(({ receiptNo, seenUnder }) => (seenUnder === undefined ? [receiptNo] : [])))
    const theirs = told.filter(({ receiptNo }) => !own.has(receiptNo))
    const kept = all.filter(({ seenUnder }) => seenUnder === id)
    const merged = mergeApplications(kept, theirs, now()).map((one) => ({ ...one, seenUnder: id }))
    await keepApplications(drawer, profile.id, merged)
    if (scopes.includes('documents')) await fetchOfficial(under, theirs)
  }
}

async function unlessNotValid<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    const failure = error instanceof WalletError ? error.failure : undefined
    if (failure?.code === 'portal.refused' && failure.reason === 'mandate_not_valid') return undefined
    throw error
  }
}

/** Forms of what was sent from elsewhere, so that it can be read under their titles. One that is gone is done without. */
async function fetchForms(ports: PortalPorts, { drawer, profile }: Asking): Promise<void> {
  const known = new Set((await keptCopies(drawer, 'form')).map(({ id }) => id))
  const there = (await keptApplications(drawer, profile.id)).filter(({ goneSince }) => goneSince === undefined)
  for (const procedure of new Set(there.map((one) => one.procedure))) {
    if (known.has(procedure)) continue
    try {
      await fetchForm(ports, { drawer, profile }, procedure)
    } catch (error) {
      if (!(error instanceof WalletError) || error.failure.code === 'app.cancelled') throw error
    }
  }
}

/** What was read here and nobody told the portal is told now. */
async function refreshNotices({ send, drawer, profile, now }: Asking): Promise<void> {
  const told = await fetchNotices(send, profile)
  const notices = mergeNotices(await keptNotices(drawer, profile.id), told, now())
  await keepNotices(drawer, profile.id, notices)
  const unreadThere = new Set(told.flatMap(({ id, readAt }) => (readAt === undefined ? [id] : [])))
  for (const { id, readAt } of notices)
    if (readAt !== undefined && unreadThere.has(id)) await sendRead(send, profile, id)
}

async function refreshBills({ send, drawer, profile, now }: Asking): Promise<void> {
  const told = await fetchBills(send, profile)
  await keepBills(drawer, profile.id, mergeBills(await keptBills(drawer, profile.id), told, now()))
}
