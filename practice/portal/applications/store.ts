// Applications as the portal keeps them.
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { dayInJapan } from '../../calendar.ts'
import type { PortalContext } from '../context.ts'
import type { Field } from '../problem.ts'
import type { OfficialDocument, SentAttachment, Standing } from '../procedures/procedure.ts'
import { newId } from '../secrets.ts'

export const statuses = [
  'sent',
  'arrived',
  'reviewing',
  'payment_wait',
  'returned',
  'completed',
  'rejected',
  'withdrawn',
] as const
export type Status = (typeof statuses)[number]

/** What a municipality's system calls each; the portal's exact list is not published (三/未). */
export const labels: Readonly<Record<Status, string>> = {
  sent: '送信済',
  arrived: '到達',
  reviewing: '処理中',
  payment_wait: '手数料の納付待ち',
  returned: '差し戻し（補正依頼）',
  completed: '処理完了',
  rejected: '却下',
  withdrawn: '取下げ',
}

export interface Application {
  readonly receiptNo: string
  readonly requestId: string
  readonly contentSha256: string
  readonly procedure: string
  readonly applicant: string
  readonly actor: string
  readonly standing: Standing
  readonly form: string
  readonly status: Status
  readonly submittedAt: number
  readonly nextAt: number | null
  readonly arrivalNo: string | null
  readonly fields: string | null
  readonly followUps: string | null
}

const columns = `receipt_no AS receiptNo, request_id AS requestId, content_sha256 AS contentSha256, procedure, applicant,
  actor, standing, form, status, submitted_at AS submittedAt, next_at AS nextAt, arrival_no AS arrivalNo, fields,
  follow_ups AS followUps`

export interface NewApplication {
  readonly requestId: string
  readonly contentSha256: string
  readonly procedure: string
  readonly applicant: string
  readonly actor: string
  readonly standing: Standing
  readonly form: unknown
  readonly attachments: readonly SentAttachment[]
  readonly withArrivalNo: boolean
  readonly nextAt: number
}

/** @returns its 受付番号: the day and eight digits (推; the real portal's form is not known) */
export function addApplication(context: PortalContext, plan: NewApplication): string {
  const { database, now } = context
  const receiptNo = `${dayInJapan(now()).replaceAll('-', '')}-${String(randomInt(100_000_000)).padStart(8, '0')}`
  database.transaction(() => {
    database
      .prepare(
        `INSERT INTO applications (receipt_no, request_id, content_sha256, procedure, applicant, actor, standing, form,
         status, submitted_at, next_at, arrival_no) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'sent', ?, ?, ?)`,
      )
      .run(
        receiptNo,
        plan.requestId,
        plan.contentSha256,
        plan.procedure,
        plan.applicant,
        plan.actor,
        plan.standing,
        JSON.stringify(plan.form),
        now().getTime(),
        plan.nextAt,
        plan.withArrivalNo ? `A${String(randomInt(10 ** 12)).padStart(16, '0')}` : null,
      )
    keepAttachments(context, receiptNo, plan.attachments)
  })()
  return receiptNo
}

/** Takes the place of those with the same ids. */
export function keepAttachments(
  { database }: PortalContext,
  receiptNo: string,
  attachments: readonly SentAttachment[],
): void {
  const insert = database.prepare(
    `INSERT INTO application_files (receipt_no, id, name, media, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (receipt_no, id) DO UPDATE SET name = excluded.name, media = excluded.media, bytes = excluded.bytes`,
  )
  for (const { id, name, media, bytes } of attachments) insert.run(receiptNo, id, name, media, Buffer.from(bytes))
}

export function attachmentIds({ database }: PortalContext, receiptNo: string): { id: string }[] {
  return database
    .prepare<[string], { id: string }>('SELECT id FROM application_files WHERE receipt_no = ?')
    .all(receiptNo)
}

export function findApplication(
  { database }: PortalContext,
  by: 'receipt_no' | 'request_id',
  value: string,
): Application | undefined {
  return database.prepare<[string], Application>(`SELECT ${columns} FROM applications WHERE ${by} = ?`).get(value)
}

/** Those that concern the person and those that they sent for others, newest first. */
export function applicationsOf({ database }: PortalContext, person: string): Application[] {
  return database
    .prepare<[string, string], Application>(
      `SELECT ${columns} FROM applications WHERE applicant = ? OR actor = ? ORDER BY submitted_at DESC, rowid DESC LIMIT 200`,
    )
    .all(person, person)
}

