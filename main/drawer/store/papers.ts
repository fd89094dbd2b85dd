// Papers: files with where they came from. The same bytes of the same kind are kept once.
import { createHash, randomUUID } from 'node:crypto'
import { type Paper, paper } from '../../../preload/shapes/papers.ts'
import { fail } from '../../failure.ts'
import type { Sql } from '../database.ts'
import { type Amount, overflows, type PaperRoom, paperBounds, papersFull, roomOf } from './bounds.ts'

export type NewPaper = Omit<Paper, 'id' | 'size' | 'sha256'>

export function paperStore(sql: Sql, bounds: Readonly<Record<PaperRoom, Amount>> = paperBounds) {
  const insert = sql.prepare('INSERT INTO paper (id, kind, sha256, content, bytes) VALUES (?, ?, ?, ?, ?)')
  const same = sql.prepare<[string, string], string>('SELECT content FROM paper WHERE kind = ? AND sha256 = ?').pluck()
  const select = sql.prepare<[], string>('SELECT content FROM paper ORDER BY rowid DESC').pluck()
  const selectOne = sql.prepare<[string], { content: string; bytes: Buffer }>(
    'SELECT content, bytes FROM paper WHERE id = ?',
  )
  const amount = sql.prepare<[PaperRoom], Amount>(
    `SELECT count(*) AS count, coalesce(sum(octet_length(bytes)), 0) AS bytes FROM paper WHERE
     CASE WHEN kind = 'attachment' THEN 'attachments' WHEN content ->> '$.source.from' = 'file' THEN 'files' ELSE 'outside' END = ?`,
  )
  const remove = sql.prepare('DELETE FROM paper WHERE id = ?')
  const removeUnattached = sql.prepare(
    `DELETE FROM paper WHERE kind = 'attachment' AND id NOT IN (
       SELECT one.value ->> '$.what.paperId' FROM draft, json_each(draft.content, '$.attachments') AS one
       WHERE one.value ->> '$.what.paperId' IS NOT NULL)`,
  )
  const read = (content: string): Paper => paper.parse(JSON.parse(content))

  return {
    /** @throws paper.full, draft.attachmentsFull */
    keep(given: NewPaper, bytes: Uint8Array): Paper {
      const sha256 = createHash('sha256').update(bytes).digest('base64url')
      const kept = same.get(given.kind, sha256)
      if (kept !== undefined) return read(kept)
      const made = paper.parse({ ...given, id: randomUUID(), size: bytes.length, sha256 })
      const room = roomOf(made)
      const before = amount.get(room) ?? { count: 0, bytes: 0 }
      const after = { count: before.count + 1, bytes: before.bytes + bytes.length }
      if (overflows(bounds[room], before, after)) fail(papersFull(room))
      insert.run(made.id, made.kind, sha256, JSON.stringify(made), bytes)
      return made
    },
    /** The newest first. */
    all: (): Paper[] => select.all().map(read),
    /** @throws paper.notFound */
    one(id: string): { paper: Paper; bytes: Uint8Array } {
      const { content, bytes } = selectOne.get(id) ?? fail({ code: 'paper.notFound' })
      return { paper: read(content), bytes: Uint8Array.from(bytes) }
    },
    remove: (id: string): void => void remove.run(id),
    /** Of drafts that have it no more: the program was stopped between keeping a file and attaching it. */
    removeUnattached: (): void => void removeUnattached.run(),
  }
}
