// What the portal tells now, put together with what the drawer kept before: nothing that was kept is lost.
import type { Application, PortalNotice } from '../../preload/shapes/applications.ts'
import type { Bill } from '../../preload/shapes/payments.ts'
import type { SeenApplication } from '../portal/board.ts'
import type { SeenBill } from '../portal/payments.ts'

/** So many are in one answer at most: in a full one an older thing may be missing without having gone. */
const fullList = 200

/**
 * Copies to be kept: what was told, with the documents that are known already, and what is not told any more as gone.
 * What was gone and is told again is there again.
 */
export function mergeApplications(
  kept: readonly Application[],
  told: readonly SeenApplication[],
  at: string,
): Application[] {
  const known = new Map(kept.map((one) => [one.receiptNo, one]))
  const fresh = told.map(({ documentCount: _, ...one }) => ({
    ...one,
    documents: known.get(one.receiptNo)?.documents ?? [],
    asOf: at,
  }))
  const names = new Set(told.map(({ receiptNo }) => receiptNo))
  const since = oldest(told.map(({ submittedAt }) => submittedAt))
  return [...fresh, ...kept.filter((one) => !names.has(one.receiptNo) && one.submittedAt >= since).flatMap(gone(at))]
}

/** As {@link mergeApplications}; what was read here stays read, though the portal does not know it yet. */
export function mergeNotices(
  kept: readonly PortalNotice[],
  told: readonly Omit<PortalNotice, 'asOf'>[],
  at: string,
): PortalNotice[] {
  const known = new Map(kept.map((one) => [one.id, one]))
  const fresh = told.map((one) => {
    const readAt = one.readAt ?? known.get(one.id)?.readAt
    return { ...one, ...(readAt === undefined ? {} : { readAt }), asOf: at }
  })
  const ids = new Set(told.map(({ id }) => id))
  const since = oldest(told.map((one) => one.at))
  return [...fresh, ...kept.filter((one) => !ids.has(one.id) && one.at >= since).flatMap(gone(at))]
}

/** As {@link mergeApplications}; bills of others that were paid from here are not the portal's to tell. */
export function mergeBills(kept: readonly Bill[], told: readonly SeenBill[], at: string): Bill[] {
  const known = new Map(kept.map((one) => [one.id, one]))
  const fresh = told.map((one) => {
    const paymentId = known.get(one.id)?.paymentId
    return { ...one, ...(paymentId === undefined ? {} : { paymentId }), asOf: at }
  })
  const ids = new Set(told.map(({ id }) => id))
  return [...fresh, ...kept.filter(({ id, others }) => !ids.has(id) && others !== true).flatMap(gone(at))]
}

/** Nothing changes about what was gone before. */
const gone =
  (at: string) =>
  <T extends { readonly goneSince?: string | undefined }>(one: T): T[] =>
    one.goneSince === undefined ? [{ ...one, goneSince: at }] : []

/** Where the list was cut off; '' where it is whole. */
const oldest = (instants: readonly string[]): string =>
  instants.length < fullList ? '' : (instants.toSorted()[0] ?? '')
