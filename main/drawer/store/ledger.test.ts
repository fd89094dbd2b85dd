import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Sql } from '../database.ts'
import type { NewLedgerEntry } from '../drawer.ts'
import { migrate } from '../migrations.ts'
import { brokenAt, type LedgerRow, ledgerStore } from './ledger.ts'

const entry = (party: string): NewLedgerEntry => ({
  at: '2026-11-23T03:00:00.000Z',
  act: 'share',
  outcome: 'started',
  party,
  items: [{ credential: { ja: '保険証', en: 'Insurance' }, attributes: [{ ja: '氏名', en: 'Name' }] }],
})

function filled(): { ledger: ReturnType<typeof ledgerStore>; ids: string[]; sql: Sql } {
  const sql = new Database(':memory:') as Sql
  migrate(sql)
  const ledger = ledgerStore(sql)
  const ids = ['A', 'B', 'C'].map((party) => ledger.record(entry(party)))
  ledger.finish(ids[1] ?? '', 'done')
  return { ledger, ids, sql }
}

test('finishing adds a row and the chain holds', () => {
  const { ledger, ids } = filled()
  expect(brokenAt(ledger.rows())).toBeUndefined()
  expect(ledger.rows()).toHaveLength(4)
  expect(ledger.entries().map(({ id, outcome }) => [id, outcome])).toEqual([
    [ids[2], 'started'],
    [ids[1], 'done'],
    [ids[0], 'started'],
  ])
})

test('the first end counts', () => {
  const { ledger, ids } = filled()
  ledger.finish(ids[1] ?? '', 'failed', 'verifier.unreachable')
  expect(ledger.entries().find(({ id }) => id === ids[1])).not.toHaveProperty('failure')
})

test('an end without its beginning is a bug and writes nothing', () => {
  const { ledger } = filled()
  expect(() => ledger.finish('nobody', 'done')).toThrow('no such')
  expect(ledger.rows()).toHaveLength(4)
})

test('an altered, reordered, removed or grafted row is found', () => {
  const rows = filled().ledger.rows()
  const at = (index: number) => rows[index] as LedgerRow
  const changed = (index: number, change: Partial<LedgerRow>) =>
    rows.map((row, place) => (place === index ? { ...row, ...change } : row))
  expect(brokenAt(changed(1, { content: (at(1).content ?? '').replace('"B"', '"X"') }))).toBe(2)
  expect(brokenAt(changed(1, { salt: new Uint8Array(16) }))).toBe(2)
  expect(brokenAt(changed(1, { entryId: 'another' }))).toBe(2)
  expect(brokenAt(changed(1, { hash: at(0).hash }))).toBe(2)
  expect(brokenAt(changed(1, { commitment: at(0).commitment }))).toBe(2)
  expect(brokenAt([at(1), at(0), at(2), at(3)])).toBe(1)
  expect(brokenAt([at(0), at(2), at(3)])).toBe(2)
  expect(brokenAt([at(0), { ...at(2), seq: 2 }, { ...at(3), seq: 3 }])).toBe(2)
  const other = filled().ledger.rows()
  expect(brokenAt([at(0), at(1), other[2] as LedgerRow, at(3)])).toBe(3)
})

test('an erased entry keeps its place, and equal entries have unequal commitments', () => {
  const { ledger, sql } = filled()
  sql.prepare('UPDATE ledger SET content = NULL, salt = NULL WHERE seq = 1').run()
  expect(brokenAt(ledger.rows())).toBeUndefined()
  expect(ledger.entries()).toHaveLength(2)
  const [one, two] = [ledger.record(entry('A')), ledger.record(entry('A'))]
  const [first, second] = ledger.rows().filter(({ entryId }) => entryId === one || entryId === two)
  expect(first?.commitment).not.toEqual(second?.commitment)
})

test('only what an entry may hold is kept: a value slipped in is not', () => {
  const { ledger } = filled()
  const slipped = {
    ...entry('D'),
    value: 'a secret value',
    items: [{ ...entry('D').items[0], value: 'a secret value' }],
  }
  ledger.record(slipped as NewLedgerEntry)
  expect(JSON.stringify(ledger.rows().map(({ content }) => content))).not.toContain('a secret value')
})
