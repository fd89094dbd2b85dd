// Copies of what a portal told, one for each thing: the newest replaces the one before.
import type { Sql } from '../database.ts'
import { type CopyKind, type PortalCopy, portalCopy } from '../portalCopy.ts'

export function portalCopyStore(sql: Sql) {
  const put = sql.prepare(
    `INSERT INTO portal_copy (portal, kind, id, content) VALUES (?, ?, ?, ?)
     ON CONFLICT (portal, kind, id) DO UPDATE SET content = excluded.content`,
  )
  const select = sql.prepare<[string], { portal: string; kind: string; id: string; content: string }>(
    'SELECT portal, kind, id, content FROM portal_copy WHERE kind = ? ORDER BY rowid',
  )
  const remove = sql.prepare('DELETE FROM portal_copy WHERE portal = ? AND kind = ? AND id = ?')

  return {
    /** All of them or none. */
    keep: sql.transaction((copies: readonly PortalCopy[]): void => {
      for (const copy of copies) {
        const { portal, kind, id, content } = portalCopy.parse(copy)
        put.run(portal, kind, id, JSON.stringify(content))
      }
    }),
    /** In the order in which they were first kept. */
    ofKind: (kind: CopyKind): PortalCopy[] =>
      select.all(kind).map(({ content, ...place }) => portalCopy.parse({ ...place, content: JSON.parse(content) })),
    remove: (portal: string, kind: CopyKind, id: string): void => void remove.run(portal, kind, id),
  }
}
