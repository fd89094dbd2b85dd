// Official documents (公文書) of applications: fetched, compared with what was announced, and kept as papers.
import type { Application } from '../../preload/shapes/applications.ts'
import type { PaperKind } from '../../preload/shapes/papers.ts'
import { keepApplications, keptApplications } from '../board/kept.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail, WalletError } from '../failure.ts'
import { ownMember } from '../ownMember.ts'
import { withOwner } from '../papers/names.ts'
import { fetchDocument, fetchDocuments, type SeenApplication } from '../portal/board.ts'
import { recorded } from './recorded.ts'
import type { Asking } from './refreshBoard.ts'

/** Papers of these procedures of the practice portal are of a kind of their own; every other one is a 公文書. */
const paperKinds: Readonly<Record<string, PaperKind>> = {
  'tax-certificate': 'taxCertificate',
  'residence-certificate': 'residence',
  'income-certificate': 'income',
}

/**
 * Official documents that are not in the drawer yet. Who may not receive for the owner leaves them where they are; one with a
 * 個人番号 stays at the portal, and is told when the others are there.
 * @throws session.*, portal.*, paper.full, paper.holdsNumber
 */
export async function fetchOfficial(asking: Asking, applications: readonly SeenApplication[]): Promise<void> {
  const { send, drawer, profile, step, now } = asking
  if (!(await mayReceive(drawer, now()))) return
  const copies = new Map((await keptApplications(drawer, profile.id)).map((one) => [one.receiptNo, one]))
  const lacking = applications.flatMap(({ receiptNo, documentCount }) => {
    const copy = copies.get(receiptNo)
    const known = copy?.documents ?? []
    const all = documentCount <= known.length && known.every(({ paperId }) => paperId !== undefined)
    return copy === undefined || all ? [] : [copy]
  })
  let refused: WalletError | undefined
  for (const [done, copy] of lacking.entries()) {
    // One that is not here yet is whatever is announced now, so that a mistake which was mended keeps nothing out.
    const known = new Map(copy.documents.flatMap((one) => (one.paperId === undefined ? [] : [[one.id, one] as const])))
    const listed = await fetchDocuments(send, profile, copy.receiptNo)
    let next: Application = { ...copy, documents: listed.map((one) => known.get(one.id) ?? one) }
    await keepApplications(drawer, profile.id, [next])
    for (const { id, paperId } of next.documents)
      if (paperId === undefined)
        next = await fetchPaper(asking, next, id).catch((error: unknown) => {
          if (!(error instanceof WalletError) || error.failure.code !== 'paper.holdsNumber') throw error
          refused ??= error
          return next
        })
    step(50 + Math.floor((40 * (done + 1)) / lacking.length))
  }
  if (refused !== undefined) throw refused
}

/** One document becomes a paper in the drawer, and the ledger says so. */
async function fetchPaper(
  { send, drawer, profile, language, now, holdsNumber, principal }: Asking,
  copy: Application,
  id: string,
): Promise<Application> {
  const document = copy.documents.find((one) => one.id === id) ?? fail({ code: 'application.notFound' })
  const at = now()
  const party = profile.label[language]
  const name = withOwner({ ja: document.name, en: document.name }, principal)
  const { result } = await recorded(
    drawer,
    { at, act: 'receive', party, items: [{ credential: name, attributes: [] }] },
    async () => {
      const bytes = await fetchDocument(send, profile, copy.receiptNo, document)
      if (await holdsNumber(bytes)) fail({ code: 'paper.holdsNumber', name: document.name })
      const kind = ownMember(paperKinds, copy.procedure) ?? 'official'
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
