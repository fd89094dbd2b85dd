// The list of all that was shared, signed, refused or failed: names of attributes, never values. How its rows hang together
// is told in main/ledger/chain.ts.
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import type { HeadComparison, LedgerEntry, LedgerReport } from '../../../preload/shapes/ledger.ts'
import { fail } from '../../failure.ts'
import { beforeFirst, commitmentOf, type HeadMark, hashOf, type LedgerRow } from '../../ledger/chain.ts'
import { entriesOf, isTrace, parseContent, type RowContent, rowContent } from '../../ledger/content.ts'
import { markOf, parseHead, publicKeyOf, signHead, verifyHead } from '../../ledger/head.ts'
import { parseReceiptCode } from '../../ledger/receiptCode.ts'
import { reportOf } from '../../ledger/report.ts'
import { compareHead } from '../../ledger/verify.ts'
import { canonical } from '../canonical.ts'
import { compact } from '../compact.ts'
import type { GivenHead, NewLedgerEntry } from '../contract/ledger.ts'
import type { Sql } from '../database.ts'
import { toBase64Url } from '../seal.ts'

/** Who acts here and for whom: stands in every entry, whoever asks for it to be written. */
export type Stamp = Required<Pick<LedgerEntry, 'actor' | 'principal'>>

export function ledgerStore(sql: Sql, stamp: () => Stamp | undefined = () => undefined) {
  const last = sql.prepare<[], { seq: number; hash: Uint8Array }>(
    'SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1',
  )
  const insert = sql.prepare(
    'INSERT INTO ledger (seq, entry_id, content, salt, commitment, hash) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const columns = 'seq, entry_id AS entryId, content, salt, commitment, hash'
  const all = sql.prepare<[], LedgerRow>(`SELECT ${columns} FROM ledger ORDER BY seq`)
  const rowsOf = sql.prepare<[string], LedgerRow>(`SELECT ${columns} FROM ledger WHERE entry_id = ? ORDER BY seq`)
  const known = sql.prepare<[string], { seq: number }>('SELECT seq FROM ledger WHERE entry_id = ?')
  const hashAt = sql.prepare<[number], { hash: Uint8Array }>('SELECT hash FROM ledger WHERE seq = ?')
  const empty = sql.prepare<[string]>("UPDATE ledger SET entry_id = '', content = NULL, salt = NULL WHERE entry_id = ?")
  const key = ledgerKey(sql)
  /** Begun since this drawer was opened and not ended: their end is still to be written. */
  const underWay = new Set<string>()

  const head = (): HeadMark => {
    const { seq, hash } = last.get() ?? { seq: 0, hash: beforeFirst }
    return { count: seq, hash }
  }
  const add = (entryId: string, value: RowContent): void => {
    const { count, hash } = head()
    const text = canonical(rowContent.parse(value))
    const salt = randomBytes(16)
    const commitment = commitmentOf(entryId, text, salt)
    insert.run(count + 1, entryId, text, salt, commitment, hashOf(count + 1, hash, commitment))
  }
  const compareSigned = (text: string): HeadComparison => {
    const kept = parseHead(text)
    if (kept === undefined || !verifyHead(kept, publicKeyOf(key.open()))) return { state: 'foreign' }
    return { ...compareHead(head().count, (place) => hashAt.get(place)?.hash, markOf(kept)), at: kept.at }
  }
  const compareGiven = ({ receipt, head: text }: GivenHead): HeadComparison | null => {
    if (text !== undefined)
      return parseHead(text) === undefined ? fail({ code: 'ledger.notAHead' }) : compareSigned(text)
    if (receipt === undefined) return null
    const mark = parseReceiptCode(receipt) ?? fail({ code: 'ledger.notAHead' })
    return compareHead(head().count, (place) => hashAt.get(place)?.hash, mark)
  }

  return {
    /** Writes an act and answers its id. `other`: what is not the same for this act as for all. */
    record: (entry: NewLedgerEntry, other: Partial<Stamp> = {}): string => {
      const id = randomUUID()
      const { actor, ...whose } = { ...stamp(), ...other }
      // Who it was that did not get in is not known.
      const who = actor === undefined || entry.act === 'unlock' ? whose : { actor, ...whose }
      sql.transaction(() => add(id, { row: 'act', act: { ...entry, ...who } }))()
      if (entry.outcome === 'started') underWay.add(id)
      return id
    },
    /** Writes how an act ended. The first end counts. */
    finish: (id: string, outcome: 'done' | 'failed' | 'declined', failure?: string): void => {
      sql.transaction(() => {
        if (known.get(id) === undefined) throw new Error('no such ledger entry')
        add(id, { row: 'end', end: failure === undefined ? { outcome } : { outcome, failure } })
      })()
      underWay.delete(id)
    },
    rows: (): LedgerRow[] => all.all(),
    /** The acts, each with its end where it has one, the newest first. */
    entries: (): LedgerEntry[] => entriesOf(all.all()),

    /**
     * Takes content and salt of an entry's rows out of the file and adds the trace of it, both or none.
     * @throws ledger.noSuchEntry, also for a trace; app.busy while the act is under way
     */
    erase: (id: string, at: string): void => {
      if (underWay.has(id)) fail({ code: 'app.busy' })
      sql.transaction(() => {
        const rows = id === '' ? [] : rowsOf.all(id)
        const told = rows.map(({ content }) => (content === null ? undefined : parseContent(content)))
        if (rows.length === 0 || told.some((one) => one !== undefined && isTrace(one)))
          fail({ code: 'ledger.noSuchEntry' })
        empty.run(id)
        add(randomUUID(), { row: 'erase', at, places: rows.map(({ seq }) => seq) })
      })()
      compact(sql)
    },

    /** The present head, signed; undefined while the ledger is empty. */
    signedHead: (at: string): string | undefined => {
      const now = head()
      return now.count === 0 ? undefined : signHead(now, at, key.open())
    },
    /** Against a head that was kept: one row is looked at, whatever the length. */
    compare: compareSigned,
    /** Every row, and against what was kept (null: nothing) and what the person has in hand. @throws ledger.notAHead */
    verify: (kept: string | null, given: GivenHead): LedgerReport =>
      reportOf(all.all(), {
        kept: kept === null ? { state: 'none' } : compareSigned(kept),
        given: compareGiven(given),
      }),
    /** Writes down that the comparison begins anew, and which head was kept until now. */
    beginAnew: (kept: string | null, at: string): void => {
      const before = kept === null ? undefined : parseHead(kept)
      const mark = before === undefined ? null : { count: before.count, hash: toBase64Url(markOf(before).hash) }
      sql.transaction(() => add(randomUUID(), { row: 'beginAnew', at, before: mark }))()
    },
  }
}

/** The key that signs heads and nothing else; made when it is first needed. */
function ledgerKey(sql: Sql) {
  const select = sql.prepare<[], { pkcs8: Buffer }>('SELECT pkcs8 FROM ledger_key WHERE one = 1')
  const insert = sql.prepare('INSERT INTO ledger_key (one, pkcs8) VALUES (1, ?)')
  return {
    open(): KeyObject {
      const row = select.get()
      if (row !== undefined) {
        const key = createPrivateKey({ key: row.pkcs8, format: 'der', type: 'pkcs8' })
        row.pkcs8.fill(0)
        return key
      }
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
      insert.run(pkcs8)
      pkcs8.fill(0)
      return privateKey
    },
  }
}
