// The list of all that was shared, signed, refused or failed: names of attributes, never values.
//
// Rows are only ever added. A row's content is committed to with a salt of its own, and its hash covers the row before,
// its place and that commitment; so a row's content and salt can be erased later and its place in the chain still holds,
// and finishing an act breaks nothing: its end is one more row that names the entry.
import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type LedgerEntry, ledgerEntry } from '../../../preload/shapes.ts'
import { canonicalBytes } from '../canonical.ts'
import type { Sql } from '../database.ts'
import type { NewLedgerEntry } from '../drawer.ts'
import { sameBytes, sha256 } from '../seal.ts'

const act = ledgerEntry.omit({ id: true })
const end = z.object({ outcome: z.enum(['done', 'failed', 'declined']), failure: z.string().optional() })
const content = z.discriminatedUnion('row', [
  z.object({ row: z.literal('act'), act }),
  z.object({ row: z.literal('end'), end }),
])
type Content = z.infer<typeof content>

export interface LedgerRow {
  readonly seq: number
  readonly entryId: string
  /** Canonical JSON; null once erased. */
  readonly content: string | null
  readonly salt: Uint8Array | null
  readonly commitment: Uint8Array
  readonly hash: Uint8Array
}

const domain = Buffer.from('tefuda/ledger/1\0', 'ascii')
const beforeFirst = sha256(domain)

export function commitmentOf(entryId: string, text: string, salt: Uint8Array): Uint8Array {
  return sha256(domain, salt, sha256(Buffer.from(entryId, 'utf8')), Buffer.from(text, 'utf8'))
}

function hashOf(seq: number, previous: Uint8Array, commitment: Uint8Array): Uint8Array {
  const place = new Uint8Array(8)
  new DataView(place.buffer).setBigUint64(0, BigInt(seq))
  return sha256(domain, place, previous, commitment)
}

/** The first row at which the chain does not hold; undefined when all do. Rows by `seq`, from the first. */
export function brokenAt(rows: readonly LedgerRow[]): number | undefined {
  let previous = beforeFirst
  for (const [index, row] of rows.entries()) {
    const inPlace = row.seq === index + 1 && sameBytes(row.hash, hashOf(row.seq, previous, row.commitment))
    const told =
      row.content === null ||
      row.salt === null ||
      sameBytes(row.commitment, commitmentOf(row.entryId, row.content, row.salt))
    if (!inPlace || !told) return index + 1
    previous = row.hash
  }
  return undefined
}

export function ledgerStore(sql: Sql) {
  const last = sql.prepare<[], { seq: number; hash: Uint8Array }>(
    'SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1',
  )
  const insert = sql.prepare(
    'INSERT INTO ledger (seq, entry_id, content, salt, commitment, hash) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const all = sql.prepare<[], LedgerRow>(
    'SELECT seq, entry_id AS entryId, content, salt, commitment, hash FROM ledger ORDER BY seq',
  )
  const known = sql.prepare<[string], { seq: number }>('SELECT seq FROM ledger WHERE entry_id = ?')

  const add = (entryId: string, value: Content): void => {
    const { seq, hash } = last.get() ?? { seq: 0, hash: beforeFirst }
    const bytes = canonicalBytes(content.parse(value))
    const text = Buffer.from(bytes).toString('utf8')
    const salt = randomBytes(16)
    const commitment = commitmentOf(entryId, text, salt)
    insert.run(seq + 1, entryId, text, salt, commitment, hashOf(seq + 1, hash, commitment))
  }

  return {
    /** Writes an act and answers its id. */
    record: (entry: NewLedgerEntry): string => {
      const id = randomUUID()
      sql.transaction(() => add(id, { row: 'act', act: entry }))()
      return id
    },
    /** Writes how an act ended. The first end counts. */
    finish: (id: string, outcome: 'done' | 'failed' | 'declined', failure?: string): void => {
      sql.transaction(() => {
        if (known.get(id) === undefined) throw new Error('no such ledger entry')
        add(id, { row: 'end', end: failure === undefined ? { outcome } : { outcome, failure } })
      })()
    },
    rows: (): LedgerRow[] => all.all(),
    /** The acts, each with its end where it has one, the newest first. */
    entries: (): LedgerEntry[] => entriesOf(all.all()),
  }
}

function entriesOf(rows: readonly LedgerRow[]): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>()
  const ended = new Set<string>()
  for (const row of rows) {
    if (row.content === null) continue
    const told = content.parse(JSON.parse(row.content))
    if (told.row === 'act') entries.set(row.entryId, { ...told.act, id: row.entryId })
    const entry = entries.get(row.entryId)
    if (told.row === 'end' && entry !== undefined && !ended.has(row.entryId)) {
      ended.add(row.entryId)
      entries.set(row.entryId, { ...entry, ...told.end })
    }
  }
  return [...entries.values()].reverse()
}
