// The board: what the drawer keeps of applications, as the family looks at it. No portal is asked.
import type { Application, Board, BoardFollowUp, PortalNotice } from '../../preload/shapes/applications.ts'
import type { Bill } from '../../preload/shapes/payments.ts'

export interface KeptBoard {
  readonly applications: readonly Application[]
  readonly notices: readonly PortalNotice[]
  readonly bills: readonly Bill[]
  /** See {@link followUpId}. */
  readonly ticked: ReadonlySet<string>
  readonly refreshedAt: string | null
}

export function buildBoard({ applications, notices, bills, ticked, refreshedAt }: KeptBoard): Board {
  const newest = applications.toSorted((one, other) => other.submittedAt.localeCompare(one.submittedAt))
  return {
    applications: newest.map(({ form: _form, history: _history, ...card }) => card),
    followUps: followUpsOf(newest, ticked),
    unread: notices.filter(({ readAt }) => readAt === undefined).length,
    toPay: bills.filter(({ paidAt, goneSince }) => paidAt === undefined && goneSince === undefined).length,
    refreshedAt,
  }
}

export const followUpId = (receiptNo: string, index: number): string => `${receiptNo}:${index}`

/**
 * What follows from all of them, as one list. Something with a procedure of the portal is done once an application of it was
 * sent for that person after the one it follows from, unless that was rejected or withdrawn.
 *
 * @param ticked ids of those that the person said are done
 */
export function followUpsOf(applications: readonly Application[], ticked: ReadonlySet<string>): BoardFollowUp[] {
  const all = applications.flatMap((from) =>
    from.status === 'withdrawn'
      ? []
      : (from.followUps ?? []).map((one, index): BoardFollowUp => {
          const done = ticked.has(followUpId(from.receiptNo, index)) ? 'ticked' : appliedFor(applications, from, one)
          return { ...one, receiptNo: from.receiptNo, index, from: from.title, ...(done === undefined ? {} : { done }) }
        }),
  )
  return all.toSorted((one, other) => order(one).localeCompare(order(other)))
}

function appliedFor(
  applications: readonly Application[],
  from: Application,
  { procedure, who }: Pick<BoardFollowUp, 'procedure' | 'who'>,
): 'applied' | undefined {
  const found = applications.some(
    (one) =>
      procedure !== undefined &&
      one.procedure === procedure &&
      sameName(one.applicant.name, who) &&
      one.submittedAt >= from.submittedAt &&
      one.receiptNo !== from.receiptNo &&
      one.status !== 'rejected' &&
      one.status !== 'withdrawn',
  )
  return found ? 'applied' : undefined
}

/** Open ones first; within, the nearest day, and those without a day last. */
const order = ({ done, dueOn }: BoardFollowUp): string => `${done === undefined ? 0 : 1} ${dueOn ?? '9999'}`

/** Spaces between family and given name are written in both widths. */
const sameName = (one: string, other: string): boolean => plain(one) === plain(other)
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '')
