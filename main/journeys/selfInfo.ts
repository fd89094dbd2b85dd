// 自己情報取得: asked for here, consented to on the portal's page, compared with the owner's card, and kept when it has come.
// Every state lies in the drawer, so that it goes on after a restart.
import type { CardAttributes } from '../../preload/shapes/cardData.ts'
import type { SelfInfoItem, SelfInfoJob, SelfInfoPeriod } from '../../preload/shapes/selfInfo.ts'
import type { Drawer, NewLedgerEntry } from '../drawer/drawer.ts'
import { ofKind } from '../drawer/portalCopy.ts'
import { fail, WalletError } from '../failure.ts'
import type { PortalProfile } from '../portal/profile.ts'
import { askFor, fetchItems, fetchJobs, sendHolder } from '../portal/selfInfo.ts'
import { asOfNow, isOpen, jobTold, mergeJobs } from '../portal/selfInfoJobs.ts'
import { type SessionFetch, underMandate } from '../portal/session.ts'
import type { Ports } from '../ports.ts'
import { keptMandates, mayActFor } from './portalMandates.ts'
import { type AtPortal, inSession, type PortalPorts } from './portalSession.ts'
import { type CardReading, readCardAttributes } from './readCardData.ts'
import { recorded } from './recorded.ts'

type Entry = Omit<NewLedgerEntry, 'outcome'>

interface InWords extends AtPortal {
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
 * @throws selfInfo.itemGone, mandate.unknown, session.*, portal.*
 */
export async function askSelfInfo(
  ports: PortalPorts & Pick<Ports, 'openInBrowser'>,
  { drawer, profile, language, items, period, purpose, mandateId }: AskSelfInfo,
): Promise<SelfInfoJob> {
  const at = ports.now().toISOString()
  const mandate = mandateId === undefined ? undefined : await usableMandate(drawer, profile, mandateId, at)
  const known = await readItems(ports, { drawer, profile })
  const wanted = items.map((id) => known.find((one) => one.id === id) ?? fail({ code: 'selfInfo.itemGone' }))
  const entry: Entry = {
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
  await keep(drawer, profile, [job])
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
      await keep(drawer, profile, await toldOf(send, profile, own, mandate, at))
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

/**
 * Reads the four attributes of the owner's card, which the guard has compared with the open drawer, and lets the portal
 * compare them with who consented. They go nowhere else and are not kept.
 * @throws selfInfo.notFound, selfInfo.gone, selfInfo.cardDoubtful, selfInfo.notComparable, card.*, session.*, portal.*
 */
export async function compareHolder(
  ports: PortalPorts,
  { drawer, profile, language }: InWords,
  id: string,
  { reading, by }: { readonly reading: CardReading; readonly by: 'pin' | 'checkNumberB' },
): Promise<SelfInfoJob> {
  const job = await jobOf(drawer, id, ports.now().toISOString())
  if (job.state !== 'compare') return fail({ code: 'selfInfo.notFound' })
  // Nobody types a PIN for a session that has ended.
  await refreshJobs(ports, { drawer, profile })
  const still = await jobOf(drawer, id, ports.now().toISOString())
  if (still.state !== 'compare') return still
  const holder = comparable(await readCardAttributes(reading, by))
  reading.step('sendingAnswer')
  const at = ports.now().toISOString()
  const sent: SelfInfoJob = { ...still, comparedAt: at }
  // Before it is sent: where its answer gets lost, the result is taken all the same.
  await keep(drawer, profile, [sent])
  const { purpose } = job
  const entry: Entry = { at, act: 'selfInfo', party: profile.label[language], purpose, items: [fourInWords] }
  const { result } = await recorded(drawer, entry, () =>
    inSession(ports, { drawer, profile }, (send) =>
      sendHolder(underMandate(send, job.mandate?.id), profile, id, holder),
    ),
  )
  const compared = jobTold(sent, result, { mandate: job.mandate, at, from: profile.label })
  await keep(drawer, profile, [compared])
  return compared
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

const fourInWords = {
  credential: { ja: 'カードの4情報', en: 'Four attributes of the card' },
  attributes: [
    { ja: '氏名', en: 'Name' },
    { ja: '生年月日', en: 'Date of birth' },
    { ja: '性別', en: 'Sex' },
    { ja: '住所', en: 'Address' },
  ],
}

/** @throws selfInfo.cardDoubtful, selfInfo.notComparable */
function comparable({ name, birthDate, sex, address, checks }: CardAttributes) {
  if (checks.some(({ state }) => state === 'failed')) return fail({ code: 'selfInfo.cardDoubtful' })
  if ((sex !== 'male' && sex !== 'female') || !/^\d{4}-(?!00)\d{2}-(?!00)\d{2}$/.test(birthDate))
    return fail({ code: 'selfInfo.notComparable' })
  return { name, birthDate, sex, address } as const
}

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

async function jobOf(drawer: Drawer, id: string, at: string): Promise<SelfInfoJob> {
  const jobs = await keptJobs(drawer, undefined, at)
  return jobs.find((job) => job.id === id) ?? fail({ code: 'selfInfo.notFound' })
}

const keep = (drawer: Drawer, { id: portal }: PortalProfile, jobs: readonly SelfInfoJob[]): Promise<void> =>
  drawer.keepCopies(jobs.map((content) => ({ portal, kind: 'selfInfo', id: content.id, content })))

const isOverMandate = (error: unknown): boolean =>
  error instanceof WalletError &&
  error.failure.code === 'portal.refused' &&
  error.failure.reason === 'mandate_not_valid'

/** The address stands on the screen as well. */
const ignored = (): void => undefined
