import { createDecipheriv } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { verifyRows } from '../../ledger/verify.ts'
import type { NewLedgerEntry } from '../contract/ledger.ts'
import { beginEncrypted, type Sql } from '../database.ts'
import { makeDatabaseFile } from '../folder.ts'
import { migrate } from '../migrations.ts'
import { ledgerStore } from './ledger.ts'

const at = '2026-11-23T03:00:00.000Z'

const entry = (party: string): NewLedgerEntry => ({
  at,
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

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Error && 'failure' in error) return (error.failure as { code: string }).code
    throw error
  }
  return 'no failure'
}

test('finishing adds a row and the chain holds', () => {
  const { ledger, ids } = filled()
  expect(verifyRows(ledger.rows())).toEqual([])
  expect(ledger.rows()).toHaveLength(4)
  expect(ledger.entries().map(({ id, outcome, place }) => [id, outcome, place])).toEqual([
    [ids[2], 'started', 3],
    [ids[1], 'done', 2],
    [ids[0], 'started', 1],
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

test('equal entries have unequal commitments', () => {
  const { ledger } = filled()
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

test('an erased entry is gone with its end, keeps its place, and leaves a trace that cannot be erased', () => {
  const { ledger, ids } = filled()
  ledger.erase(ids[1] ?? '', '2026-11-24T00:00:00.000Z')
  const rows = ledger.rows()
  expect(rows).toHaveLength(5)
  for (const place of [2, 4]) expect(rows[place - 1]).toMatchObject({ entryId: '', content: null, salt: null })
  expect(verifyRows(rows)).toEqual([])
  const [trace, ...rest] = ledger.entries()
  expect(trace).toMatchObject({ act: 'erase', outcome: 'done', at: '2026-11-24T00:00:00.000Z', erased: [2, 4] })
  expect(rest.map(({ id }) => id)).toEqual([ids[2], ids[0]])
  expect(codeOf(() => ledger.erase(trace?.id ?? '', at))).toBe('ledger.noSuchEntry')
  for (const id of [ids[1] ?? '', '', 'nobody']) expect(codeOf(() => ledger.erase(id, at))).toBe('ledger.noSuchEntry')
  expect(ledger.rows()).toHaveLength(5)
})

test('what is under way is not erased, since its end is still to come', () => {
  const { ledger, ids, sql } = filled()
  expect(codeOf(() => ledger.erase(ids[0] ?? '', at))).toBe('app.busy')
  // Opened again: it was interrupted, and nobody will end it.
  const again = ledgerStore(sql)
  again.erase(ids[0] ?? '', at)
  expect(verifyRows(again.rows())).toEqual([])
})

test('the head of the ledger goes on, and is another ledger’s no more than a text’s', () => {
  const { ledger, ids } = filled()
  const head = ledger.signedHead(at) ?? ''
  expect(ledger.compare(head)).toMatchObject({ state: 'same', count: 4, since: 0, at })
  ledger.finish(ids[0] ?? '', 'done')
  expect(ledger.compare(head)).toMatchObject({ state: 'extends', count: 4, since: 1 })
  expect(ledger.compare(head.replace('"count":4', '"count":3'))).toEqual({ state: 'foreign' })
  expect(ledger.compare(filled().ledger.signedHead(at) ?? '')).toEqual({ state: 'foreign' })
  expect(ledger.compare('{')).toEqual({ state: 'foreign' })
  const sql = new Database(':memory:') as Sql
  migrate(sql)
  expect(ledgerStore(sql).signedHead(at)).toBeUndefined()
})

test('beginning anew is written down with the head that was kept before', () => {
  const { ledger } = filled()
  const head = ledger.signedHead(at) ?? ''
  ledger.beginAnew(head, at)
  expect(ledger.entries()[0]).toMatchObject({ act: 'beginAnew', at })
  expect(ledger.rows()[4]?.content).toContain('"count":4')
  expect(verifyRows(ledger.rows())).toEqual([])
  expect(codeOf(() => ledger.erase(ledger.entries()[0]?.id ?? '', at))).toBe('ledger.noSuchEntry')
})

let folder: string | undefined
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  folder = undefined
})

const fileKey = new Uint8Array(32).fill(7)

/**
 * The file as whoever has its key can read it, what lies between the rows included. SQLCipher 4: pages of 4096 bytes, each
 * AES-256-CBC with its IV and its HMAC in the last 80; the first page begins with 16 bytes of salt.
 */
function decrypted(file: string): Buffer {
  const bytes = readFileSync(file)
  const pages = Array.from({ length: bytes.length / 4096 }, (_, index) =>
    bytes.subarray(index * 4096, (index + 1) * 4096),
  )
  return Buffer.concat(
    pages.map((page, index) => {
      const decipher = createDecipheriv('aes-256-cbc', fileKey, page.subarray(4016, 4032)).setAutoPadding(false)
      return decipher.update(page.subarray(index === 0 ? 16 : 0, 4016))
    }),
  )
}

/** What of 60 entries stands in the file before and after they were erased. */
function leftInFile(erase: (ledger: ReturnType<typeof ledgerStore>, id: string, sql: Sql) => void) {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-test-'))
  const file = makeDatabaseFile(folder, 1)
  const sql = beginEncrypted(file, fileKey)
  migrate(sql)
  const ledger = ledgerStore(sql)
  const mark = 'a-party-of-this-test-'
  const ids = Array.from({ length: 60 }, (_, index) => ledger.record(entry(mark.repeat(index % 7 === 0 ? 300 : 1))))
  const salts = ledger.rows().map(({ salt }) => Buffer.from(salt ?? new Uint8Array()))
  for (const id of ids) ledger.finish(id, 'done')
  const look = () => {
    const bytes = decrypted(file)
    return {
      words: bytes.includes(mark),
      ids: ids.filter((id) => bytes.includes(id)).length,
      salts: salts.filter((salt) => bytes.includes(salt)).length,
    }
  }
  const before = look()
  for (const id of ids) erase(ledger, id, sql)
  expect(ledger.rows().filter(({ content }) => content === null)).toHaveLength(120)
  const after = look()
  sql.close()
  return { before, after }
}

test('content, id and salt are gone from the file, free pages and gaps between rows included', () => {
  const { before, after } = leftInFile((ledger, id) => ledger.erase(id, at))
  expect(before).toEqual({ words: true, ids: 60, salts: 60 })
  expect(after).toEqual({ words: false, ids: 0, salts: 0 })
})

test('and that is due to how it is erased: emptying a row alone leaves much of it', () => {
  const { after } = leftInFile((_, id, sql) => {
    sql.pragma('secure_delete = OFF')
    sql.prepare("UPDATE ledger SET entry_id = '', content = NULL, salt = NULL WHERE entry_id = ?").run(id)
  })
  expect(after.words).toBe(true)
})
