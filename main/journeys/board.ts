// The status board, notices and bills as the drawer keeps them: with no portal at hand, and after the portal deleted them.
import type { Application, Board, PortalNotice, ShownApplication } from '../../preload/shapes/applications.ts'
import type { Bill } from '../../preload/shapes/payments.ts'
import { buildBoard, followUpId } from '../board/board.ts'
import { keepNotices, keptCopies } from '../board/kept.ts'
import { showApplication } from '../board/showApplication.ts'
import type { Drawer } from '../drawer/drawer.ts'
import type { CopyOf } from '../drawer/portalCopy.ts'
import { fail, WalletError } from '../failure.ts'
import { sendRead } from '../portal/notices.ts'
import type { PortalProfile } from '../portal/profile.ts'
import { inSession, type PortalPorts } from './portalSession.ts'

export async function readBoard(drawer: Drawer): Promise<Board> {
  const applications = await keptCopies(drawer, 'application')
  const notices = await keptCopies(drawer, 'notice')
  const bills = await keptCopies(drawer, 'bill')
  const ticks = await keptCopies(drawer, 'followUpDone')
  const [refresh] = await keptCopies(drawer, 'boardRefresh')
  return buildBoard({
    applications: applications.map(({ content }) => content),
    notices: notices.map(({ content }) => content),
    bills: bills.map(({ content }) => content),
    ticked: new Set(ticks.map(({ id }) => id)),
    refreshedAt: refresh?.content.at ?? null,
  })
}

/** As it was told last. @throws application.notFound */
export async function readApplication(drawer: Drawer, receiptNo: string): Promise<Application> {
  return (await applicationCopy(drawer, receiptNo)).content
}

/** The same as a person reads it. @throws application.notFound */
export async function showKept(drawer: Drawer, receiptNo: string, language: 'ja' | 'en'): Promise<ShownApplication> {
  const { portal, content } = await applicationCopy(drawer, receiptNo)
  const forms = await keptCopies(drawer, 'form')
  const form = forms.find((one) => one.portal === portal && one.id === content.procedure)
  return showApplication(content, form?.content, language)
}

async function applicationCopy(drawer: Drawer, receiptNo: string): Promise<CopyOf<'application'>> {
  const kept = await keptCopies(drawer, 'application')
  return kept.find(({ id }) => id === receiptNo) ?? fail({ code: 'application.notFound' })
}

/** The newest first. */
export async function readNotices(drawer: Drawer): Promise<PortalNotice[]> {
  const kept = (await keptCopies(drawer, 'notice')).map(({ content }) => content)
  return kept.toSorted((one, other) => other.at.localeCompare(one.at))
}

/** What is due first, by its day; what is paid after it, the newest first. */
export async function readBills(drawer: Drawer): Promise<Bill[]> {
  const kept = (await keptCopies(drawer, 'bill')).map(({ content }) => content)
  const due = kept.filter(({ paidAt }) => paidAt === undefined)
  const paid = kept.filter(({ paidAt }) => paidAt !== undefined)
  return [
    ...due.toSorted((one, other) => one.dueOn.localeCompare(other.dueOn)),
    ...paid.toSorted((one, other) => (other.paidAt ?? '').localeCompare(one.paidAt ?? '')),
  ]
}

/**
 * Read here at once. The portal is told where somebody is logged in, else by the next refresh.
 * @param portal where there is one
 * @throws application.notFound
 */
export async function markRead(
  ports: PortalPorts,
  { drawer, portal, id }: { drawer: Drawer; portal: PortalProfile | undefined; id: string },
): Promise<void> {
  const copy = (await keptCopies(drawer, 'notice')).find((one) => one.id === id)
  const { content } = copy ?? fail({ code: 'application.notFound' })
  if (copy === undefined || content.readAt !== undefined) return
  await keepNotices(drawer, copy.portal, [{ ...content, readAt: ports.now().toISOString() }])
  if (portal?.id !== copy.portal || content.goneSince !== undefined) return
  try {
    await inSession(ports, { drawer, profile: portal }, (send) => sendRead(send, portal, id))
  } catch (error) {
    // Whatever hinders it, the next refresh tells it.
    if (!(error instanceof WalletError)) throw error
  }
}

/** The person says that a follow-up is done, or is not. @throws application.notFound */
export async function tickFollowUp(
  drawer: Drawer,
  { receiptNo, index, done, at }: { receiptNo: string; index: number; done: boolean; at: string },
): Promise<void> {
  const { portal, content } = await applicationCopy(drawer, receiptNo)
  if (content.followUps?.[index] === undefined) fail({ code: 'application.notFound' })
  const id = followUpId(receiptNo, index)
  if (done) await drawer.keepCopies([{ portal, kind: 'followUpDone', id, content: { at } }])
  else await drawer.dropCopy(portal, 'followUpDone', id)
}
