// What the owner is told about the door of their drawer, until they say that they have read it.
import type { DoorNotice } from '../../../preload/shapes/keys.ts'
import type { Sql } from '../database.ts'

/** More than anybody reads; the oldest go. */
const most = 50

export function noticeStore(sql: Sql) {
  const all = sql.prepare<[], { id: number; kind: DoorNotice['kind']; at: string; count: number | null }>(
    'SELECT id, kind, at, count FROM notice ORDER BY id DESC',
  )
  const insert = sql.prepare('INSERT INTO notice (kind, at, count) VALUES (?, ?, ?)')
  const remove = sql.prepare('DELETE FROM notice WHERE id = ?')
  const sweep = sql.prepare('DELETE FROM notice WHERE id NOT IN (SELECT id FROM notice ORDER BY id DESC LIMIT ?)')

  return {
    /** The newest first. */
    all: (): DoorNotice[] =>
      all.all().map(({ id, kind, at, count }) => ({ id, kind, at, ...(count === null ? {} : { count }) })),
    add: ({ kind, at, count }: Omit<DoorNotice, 'id'>): void => {
      insert.run(kind, at, count ?? null)
      sweep.run(most)
    },
    remove: (id: number): void => void remove.run(id),
  }
}
