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
import { holdsNumberApart } from '../papers/readApart.ts'
import { fetchApplications, type SeenApplication } from '../portal/board.ts'
import { fetchNotices, sendRead } from '../portal/notices.ts'
import { fetchBills } from '../portal/payments.ts'
import { type SessionFetch, underMandate } from '../portal/session.ts'
import type { Ports } from '../ports.ts'
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
  /** Whether a 個人番号 is seen in a document. */
  readonly holdsNumber: (bytes: Uint8Array) => Promise<boolean>
  /** Whose it is that is asked for under a mandate; absent: the owner's own. */
  readonly principal?: string
}

/**
 * Each part is kept as it comes, so that what stops it later loses nothing. Where the portal tells more of one than a drawer
 * keeps, the others come all the same, and it is told at the end.
 * @throws session.*, portal.*, portal.tooMuch, paper.full, paper.holdsNumber: that document was not kept
 */
export function refreshBoard(
  ports: PortalPorts & Pick<Ports, 'startVerifierProcess'>,
  { drawer, profile, language, forOthers = false, step = () => undefined }: RefreshBoard,
): Promise<void> {
  return inSession(ports, { drawer, profile }, async (send) => {
    const now = () => ports.now().toISOString()
    const holdsNumber = (bytes: Uint8Array) => holdsNumberApart(ports, bytes)
    const asking: Asking = { drawer, profile, language, forOthers, step, send, now, holdsNumber }
    const parts = goingOn()
    step(0)
    const applications = await parts.do(refreshApplications(asking))
    step(25)
    await parts.do(refreshNotices(asking))
    step(40)
    await parts.do(refreshBills(asking))
    step(50)
    await parts.do(fetchOfficial(asking, applications ?? []))
    if (forOthers) await parts.do(refreshOthers(ports, asking))
    step(90)
    await parts.do(fetchForms(ports, asking))
    parts.tell()
    const content = { at: asking.now() }
    await drawer.keepCopies([{ portal: profile.id, kind: 'boardRefresh', id: 'all', content }])
    step(100)
  })
}

/** Goes on after a part that was too much, and knows the first of them. */
function goingOn() {
  let first: WalletError | undefined
  return {
    async do<T>(part: Promise<T>): Promise<T | undefined> {
      try {
        return await part
      } catch (error) {
        if (!isTooMuch(error)) throw error
        first ??= error
        return undefined
      }
    },
    tell(): void {
      if (first !== undefined) throw first
    },
  }
}

const isTooMuch = (error: unknown): error is WalletError =>
  error instanceof WalletError && endsOnePart.has(error.failure.code)

const endsOnePart: ReadonlySet<string> = new Set(['portal.tooMuch', 'paper.full', 'paper.holdsNumber'])

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
  for (const { id, scopes, principal } of mandates) {
    const under = { ...asking, send: underMandate(send, id), principal: principal.name }
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
      if (!(error instanceof WalletError) || error.failure.code === 'app.cancelled' || isTooMuch(error)) throw error
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
