import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from './database.ts'

describe('migrate', () => {
  const first = 'CREATE TABLE a (id TEXT PRIMARY KEY) STRICT;'
  const second = 'ALTER TABLE a ADD COLUMN more TEXT;'

  it('keeps the rows of an older file', () => {
    const database = new Database(':memory:')
    migrate(database, [first])
    database.prepare('INSERT INTO a (id) VALUES (?)').run('x')
    migrate(database, [first, second])
    expect(database.prepare('SELECT * FROM a').all()).toEqual([{ id: 'x', more: null }])
    expect(database.pragma('user_version', { simple: true })).toBe(2)
  })

  it('leaves nothing of a step that fails', () => {
    const database = new Database(':memory:')
    expect(() => migrate(database, [first, `${second} NONSENSE;`])).toThrow()
    expect(database.pragma('user_version', { simple: true })).toBe(1)
    expect(database.prepare("SELECT count(*) FROM pragma_table_info('a')").pluck().get()).toBe(1)
  })

  it('refuses a file that a newer portal wrote', () => {
    const database = new Database(':memory:')
    migrate(database, [first, second])
    expect(() => migrate(database, [first])).toThrow('newer')
  })
})
