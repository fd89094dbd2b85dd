import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/support/drawers.ts'
import { beginEncrypted, checkWhole, openEncrypted, type Sql } from './database.ts'
import { makeDatabaseFile } from './folder.ts'
import { migrate, schemaVersion } from './migrations.ts'

let home: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  home = temporaryFolder()
})
afterEach(() => home.remove())

const version = (sql: Sql) => Number(sql.pragma('user_version', { simple: true }))
const tables = (sql: Sql) =>
  sql
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    )
    .all()

test('0 to 1: an empty file gets its tables, every one of them strict', () => {
  const sql = new Database(':memory:') as Sql
  migrate(sql, 1)
  expect(version(sql)).toBe(1)
  expect(tables(sql).map(({ name }) => name)).toEqual([
    'about',
    'credential',
    'device_key',
    'ledger',
    'nonce',
    'slot',
    'token',
  ])
  for (const { sql: text } of tables(sql)) expect(text).toMatch(/\) STRICT/)
})

test('1 to 2: the key of the ledger, and the ledger stays as it was', () => {
  const sql = new Database(':memory:') as Sql
  migrate(sql, 1)
  sql.exec("INSERT INTO ledger VALUES (1, 'an-id', '{}', x'00', x'01', x'02')")
  migrate(sql, 2)
  expect(version(sql)).toBe(2)
  expect(tables(sql).find(({ name }) => name === 'ledger_key')?.sql).toMatch(/\) STRICT/)
  expect(sql.prepare('SELECT count(*) FROM ledger').pluck().get()).toBe(1)
})

test('3 to 4: what is known of slots, notices and shares, and the slots stay as they were', () => {
  const sql = new Database(':memory:') as Sql
  migrate(sql, 3)
  sql.exec("INSERT INTO slot VALUES ('a-slot', x'04')")
  migrate(sql, 4)
  expect(version(sql)).toBe(4)
  for (const name of ['notice', 'share_holder', 'share_key', 'kept_share'])
    expect(tables(sql).find((table) => table.name === name)?.sql).toMatch(/\) STRICT/)
  expect(sql.prepare('SELECT * FROM slot').all()).toEqual([
    { id: 'a-slot', public_key: Buffer.of(4), medium: null, used_at: null },
  ])
})

test('4 to 5: who may act for whom, and what was there stays', () => {
  const sql = new Database(':memory:') as Sql
  migrate(sql, 4)
  sql.exec("INSERT INTO about VALUES (1, 'a-drawer', 'practice', 1, '架空 テスト子', '2026-11-23T03:00:00.000Z')")
  migrate(sql, 5)
  expect(version(sql)).toBe(5)
  const added = tables(sql).filter(({ name }) => ['mandate', 'held_mandate', 'child', 'seen_time'].includes(name))
  expect(added).toHaveLength(4)
  for (const { sql: text } of added) expect(text).toMatch(/\) STRICT/)
  expect(sql.prepare('SELECT person_name FROM about').pluck().get()).toBe('架空 テスト子')
})

test('a second run changes nothing', () => {
  const sql = new Database(':memory:') as Sql
  migrate(sql)
  const before = tables(sql)
  migrate(sql)
  expect(tables(sql)).toEqual(before)
  expect(version(sql)).toBe(schemaVersion)
})

test('a step that fails leaves the version and the tables as they were', () => {
  const sql = new Database(':memory:') as Sql
  sql.exec('CREATE TABLE nonce (other TEXT)')
  expect(() => migrate(sql)).toThrow('already exists')
  expect(version(sql)).toBe(0)
  expect(tables(sql).map(({ name }) => name)).toEqual(['nonce'])
})

test('a file of a later version is newer, and is not touched', () => {
  const file = makeDatabaseFile(home.path, 1)
  const key = new Uint8Array(32).fill(9)
  const begun = beginEncrypted(file, key)
  migrate(begun)
  begun.pragma(`user_version = ${schemaVersion + 1}`)
  begun.close()
  const sql = openEncrypted(file, key)
  expect(() => checkWhole(sql, file)).toThrow('drawer.newer')
  sql.close()
})

test('a credential that came before there was a search is found', () => {
  const sql = new Database(':memory:') as Sql
  migrate(sql, 2)
  const verified = {
    type: 'https://credentials.practice.invalid/insurance',
    issuer: { name: '練習健康保険組合', certificateSha256: '' },
    attributes: [{ path: ['name'], label: { ja: '氏名', en: 'Name' }, value: '架空　保険子' }],
  }
  const name = JSON.stringify({ ja: '保険証', en: 'Insurance' })
  sql
    .prepare(
      "INSERT INTO credential VALUES (?, 7, 'dc+sd-jwt', x'00', x'01', NULL, 'insurance', ?, '[]', ?, ?, ?, NULL)",
    )
    .run('an-id', name, JSON.stringify(verified), '2026-11-23T03:00:00.000Z', '2026-11-23T03:00:00.000Z')
  migrate(sql)
  const row = sql.prepare<[], { position: number; text: string }>('SELECT position, text FROM credential_text').get()
  expect(row?.position).toBe(7)
  expect(row?.text.split('\n')).toEqual(expect.arrayContaining(['保険証', '架空保険子', '練習健康保険組合']))
  sql.pragma('foreign_keys = ON')
  sql.exec('DELETE FROM credential')
  expect(sql.prepare('SELECT count(*) FROM credential_text').pluck().get()).toBe(0)
})

test('6 to 7: places for what a portal told, for drafts and for papers', () => {
  const sql = new Database(':memory:') as Sql
  migrate(sql, 6)
  migrate(sql, 7)
  expect(version(sql)).toBe(7)
  for (const name of ['portal_copy', 'draft', 'paper'])
    expect(tables(sql).find((table) => table.name === name)?.sql).toMatch(/\) STRICT/)
})
