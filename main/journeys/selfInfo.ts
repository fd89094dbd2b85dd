// 自己情報取得: asked for here, consented to on the portal's page, and kept when it has come. Every state
// lies in the drawer, so that it goes on after a restart.
import type { SelfInfoItem, SelfInfoJob, SelfInfoPeriod } from '../../preload/shapes/selfInfo.ts'
import type { NewLedgerEntry } from '../drawer/contract/ledger.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { ofKind } from '../drawer/portalCopy.ts'
import { mustTakeOneMore } from '../drawer/store/bounds.ts'
import { fail, WalletError } from '../failure.ts'
import type { PortalProfile } from '../portal/profile.ts'
import { askFor, fetchItems, fetchJobs } from '../portal/selfInfo.ts'
import { asOfNow, isOpen, mergeJobs } from '../portal/selfInfoJobs.ts'
import { type SessionFetch, underMandate } from '../portal/session.ts'
import type { Ports } from '../ports.ts'
import { keptMandates, mayActFor } from './portalMandates.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { recorded } from './recorded.ts'

export interface InWords extends AtPortal {
  readonly language: 'ja' | 'en'
}

export interface AskSelfInfo extends InWords {
  readonly items: readonly string[]
  readonly period: SelfInfoPeriod
  readonly purpose: string
  /** At the portal: for whoever gave it. */
  readonly mandateId?: string | undefined
}

/**
 * What is kept, as it stands now; the newest first. No portal is needed for it.
 * @param of only that portal's; undefined: all
 */
export async function keptJobs(
  drawer: Drawer,
  of: Pick<PortalProfile, 'id'> | undefined,
  at: string,
): Promise<SelfInfoJob[]> {
  const kept = ofKind(await drawer.copies('selfInfo'), 'selfInfo')
  return kept
    .filter(({ portal }) => of === undefined || portal === of.id)
    .map(({ content }) => asOfNow(content, at))
    .sort((left, right) => right.requestedAt.localeCompare(left.requestedAt))
}

/** @throws session.*, portal.* */
export const readItems = (ports: PortalPorts, { drawer, profile }: AtPortal): Promise<SelfInfoItem[]> =>
  inSession(ports, { drawer, profile }, (send) => fetchItems(send, profile))

/**
 * Asks, keeps the job, and opens the page on which the person consents. Where the answer got lost, the job is found at the
 * next refresh.
 * @throws selfInfo.itemGone, selfInfo.full: nothing was asked for; mandate.unknown, session.*, portal.*
 */
export async function askSelfInfo(
  ports: PortalPorts & Pick<Ports, 'openInBrowser'>,
  { drawer, profile, language, items, period, purpose, mandateId }: AskSelfInfo,
): Promise<SelfInfoJob> {
  const at = ports.now().toISOString()
  const mandate = mandateId === undefined ? undefined : await usableMandate(drawer, profile, mandateId, at)
  mustTakeOneMore('selfInfo', await drawer.copies('selfInfo'))
  const known = await readItems(ports, { drawer, profile })
  const wanted = items.map((id) => known.find((one) => one.id === id) ?? fail({ code: 'selfInfo.itemGone' }))
  const entry: Omit<NewLedgerEntry, 'outcome'> = {
    at,
    act: 'selfInfo',
    party: profile.label[language],
    purpose: mandate === undefined ? purpose : `${purpose} (${mandate.principal})`,
    items: wanted.map(named),
  }
  const { result } = await recorded(drawer, entry, () =>
    inSession(ports, { drawer, profile }, (send) =>
      askFor(underMandate(send, mandate?.id), profile, { items, period, purpose }),
    ),
  )
  const job: SelfInfoJob = {
    id: result.id,
    purpose,
    items: wanted.map(({ id, name }) => ({ id, name })),
    period,
    ...(mandate === undefined ? {} : { mandate }),
    requestedAt: at,
    state: 'consent',
    consent: {
      url: result.consent.href,
      until: new Date(Date.parse(at) + result.consentSeconds * 1000).toISOString(),
    },
    asOf: at,
  }
  await keepJobs(drawer, profile, [job])
  await ports.openInBrowser(result.consent).catch(ignored)
  return job
}

