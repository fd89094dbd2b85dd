// お知らせ: what the portal and the offices tell a person.
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { empty, json, Problem } from '../problem.ts'
import { personal, type Route } from '../route.ts'
import { newId } from '../secrets.ts'

const noticeShape = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  title: z.string(),
  body: z.string(),
  related_receipt_no: z.string().optional(),
  read_at: z.string().optional(),
})

interface Row {
  readonly id: string
  readonly at: number
  readonly sender: string
  readonly title: string
  readonly body: string
  readonly receiptNo: string | null
  readonly readAt: number | null
}

export function noticeRoutes(context: PortalContext): Route[] {
  return [
    personal('GET /api/notices/v1', {
      summary: 'お知らせ, newest first',
      scope: 'notices',
      answers: { 200: z.array(noticeShape) },
      handle: ({ principal }) => json(noticesOf(context, principal)),
    }),
    personal('POST /api/notices/v1/:id/read', {
      summary: 'Mark a notice as read',
      scope: 'notices',
      answers: { 204: null },
      handle: ({ principal, params }) => markRead(context, principal, params['id'] ?? ''),
    }),
  ]
}

export function addNotice(
  { database, now }: PortalContext,
  person: string,
  notice: { from: string; title: string; body: string; receiptNo?: string },
): void {
  database
    .prepare('INSERT INTO notices (id, person, at, sender, title, body, receipt_no) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(newId(), person, now().getTime(), notice.from, notice.title, notice.body, notice.receiptNo ?? null)
}

function noticesOf({ database }: PortalContext, person: string): z.output<typeof noticeShape>[] {
  return database
    .prepare<[string], Row>(
      `SELECT id, at, sender, title, body, receipt_no AS receiptNo, read_at AS readAt FROM notices
       WHERE person = ? ORDER BY at DESC, rowid DESC LIMIT 200`,
    )
    .all(person)
    .map(({ at, sender, receiptNo, readAt, ...rest }) => ({
      ...rest,
      at: new Date(at).toISOString(),
      from: sender,
      ...(receiptNo === null ? {} : { related_receipt_no: receiptNo }),
      ...(readAt === null ? {} : { read_at: new Date(readAt).toISOString() }),
    }))
}

function markRead({ database, now }: PortalContext, person: string, id: string): Response {
  const { changes } = database
    .prepare('UPDATE notices SET read_at = coalesce(read_at, ?) WHERE id = ? AND person = ?')
    .run(now().getTime(), id, person)
  if (changes === 0) throw new Problem('not_found')
  return empty()
}
