// Forms that are being filled in.
import { type Draft, draft } from '../../../preload/shapes/drafts.ts'
import { fail } from '../../failure.ts'
import type { Sql } from '../database.ts'
import { type Amount, draftBounds, overflows } from './bounds.ts'

export function draftStore(sql: Sql) {
  const put = sql.prepare(
    'INSERT INTO draft (id, content) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content',
  )
  const select = sql.prepare<[], string>('SELECT content FROM draft ORDER BY rowid DESC').pluck()
  const selectOne = sql.prepare<[string], string>('SELECT content FROM draft WHERE id = ?').pluck()
  const amount = sql.prepare<[], Amount>(
    'SELECT count(*) AS count, coalesce(sum(octet_length(content)), 0) AS bytes FROM draft',
  )
  const amountNow = (): Amount => amount.get() ?? { count: 0, bytes: 0 }
  const remove = sql.prepare('DELETE FROM draft WHERE id = ?')
  const read = (content: string): Draft => draft.parse(JSON.parse(content))

  return {
    /** @throws draft.tooMany */
    save: sql.transaction((one: Draft): void => {
      const before = amountNow()
      put.run(one.id, JSON.stringify(draft.parse(one)))
      if (overflows(draftBounds, before, amountNow())) fail({ code: 'draft.tooMany' })
    }),
    /** The newest first. */
    all: (): Draft[] => select.all().map(read),
    /** @throws draft.notFound */
    one: (id: string): Draft => read(selectOne.get(id) ?? fail({ code: 'draft.notFound' })),
    remove: (id: string): void => void remove.run(id),
  }
}
