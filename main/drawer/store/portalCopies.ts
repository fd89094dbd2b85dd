// Copies of what a portal told, one for each thing: the newest replaces the one before.
import { fail } from '../../failure.ts'
import type { Sql } from '../database.ts'
import { type CopyKind, type PortalCopy, portalCopy } from '../portalCopy.ts'
import { type Amount, copiesFull, copyBounds, overflows } from './bounds.ts'

export function portalCopyStore(sql: Sql) {
  // Where a copy is as it was, nothing goes to the disk.
  const put = sql.prepare(
    `INSERT INTO portal_copy (portal, kind, id, content) VALUES (?, ?, ?, ?)
     ON CONFLICT (portal, kind, id) DO UPDATE SET content = excluded.content WHERE content <> excluded.content`,
  )
  const select = sql.prepare<[string], { portal: string; kind: string; id: string; content: string }>(
    'SELECT portal, kind, id, content FROM portal_copy WHERE kind = ? ORDER BY rowid',
  )
  const amount = sql.prepare<[string], Amount>(
    'SELECT count(*) AS count, coalesce(sum(octet_length(content)), 0) AS bytes FROM portal_copy WHERE kind = ?',
  )
  const remove = sql.prepare('DELETE FROM portal_copy WHERE portal = ? AND kind = ? AND id = ?')
  const amountOf = (kind: CopyKind): Amount => amount.get(kind) ?? { count: 0, bytes: 0 }

  return {
    /** All of them or none. @throws portal.tooMuch, selfInfo.full, calendar.full */
    keep: sql.transaction((copies: readonly PortalCopy[]): void => {
      const before = [...new Set(copies.map(({ kind }) => kind))].map((kind) => ({ kind, amount: amountOf(kind) }))
      for (const copy of copies) {
        const { portal, kind, id, content } = portalCopy.parse(copy)
        put.run(portal, kind, id, JSON.stringify(content))
      }
      for (const one of before)
        if (overflows(copyBounds[one.kind], one.amount, amountOf(one.kind))) fail(copiesFull(one.kind))
    }),
    /** In the order in which they were first kept. */
    ofKind: (kind: CopyKind): PortalCopy[] =>
      select.all(kind).map(({ content, ...place }) => portalCopy.parse({ ...place, content: JSON.parse(content) })),
    remove: (portal: string, kind: CopyKind, id: string): void => void remove.run(portal, kind, id),
  }
}