export function hasOpenApplication({ database }: PortalContext, procedure: string, applicant: string): boolean {
  return (
    database
      .prepare(
        `SELECT 1 FROM applications WHERE procedure = ? AND applicant = ?
         AND status NOT IN ('completed', 'rejected', 'withdrawn')`,
      )
      .get(procedure, applicant) !== undefined
  )
}

/** Sent by that person in the last hour. */
export function sentLately({ database, now }: PortalContext, actor: string): number {
  const since = now().getTime() - 3_600_000
  return Number(
    database
      .prepare('SELECT count(*) FROM applications WHERE actor = ? AND submitted_at > ?')
      .pluck()
      .get(actor, since),
  )
}

export interface Move {
  readonly status: Status
  readonly at: number
  readonly nextAt: number | null
  readonly note?: string
  readonly fields?: readonly Field[]
  readonly followUps?: readonly object[]
}

export function moveApplication({ database }: PortalContext, receiptNo: string, move: Move): void {
  database.transaction(() => {
    database
      .prepare(
        `UPDATE applications SET status = ?, next_at = ?, fields = ?, follow_ups = coalesce(?, follow_ups)
         WHERE receipt_no = ?`,
      )
      .run(
        move.status,
        move.nextAt,
        move.fields === undefined ? null : JSON.stringify(move.fields),
        move.followUps === undefined ? null : JSON.stringify(move.followUps),
        receiptNo,
      )
    database
      .prepare('INSERT INTO application_history (receipt_no, at, status, note) VALUES (?, ?, ?, ?)')
      .run(receiptNo, move.at, move.status, move.note ?? null)
  })()
}

export function replaceForm({ database }: PortalContext, receiptNo: string, form: unknown, requestId: string): void {
  database
    .prepare('UPDATE applications SET form = ?, last_request_id = ? WHERE receipt_no = ?')
    .run(JSON.stringify(form), requestId, receiptNo)
}

export function wasCorrectedBy({ database }: PortalContext, receiptNo: string, requestId: string): boolean {
  return (
    database
      .prepare('SELECT 1 FROM applications WHERE receipt_no = ? AND last_request_id = ?')
      .get(receiptNo, requestId) !== undefined
  )
}

const statusList = z.enum(statuses)

export function historyOfApplication(
  { database }: PortalContext,
  receiptNo: string,
): { at: string; status: Status; label: string; note?: string }[] {
  return database
    .prepare<[string], { at: number; status: string; note: string | null }>(
      'SELECT at, status, note FROM application_history WHERE receipt_no = ? ORDER BY id',
    )
    .all(receiptNo)
    .map(({ at, status, note }) => {
      const known = statusList.parse(status)
      return { at: new Date(at).toISOString(), status: known, label: labels[known], ...(note === null ? {} : { note }) }
    })
}

export function keepDocuments(
  { database, now }: PortalContext,
  receiptNo: string,
  documents: readonly OfficialDocument[],
): void {
  const insert = database.prepare(
    'INSERT INTO official_documents (id, receipt_no, name, media, bytes, issued_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const { name, media, bytes } of documents) {
    insert.run(newId(), receiptNo, name, media, Buffer.from(bytes), now().getTime())
  }
}

export interface KeptDocument {
  readonly id: string
  readonly name: string
  readonly media: string
  readonly bytes: Buffer
  readonly issuedAt: number
}

export function documentsOf({ database }: PortalContext, receiptNo: string): KeptDocument[] {
  return database
    .prepare<[string], KeptDocument>(
      `SELECT id, name, media, bytes, issued_at AS issuedAt FROM official_documents WHERE receipt_no = ? ORDER BY rowid`,
    )
    .all(receiptNo)
}

/** As portals do after some time (公: what was shown is deleted from the person's area); who sent it may have kept a copy. */
export function forgetApplication({ database }: PortalContext, receiptNo: string): boolean {
  return database.transaction(() => {
    database.prepare('UPDATE payables SET receipt_no = NULL WHERE receipt_no = ?').run(receiptNo)
    database.prepare('DELETE FROM notices WHERE receipt_no = ?').run(receiptNo)
    for (const table of ['application_history', 'application_files', 'official_documents'])
      database.prepare(`DELETE FROM ${table} WHERE receipt_no = ?`).run(receiptNo)
    return database.prepare('DELETE FROM applications WHERE receipt_no = ?').run(receiptNo).changes === 1
  })()
}
