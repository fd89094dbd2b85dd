// How the applications of an open drawer stand, as far as their owner may let everybody see it.
import type { Application, ApplicationStatus, FamilyApplications } from '../../preload/shapes/applications.ts'
import { followUpsOf } from '../board/board.ts'
import { keptCopies } from '../board/kept.ts'
import { shownAfter } from '../calendar/ownDates.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { dayOf, daysBetween } from '../mandates/days.ts'
import { cut } from './overview.ts'

/** The list of people is read whole: no more of one person stand in it. */
const most = 16
const underWay: ReadonlySet<ApplicationStatus> = new Set(['sent', 'arrived', 'reviewing', 'payment_wait', 'returned'])
const over: ReadonlySet<ApplicationStatus> = new Set(['rejected', 'withdrawn'])

/** @throws drawer.*, mandate.* */
export async function readFamilyApplications(drawer: Drawer, at: string): Promise<FamilyApplications> {
  const [applications, ticks] = await Promise.all([
    keptCopies(drawer, 'application'),
    keptCopies(drawer, 'followUpDone'),
  ])
  return buildFamilyApplications({
    applications: applications.map(({ content }) => content),
    ticked: new Set(ticks.map(({ id }) => id)),
    at,
  })
}

interface Kept {
  readonly applications: readonly Application[]
  /** See `followUpId`. */
  readonly ticked: ReadonlySet<string>
  /** Now, as ISO 8601 UTC text. */
  readonly at: string
}

/**
 * Of what concerns the drawer's owner alone: what was sent for somebody else, or is seen as their agent, is theirs to show.
 * What the portal has deleted is history.
 */
export function buildFamilyApplications({ applications, ticked, at }: Kept): FamilyApplications {
  const today = dayOf(at)
  const followUps = followUpsOf(applications, ticked).filter(({ done }) => done === undefined)
  const dueOn = ({ receiptNo, status, fee }: Application): string | undefined => {
    if (over.has(status)) return undefined
    const days = [
      ...followUps.flatMap((one) => (one.receiptNo === receiptNo ? [one.dueOn] : [])),
      ...(fee !== undefined && fee.paidAt === undefined ? [fee.dueOn] : []),
    ]
    return days
      .filter((day) => day !== undefined)
      .toSorted()
      .find((day) => daysBetween(day, today) <= shownAfter)
  }
  const own = applications
    .filter(({ applicant, seenUnder, goneSince }) => applicant.me && seenUnder === undefined && goneSince === undefined)
    .toSorted((one, other) => place(one) - place(other) || other.submittedAt.localeCompare(one.submittedAt))
  return {
    knownOn: today,
    applications: own.slice(0, most).map((one) => {
      const due = dueOn(one)
      return {
        title: plain(one.title),
        label: plain(one.label),
        asksBack: one.correctable,
        ...(due === undefined ? {} : { dueOn: due }),
        fetchedOn: dayOf(one.asOf),
      }
    }),
    more: Math.max(0, own.length - most),
  }
}

const place = ({ correctable, status }: Application): number => (correctable ? 0 : underWay.has(status) ? 1 : 2)

/** A portal's words: no control characters, which take six bytes each where they are kept. */
const plain = (text: string): string => cut(text.replaceAll(/\p{Cc}+/gu, ' '))
