// 自己情報取得 as a job: consent on a page, comparison of the person, the agencies' answer minutes later (facts section 1.3: 三).
import { dayInJapan } from '../../calendar.ts'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { addNotice } from '../notices/notices.ts'
import { newId, newSecret, sha256 } from '../secrets.ts'
import { findItem, type ItemField } from './items.ts'

/** A consent page that nobody answers is over. */
export const consentLifeMs = 10 * 60_000
const answerMs = 10_000
/** Results are not kept for longer. */
const resultLifeMs = 24 * 3_600_000

export type Stage = 'consent' | 'compare' | 'asked' | 'done' | 'failed'
export type ErrorReason =
  | 'access_denied'
  | 'user_mismatch'
  | 'no_data'
  | 'not_supported_by_municipality'
  | 'temporarily_unavailable'

export interface Job {
  readonly id: string
  /** Who asks and must consent. */
  readonly actor: string
  /** Whose information it is. */
  readonly person: string
  readonly items: string
  readonly condition: string
  readonly purpose: string
  readonly stage: Stage
  readonly reason: ErrorReason | null
  readonly consentedBy: string | null
  readonly pageSha256: string | null
  readonly tries: number
  readonly result: string | null
  readonly createdAt: number
  readonly dueAt: number
}

const columns = `id, actor, person, items, condition, purpose, stage, reason, consented_by AS consentedBy,
  page_sha256 AS pageSha256, tries, result, created_at AS createdAt, due_at AS dueAt`

export function addJob(
  { database, now }: PortalContext,
  plan: Pick<Job, 'actor' | 'person' | 'items' | 'condition' | 'purpose'>,
): { id: string; secret: string } {
  const id = newId()
  const secret = newSecret()
  const at = now().getTime()
  database
    .prepare(
      `INSERT INTO selfinfo_jobs (id, secret_sha256, actor, person, items, condition, purpose, stage, created_at, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'consent', ?, ?)`,
    )
    .run(id, sha256(secret), plan.actor, plan.person, plan.items, plan.condition, plan.purpose, at, at + consentLifeMs)
  return { id, secret }
}

export function findJob({ database }: PortalContext, by: 'id' | 'secret', value: string): Job | undefined {
  const [column, wanted] = by === 'id' ? ['id', value] : ['secret_sha256', sha256(value)]
  return database.prepare<[string], Job>(`SELECT ${columns} FROM selfinfo_jobs WHERE ${column} = ?`).get(wanted)
}

export function jobsOf({ database }: PortalContext, person: string): Job[] {
  return database
    .prepare<[string], Job>(`SELECT ${columns} FROM selfinfo_jobs WHERE person = ? ORDER BY created_at DESC LIMIT 50`)
    .all(person)
}

/** Asked for in the last hour. */
export function askedLately({ database, now }: PortalContext, actor: string): number {
  const since = now().getTime() - 3_600_000
  return Number(
    database.prepare('SELECT count(*) FROM selfinfo_jobs WHERE actor = ? AND created_at > ?').pluck().get(actor, since),
  )
}

export function isOver({ now }: PortalContext, { stage, dueAt }: Job): boolean {
  const waits = stage === 'consent' || stage === 'compare'
  return (waits && dueAt <= now().getTime()) || (stage === 'done' && dueAt + resultLifeMs <= now().getTime())
}

/** From one stage to the next, and only from that one. */
export function moveJob(
  { database }: PortalContext,
  id: string,
  from: Stage,
  to: Stage,
  more: { dueAt?: number; reason?: ErrorReason; consentedBy?: string; result?: string } = {},
): boolean {
  const { changes } = database
    .prepare(
      `UPDATE selfinfo_jobs SET stage = ?, page_sha256 = NULL, due_at = coalesce(?, due_at), reason = ?,
       consented_by = coalesce(?, consented_by), result = ? WHERE id = ? AND stage = ?`,
    )
    .run(to, more.dueAt ?? null, more.reason ?? null, more.consentedBy ?? null, more.result ?? null, id, from)
  return changes === 1
}

export function showPage({ database }: PortalContext, id: string): string {
  const token = newSecret()
  database.prepare('UPDATE selfinfo_jobs SET page_sha256 = ? WHERE id = ?').run(sha256(token), id)
  return token
}

/** @returns wrong PINs so far */
export function countTry({ database }: PortalContext, id: string): number {
  return Number(
    database.prepare('UPDATE selfinfo_jobs SET tries = tries + 1 WHERE id = ? RETURNING tries').pluck().get(id),
  )
}

/** What was displayed does not stay at the portal after the log-out (公): who wants to keep it, keeps it before. */
export function forgetResults({ database }: PortalContext, actor: string): void {
  database
    .prepare("UPDATE selfinfo_jobs SET result = NULL, due_at = 0 WHERE actor = ? AND stage = 'done' AND shown = 1")
    .run(actor)
}

export function markShown({ database }: PortalContext, id: string): void {
  database.prepare("UPDATE selfinfo_jobs SET shown = 1 WHERE id = ? AND stage = 'done'").run(id)
}

export function askAgencies(context: PortalContext, job: Job): void {
  moveJob(context, job.id, 'compare', 'asked', { dueAt: context.now().getTime() + answerMs })
}

export interface SelfInfo {
  readonly data: readonly {
    readonly itemId: string
    readonly name: string
    readonly agency: string
    readonly asOf: string
    readonly fields: readonly ItemField[]
  }[]
  /** What did not come, and why. */
  readonly missing: readonly {
    readonly itemId: string
    readonly name: string
    readonly reason: 'no_data' | 'temporarily_unavailable'
  }[]
}

/** The agencies answer when their time has come. */
export function settleJob(context: PortalContext, id: string): void {
  const job = findJob(context, 'id', id)
  if (job?.stage !== 'asked' || job.dueAt > context.now().getTime()) return
  const outcome = answerOf(context, job)
  if (typeof outcome === 'string') moveJob(context, id, 'asked', 'failed', { reason: outcome })
  else moveJob(context, id, 'asked', 'done', { result: JSON.stringify(outcome) })
  recordHistory(context, job.person, 'self_information', job.purpose)
  addNotice(context, job.person, {
    from: '練習用ポータル',
    title: '自己情報の回答がありました',
    body: `利用目的: ${job.purpose}`,
  })
}

function answerOf(context: PortalContext, job: Job): SelfInfo | ErrorReason {
  const { faults, now, world } = context
  const person = world.person(job.person)
  if (person === undefined || faults.strikes('no_data')) return 'no_data'
  if (faults.strikes('not_connected')) return 'not_supported_by_municipality'
  if (faults.strikes('agency_outage')) return 'temporarily_unavailable'
  const today = dayInJapan(now())
  const asked: string[] = JSON.parse(job.items)
  const lost = faults.strikes('partial') ? asked.at(-1) : undefined
  const data: SelfInfo['data'][number][] = []
  const missing: SelfInfo['missing'][number][] = []
  for (const itemId of asked) {
    const item = findItem(itemId)
    const fields = item?.held(person, today)
    if (item === undefined) continue
    if (itemId === lost) missing.push({ itemId, name: item.name, reason: 'temporarily_unavailable' })
    else if (fields === undefined) missing.push({ itemId, name: item.name, reason: 'no_data' })
    else data.push({ itemId, name: item.name, agency: item.agency, asOf: today, fields })
  }
  return data.length === 0 && missing.every(({ reason }) => reason === 'no_data') ? 'no_data' : { data, missing }
}
