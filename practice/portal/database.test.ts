import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from './database.ts'
import { migrations } from './migrations.ts'

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

  it('brings the portal’s own first file to today, with its sessions and history', () => {
    const database = new Database(':memory:')
    migrate(database, migrations.slice(0, 1))
    database.exec(`INSERT INTO sessions (id, person, started_at, used_at) VALUES ('s', 'taro', 1, 2);
      INSERT INTO history (person, at, event) VALUES ('taro', 1, 'log_in')`)
    migrate(database)
    const session = database.prepare('SELECT id, method, device, key_thumbprint FROM sessions').get()
    expect(session).toEqual({ id: 's', method: 'card', device: null, key_thumbprint: null })
    expect(database.prepare('SELECT event, scope FROM history').get()).toEqual({ event: 'log_in', scope: null })
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length)
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
