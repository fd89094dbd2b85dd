import { expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { tidy } from './tidy.ts'

it('forgets what ran out, and keeps what was issued', () => {
  const database = openDatabase(':memory:')
  const now = new Date('2030-01-31T00:00:00Z')
  const daysAgo = (days: number) => now.getTime() - days * 86_400_000
  const session = database.prepare('INSERT INTO sessions (id, person, started_at, used_at) VALUES (?, ?, ?, ?)')
  const token = database.prepare(
    'INSERT INTO session_tokens (token_sha256, session, kind, expires_at) VALUES (?, ?, ?, ?)',
  )
  for (const [id, days] of [
    ['old', 40],
    ['new', 3],
  ] as const) {
    session.run(id, 'taro', daysAgo(days), daysAgo(days))
    token.run(id, id, 'access', daysAgo(days))
  }
  token.run('live', 'new', 'access', daysAgo(0))
  database
    .prepare(
      'INSERT INTO issued (id, person, credential, status_index, state, issued_at, notification) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run('a', 'taro', 'licence', 1, 'valid', daysAgo(900), 'n')
  tidy(database, now)
  expect(database.prepare('SELECT id FROM sessions').pluck().all()).toEqual(['new'])
  expect(database.prepare('SELECT token_sha256 FROM session_tokens').pluck().all()).toEqual(['live'])
  expect(database.prepare('SELECT count(*) FROM issued').pluck().get()).toBe(1)
})
