// Forms that are being filled in.
import { type Draft, draft } from '../../../preload/shapes/drafts.ts'
import { fail } from '../../failure.ts'
import type { Sql } from '../database.ts'

/** More than a family has under way. */
const most = 100

export function draftStore(sql: Sql) {
  const put = sql.prepare(
    'INSERT INTO draft (id, content) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content',
  )
  const select = sql.prepare<[], string>('SELECT content FROM draft ORDER BY rowid DESC').pluck()
  const selectOne = sql.prepare<[string], string>('SELECT content FROM draft WHERE id = ?').pluck()
  const count = sql.prepare<[], number>('SELECT count(*) FROM draft').pluck()
  const remove = sql.prepare('DELETE FROM draft WHERE id = ?')
  const read = (content: string): Draft => draft.parse(JSON.parse(content))

  return {
    /** @throws draft.tooMany */
    save(one: Draft): void {
      if (selectOne.get(one.id) === undefined && (count.get() ?? 0) >= most) fail({ code: 'draft.tooMany' })
      put.run(one.id, JSON.stringify(draft.parse(one)))
    },
    /** The newest first. */
    all: (): Draft[] => select.all().map(read),
    /** @throws draft.notFound */
    one: (id: string): Draft => read(selectOne.get(id) ?? fail({ code: 'draft.notFound' })),
    remove: (id: string): void => void remove.run(id),
  }
}
