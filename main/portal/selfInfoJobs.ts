// How a request for self-information stands: what the portal tells, put together with what the drawer knows of it.
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { SelfInfoJob } from '../../preload/shapes/selfInfo.ts'
import type { ToldJob } from './selfInfo.ts'

interface Telling {
  /** Under which the portal was asked. */
  readonly mandate: SelfInfoJob['mandate']
  readonly at: string
  /** The portal's name. */
  readonly from: Bilingual
}

/** Whether the portal may still tell something new of it. */
export const isOpen = ({ state }: Pick<SelfInfoJob, 'state'>): boolean =>
  state === 'consent' || state === 'compare' || state === 'waiting'

/** A page that nobody answered in time is over, also where the portal cannot be asked. */
export const asOfNow = (job: SelfInfoJob, at: string): SelfInfoJob =>
  job.state === 'consent' && job.consent !== undefined && job.consent.until <= at ? { ...job, state: 'over' } : job

/**
 * All of one person's: those that were told, and open ones that the portal tells no more. What has come stays, whatever the
 * portal tells later. One that was not asked for from here is taken in only while it can still be compared from here: its
 * answer may have got lost, or somebody else of the household may be logged in.
 * @returns those that differ from what is kept
 */
export function mergeJobs(kept: readonly SelfInfoJob[], told: readonly ToldJob[], telling: Telling): SelfInfoJob[] {
  const byId = new Map(kept.map((job) => [job.id, job]))
  const changed = told
    .filter((one) => byId.has(one.process_id) || one.status === 'PENDING' || one.status === 'NEED_TO_VERIFY_USER')
    .map((one) => jobTold(byId.get(one.process_id), one, telling))
  const ids = new Set(told.map(({ process_id }) => process_id))
  const gone = kept
    .filter((job) => !ids.has(job.id) && job.goneSince === undefined)
    .map((job) => goneAt(job, telling.at))
  return [...changed, ...gone]
}

/** One job as the portal tells it now; `kept` is undefined where it was asked for elsewhere, or its answer got lost. */
export function jobTold(kept: SelfInfoJob | undefined, told: ToldJob, { mandate, at, from }: Telling): SelfInfoJob {
  const names = new Map([
    ...(told.selfPersonalData ?? []).map(({ itemId, name }) => [itemId, name] as const),
    ...(told.missing ?? []).map(({ itemId, name }) => [itemId, name] as const),
  ])
  const before: SelfInfoJob = kept ?? {
    id: told.process_id,
    purpose: told.purpose,
    items: told.items.map((id) => ({ id, name: names.get(id) ?? id })),
    ...(mandate === undefined ? {} : { mandate }),
    requestedAt: told.requested_at,
    state: 'waiting',
    asOf: at,
  }
  switch (told.status) {
    case 'PENDING':
      return { ...before, state: before.state === 'consent' ? 'consent' : 'waiting', asOf: at }
    case 'NEED_TO_VERIFY_USER':
      return { ...withoutConsent(before), state: 'compare', asOf: at }
    case 'SUCCESS':
      if (before.received === undefined && before.comparedAt === undefined)
        return { ...withoutConsent(before), state: 'failed', reason: 'not_compared', asOf: at }
      return {
        ...withoutConsent(before),
        state: 'received',
        received: before.received ?? { at, from, sheets: told.selfPersonalData ?? [], missing: told.missing ?? [] },
        asOf: at,
      }
    case 'ERROR':
      return {
        ...withoutConsent(before),
        state: 'failed',
        ...(told.error_reason === undefined ? {} : { reason: told.error_reason }),
        asOf: at,
      }
    case 'EXPIRED':
      return goneAt(before, at)
  }
}

/** What has come stays; what had not come never will. */
function goneAt(job: SelfInfoJob, at: string): SelfInfoJob {
  const since = job.goneSince ?? at
  return { ...withoutConsent(job), state: isOpen(job) ? 'over' : job.state, goneSince: since, asOf: at }
}

/** The address of the page is good for nothing once the page was answered. */
function withoutConsent({ consent: _, ...job }: SelfInfoJob): SelfInfoJob {
  return job
}
