// How everything stands at the portal – applications, notices, bills, official documents – asked for and kept in the drawer.
import type { Application } from '../../preload/shapes/applications.ts'
import type { PaperKind } from '../../preload/shapes/papers.ts'
import { keepApplications, keepBills, keepNotices, keptApplications, keptBills, keptNotices } from '../board/kept.ts'
import { mergeApplications, mergeBills, mergeNotices } from '../board/merge.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail, WalletError } from '../failure.ts'
import { fetchApplications, fetchDocument, fetchDocuments, type SeenApplication } from '../portal/board.ts'
import { fetchNotices, sendRead } from '../portal/notices.ts'
import { fetchBills } from '../portal/payments.ts'
import type { SessionFetch } from '../portal/session.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { recorded } from './recorded.ts'

/** Papers of these procedures of the practice portal are of a kind of their own; every other one is a 公文書. */
const paperKinds: Readonly<Record<string, PaperKind>> = {
  'tax-certificate': 'taxCertificate',
  'residence-certificate': 'residence',
  'income-certificate': 'income',
}

export interface RefreshBoard extends AtPortal {
  readonly language: 'ja' | 'en'
  /** Told how much of it is there, in hundredths. */
  readonly step?: (percent: number) => void
}

/** In one session. */
interface Asking extends Required<RefreshBoard> {
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
  { drawer, profile, language, step = () => undefined }: RefreshBoard,
): Promise<void> {
  return inSession(ports, { drawer, profile }, async (send) => {
    const asking: Asking = { drawer, profile, language, step, send, now: () => ports.now().toISOString() }
    step(0)
    const applications = await refreshApplications(asking)
    step(25)
    await refreshNotices(asking)
    step(50)
    await refreshBills(asking)
    step(60)
    await fetchPapers(asking, applications)
    const content = { at: asking.now() }
    await drawer.keepCopies([{ portal: profile.id, kind: 'boardRefresh', id: 'all', content }])
    step(100)
  })
}

async function refreshApplications({ send, drawer, profile, now }: Asking): Promise<SeenApplication[]> {
  const told = await fetchApplications(send, profile)
  const kept = await keptApplications(drawer, profile.id)
  await keepApplications(drawer, profile.id, mergeApplications(kept, told, now()))
  return told
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

/** Official documents that are not in the drawer yet. Who may not receive for the owner leaves them where they are. */
async function fetchPapers(asking: Asking, applications: readonly SeenApplication[]): Promise<void> {
  const { send, drawer, profile, step, now } = asking
  if (!(await mayReceive(drawer, now()))) return
  const copies = new Map((await keptApplications(drawer, profile.id)).map((one) => [one.receiptNo, one]))
  const lacking = applications.flatMap(({ receiptNo, documentCount }) => {
    const copy = copies.get(receiptNo)
    const known = copy?.documents ?? []
    const all = documentCount <= known.length && known.every(({ paperId }) => paperId !== undefined)
    return copy === undefined || all ? [] : [copy]
  })
  for (const [done, copy] of lacking.entries()) {
    const known = new Map(copy.documents.map((one) => [one.id, one]))
    const listed = await fetchDocuments(send, profile, copy.receiptNo)
    let next: Application = { ...copy, documents: listed.map((one) => known.get(one.id) ?? one) }
    await keepApplications(drawer, profile.id, [next])
    for (const { id, paperId } of next.documents) if (paperId === undefined) next = await fetchPaper(asking, next, id)
    step(60 + Math.floor((40 * (done + 1)) / lacking.length))
  }
}

/** One document becomes a paper in the drawer, and the ledger says so. */
async function fetchPaper(
  { send, drawer, profile, language, now }: Asking,
  copy: Application,
  id: string,
): Promise<Application> {
  const document = copy.documents.find((one) => one.id === id) ?? fail({ code: 'application.notFound' })
  const at = now()
  const party = profile.label[language]
  const name = { ja: document.name, en: document.name }
  const { result } = await recorded(
    drawer,
    { at, act: 'receive', party, items: [{ credential: name, attributes: [] }] },
    async () => {
      const bytes = await fetchDocument(send, profile, copy.receiptNo, document)
      const kind = paperKinds[copy.procedure] ?? 'official'
      const source = { from: 'portal', name: party, about: copy.receiptNo } as const
      return drawer.keepPaper({ kind, name, media: document.media, source, receivedAt: at }, bytes)
    },
  )
  const documents = copy.documents.map((one) => (one.id === id ? { ...one, paperId: result.id } : one))
  const next = { ...copy, documents }
  await keepApplications(drawer, profile.id, [next])
  return next
}

async function mayReceive(drawer: Drawer, at: string): Promise<boolean> {
  try {
    await drawer.mayAct('receive', at)
    return true
  } catch (error) {
    if (error instanceof WalletError && error.failure.code.startsWith('mandate.')) return false
    throw error
  }
}