/** Opens the page once more, while it waits. @throws selfInfo.notFound */
export async function openConsent(
  { openInBrowser, now }: Pick<Ports, 'openInBrowser' | 'now'>,
  drawer: Drawer,
  id: string,
): Promise<void> {
  const job = await jobOf(drawer, id, now().toISOString())
  if (job.state !== 'consent' || job.consent === undefined) return fail({ code: 'selfInfo.notFound' })
  await openInBrowser(new URL(job.consent.url)).catch(ignored)
}

/**
 * Asks how far everything is that has not ended, and keeps at once what has come: what the portal has shown, it deletes at
 * the log-out.
 * @throws session.*, portal.*
 */
export async function refreshJobs(ports: PortalPorts, { drawer, profile }: AtPortal): Promise<SelfInfoJob[]> {
  const at = ports.now().toISOString()
  const kept = await keptJobs(drawer, profile, at)
  await inSession(ports, { drawer, profile }, async (send) => {
    for (const mandate of [undefined, ...mandatesOf(kept)]) {
      const own = kept.filter((job) => job.mandate?.id === mandate?.id)
      await keepJobs(drawer, profile, await toldOf(send, profile, own, mandate, at))
    }
  })
  return keptJobs(drawer, undefined, at)
}

/** @returns the jobs that have changed */
async function toldOf(
  send: SessionFetch,
  profile: PortalProfile,
  kept: readonly SelfInfoJob[],
  mandate: SelfInfoJob['mandate'],
  at: string,
): Promise<SelfInfoJob[]> {
  try {
    return mergeJobs(kept, await fetchJobs(underMandate(send, mandate?.id), profile), {
      mandate,
      at,
      from: profile.label,
    })
  } catch (error) {
    // It has ended, and with it everything that was asked under it.
    if (!isOverMandate(error)) throw error
    return kept
      .filter(isOpen)
      .map((job) => ({ ...job, state: 'failed', reason: 'mandate_not_valid', asOf: at }) as const)
  }
}

/** Takes a job and what came of it out of the drawer. @throws selfInfo.notFound */
export async function removeJob(
  { now }: Pick<Ports, 'now'>,
  { drawer, language }: Pick<InWords, 'drawer' | 'language'>,
  id: string,
): Promise<void> {
  const at = now().toISOString()
  const copies = ofKind(await drawer.copies('selfInfo'), 'selfInfo')
  const { portal, content } = copies.find((copy) => copy.id === id) ?? fail({ code: 'selfInfo.notFound' })
  const party = content.received?.from[language] ?? ''
  await drawer.record({ at, act: 'remove', outcome: 'done', party, items: content.items.map(named) })
  await drawer.dropCopy(portal, 'selfInfo', id)
}

const named = ({ name }: { name: string }) => ({ credential: { ja: name, en: name }, attributes: [] })

/** As the portal told it last; where it has ended, the portal refuses. @throws mandate.unknown */
async function usableMandate(drawer: Drawer, profile: PortalProfile, id: string, at: string) {
  const usable = mayActFor(await keptMandates(drawer, profile, at), 'selfinfo')
  const found = usable.find((one) => one.id === id) ?? fail({ code: 'mandate.unknown' })
  return { id, principal: found.principal.name }
}

const mandatesOf = (jobs: readonly SelfInfoJob[]): NonNullable<SelfInfoJob['mandate']>[] => [
  ...new Map(
    jobs.filter(isOpen).flatMap(({ mandate }) => (mandate === undefined ? [] : [[mandate.id, mandate]])),
  ).values(),
]

/** @throws selfInfo.notFound */
export async function jobOf(drawer: Drawer, id: string, at: string): Promise<SelfInfoJob> {
  const jobs = await keptJobs(drawer, undefined, at)
  return jobs.find((job) => job.id === id) ?? fail({ code: 'selfInfo.notFound' })
}

export const keepJobs = (drawer: Drawer, { id: portal }: PortalProfile, jobs: readonly SelfInfoJob[]): Promise<void> =>
  drawer.keepCopies(jobs.map((content) => ({ portal, kind: 'selfInfo', id: content.id, content })))

const isOverMandate = (error: unknown): boolean =>
  error instanceof WalletError &&
  error.failure.code === 'portal.refused' &&
  error.failure.reason === 'mandate_not_valid'

/** The address stands on the screen as well. */
const ignored = (): void => undefined
