// Every way to spoil a ledger that somebody without its past could try, on ledgers that real acts and real SQLite made.
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sql } from '../drawer/database.ts'
import { migrate } from '../drawer/migrations.ts'
import { ledgerStore } from '../drawer/store/ledger.ts'
import { beforeFirst, commitmentOf, type HeadMark, hashOf, type LedgerRow } from './chain.ts'
import { parseReceiptCode, receiptCode } from './receiptCode.ts'
import { compareHead, verifyRows } from './verify.ts'

const at = '2026-11-23T03:00:00.000Z'

type Step = { readonly do: 'record' | 'finish' | 'erase'; readonly which: number }

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('record', 'record', 'record', 'finish', 'finish', 'erase'),
  which: fc.nat(1000),
})
const steps = fc.array(step, { minLength: 1, maxLength: 24 })

/** A database with its tables, made once for the thousands below. */
const empty = ((sql: Sql) => {
  migrate(sql)
  return sql.serialize()
})(new Database(':memory:') as Sql)

/** A ledger as those steps leave it, and the head it had after each row. */
function ledgerOf(all: readonly Step[]): {
  rows: LedgerRow[]
  heads: HeadMark[]
  store: ReturnType<typeof ledgerStore>
} {
  const sql = new Database(empty) as Sql
  const store = ledgerStore(sql)
  const open: string[] = []
  const whole: string[] = []
  const record = (number: number) =>
    open.push(
      store.record({
        at,
        act: 'share',
        outcome: 'started',
        party: `相手 ${number}`,
        items: [{ credential: { ja: '保険証', en: 'Insurance' }, attributes: [{ ja: '氏名', en: 'Name' }] }],
      }),
    )
  record(-1)
  for (const [number, one] of all.entries()) {
    if (one.do === 'record') record(number)
    const [from, to] = one.do === 'finish' ? [open, whole] : one.do === 'erase' ? [whole, undefined] : []
    const [id] = from === undefined || from.length === 0 ? [] : from.splice(one.which % from.length, 1)
    if (id === undefined) continue
    if (to === undefined) store.erase(id, at)
    else {
      store.finish(id, 'done')
      to.push(id)
    }
  }
  const rows = store.rows().map(plain)
  return { rows, heads: rows.map(({ seq, hash }) => ({ count: seq, hash })), store }
}

/** Made once each, for the many ways to spoil them; the short ones first, so that a failure tells a short one. */
const drawn = fc.constantFrom(...fc.sample(steps, 150).toSorted((one, other) => one.length - other.length))
const made = new Map<readonly Step[], ReturnType<typeof ledgerOf>>()
function drawnLedger(all: readonly Step[]): ReturnType<typeof ledgerOf> {
  const ledger = made.get(all) ?? ledgerOf(all)
  made.set(all, ledger)
  return ledger
}

const plain = (row: LedgerRow): LedgerRow => ({
  ...row,
  salt: row.salt === null ? null : new Uint8Array(row.salt),
  commitment: new Uint8Array(row.commitment),
  hash: new Uint8Array(row.hash),
})

const compare = (rows: readonly LedgerRow[], head: HeadMark) =>
  compareHead(rows.length, (place) => rows[place - 1]?.hash, head).state

/** Whether those rows, or their comparison with the head that was kept of the whole ledger, say that something is wrong. */
function isFound(rows: readonly LedgerRow[], head: HeadMark | undefined): boolean {
  return verifyRows(rows).length > 0 || (head !== undefined && !['same', 'extends'].includes(compare(rows, head)))
}

const same = (one: readonly LedgerRow[], other: readonly LedgerRow[]): boolean =>
  JSON.stringify(one.map(flat)) === JSON.stringify(other.map(flat))
const flat = ({ salt, commitment, hash, ...rest }: LedgerRow) => [
  rest,
  ...[salt, commitment, hash].map((bytes) => bytes && Buffer.from(bytes).toString('hex')),
]

const flipBytes = (bytes: Uint8Array, at: number): Uint8Array => {
  const other = new Uint8Array(bytes)
  const index = Math.floor(at / 8) % bytes.length
  other[index] = (other[index] ?? 0) ^ (1 << (at % 8))
  return other
}
const flipText = (text: string, at: number): string =>
  text === '' ? '\u0001' : Buffer.from(flipBytes(Buffer.from(text, 'utf8'), at)).toString('latin1')

/** Each column in turn with one bit turned over; what is null gets something. */
function flipped(row: LedgerRow, column: number, bit: number): LedgerRow {
  switch (column % 6) {
    case 0:
      return { ...row, seq: row.seq ^ (1 << (bit % 30)) }
    case 1:
      return { ...row, entryId: flipText(row.entryId, bit) }
    case 2:
      return { ...row, content: row.content === null ? '{}' : flipText(row.content, bit) }
    case 3:
      return { ...row, salt: row.salt === null ? new Uint8Array(16) : flipBytes(row.salt, bit) }
    case 4:
      return { ...row, commitment: flipBytes(row.commitment, bit) }
    default:
      return { ...row, hash: flipBytes(row.hash, bit) }
  }
}

/** What somebody does who has the key of the file and knows how it is made: every hash anew. */
function rechained(rows: readonly LedgerRow[]): LedgerRow[] {
  let previous = beforeFirst
  return rows.map((row, index) => {
    const commitment =
      row.content === null || row.salt === null ? row.commitment : commitmentOf(row.entryId, row.content, row.salt)
    const hash = hashOf(index + 1, previous, commitment)
    previous = hash
    return { ...row, seq: index + 1, commitment, hash }
  })
}

const numbers = fc.nat(1_000_000)

describe('the rows among themselves', () => {
  it('what was written, finished and erased holds, and goes on from every head it ever had', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { rows, heads } = ledgerOf(all)
        expect(verifyRows(rows)).toEqual([])
        for (const head of heads) expect(compare(rows, head)).toBe(head.count === rows.length ? 'same' : 'extends')
        for (const head of heads) {
          const onPaper = parseReceiptCode(receiptCode(head))
          expect(onPaper?.count).toBe(head.count)
          expect(onPaper && compare(rows, onPaper)).toBe(head.count === rows.length ? 'same' : 'extends')
        }
      }),
      { numRuns: 150 },
    )
  })

  it('one bit anywhere, of any column of any row, is found without any head', () => {
    fc.assert(
      fc.property(drawn, numbers, numbers, numbers, (all, which, column, bit) => {
        const { rows } = drawnLedger(all)
        const place = which % rows.length
        const spoiled = rows.map((row, index) => (index === place ? flipped(row, column, bit) : row))
        expect(same(spoiled, rows)).toBe(false)
        expect(isFound(spoiled, undefined)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  it('two rows exchanged, one taken from the middle, doubled, or put in from another ledger are found without any head', () => {
    fc.assert(
      fc.property(drawn, drawn, numbers, numbers, fc.boolean(), (all, others, one, two, renumbered) => {
        const { rows } = drawnLedger(all)
        const other = drawnLedger(others).rows
        const [a, b] = [one % rows.length, two % rows.length]
        const guest = other[two % other.length]
        const [first, second] = [rows[a], rows[b]]
        if (guest === undefined || first === undefined || second === undefined) throw new Error('no row')
        const number = (list: LedgerRow[]) =>
          renumbered ? list.map((row, index) => ({ ...row, seq: index + 1 })) : list
        const spoiled = [
          rows.map((row, index) => (index === a ? second : index === b ? first : row)),
          ...(a === rows.length - 1 ? [] : [rows.filter((_, index) => index !== a)]),
          rows.toSpliced(a, 0, first),
          // A ledger of one row that is another's first row is that other ledger.
          ...(rows.length === 1 ? [] : [rows.toSpliced(a, 1, guest)]),
          rows.toSpliced(a, 0, guest),
        ].map(number)
        for (const list of spoiled) if (!same(list, rows)) expect(isFound(list, undefined)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('content taken out of a row without a trace, whole or in part, is found without any head', () => {
    fc.assert(
      fc.property(drawn, numbers, fc.constantFrom('all', 'content', 'salt', 'keepsId'), (all, which, how) => {
        const { rows } = drawnLedger(all)
        const place = which % rows.length
        const target = rows[place]
        fc.pre(target !== undefined && target.content !== null)
        const emptied = {
          all: { entryId: '', content: null, salt: null },
          content: { content: null },
          salt: { salt: null },
          keepsId: { content: null, salt: null },
        }[how]
        expect(
          isFound(
            rows.map((row, index) => (index === place ? { ...row, ...emptied } : row)),
            undefined,
          ),
        ).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('content put back under its trace is found', () => {
    const { store } = ledgerOf([])
    const id = store.record({ at, act: 'logIn', outcome: 'done', party: 'A', items: [] })
    const before = store.rows().map(plain)
    store.erase(id, at)
    const back = store.rows().map((row, index) => (index === 1 ? (before[1] ?? row) : plain(row)))
    expect(verifyRows(back)).toEqual([{ rule: 'notErased', place: 2 }])
  })

  it('names the rule and the place', () => {
    const { rows } = ledgerOf([
      { do: 'record', which: 0 },
      { do: 'record', which: 0 },
    ])
    const [first, second, third] = rows
    if (first === undefined || second === undefined || third === undefined) throw new Error('no row')
    const altered = { ...second, content: (second.content ?? '').replace('相手', '別人') }
    expect(verifyRows([first, altered, third])).toEqual([{ rule: 'altered', place: 2 }])
    expect(verifyRows([first, third])).toEqual([{ rule: 'misplaced', place: 2 }])
    expect(verifyRows([first, { ...third, seq: 2 }])).toEqual([{ rule: 'unchained', place: 2 }])
    const emptied = { ...second, entryId: '', content: null, salt: null }
    expect(verifyRows([first, emptied, third])).toEqual([{ rule: 'erasedWithoutTrace', place: 2 }])
    expect(verifyRows(rechained([first, { ...second, content: '{"row":"?"}' }, third]))).toEqual([
      { rule: 'unreadable', place: 2 },
    ])
  })
})

describe('against a kept head', () => {
  it('rows cut off at the end are found by every head that knew of them, and by none that did not', () => {
    fc.assert(
      fc.property(drawn, numbers, (all, cut) => {
        const { rows, heads } = drawnLedger(all)
        const left = rows.slice(0, cut % rows.length)
        for (const head of heads) {
          if (head.count > left.length) expect(compare(left, head)).toBe('cutOff')
          else expect(['same', 'extends']).toContain(compare(left, head))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('a history written anew, with every hash made to fit, is found by every head from the altered row on', () => {
    fc.assert(
      fc.property(drawn, numbers, fc.constantFrom('alter', 'drop', 'double', 'swap'), (all, which, how) => {
        const { rows, heads } = drawnLedger(all)
        const place = which % rows.length
        const [row, next] = [rows[place], rows[place + 1]]
        if (row === undefined) throw new Error('no row')
        fc.pre(row.content !== null && (how !== 'swap' || (next !== undefined && next.content !== null)))
        const spoiled = rechained(
          {
            alter: rows.with(place, { ...row, content: JSON.stringify({ row: 'end', end: { outcome: 'failed' } }) }),
            drop: rows.toSpliced(place, 1),
            double: rows.toSpliced(place, 0, row),
            swap: next === undefined ? rows : rows.with(place, next).with(place + 1, row),
          }[how],
        )
        fc.pre(!same(spoiled, rows))
        // As if nothing had happened, as long as nobody kept a head (a trace may by now name another row, which tells).
        const before = heads.filter(({ count }) => count <= place)
        for (const head of before) expect(['same', 'extends']).toContain(compare(spoiled, head))
        // Doubling the last row differs from it only behind it.
        const after = heads.filter(({ count }) => count > place + (how === 'double' ? 1 : 0))
        for (const head of after) expect(['cutOff', 'differs']).toContain(compare(spoiled, head))
      }),
      { numRuns: 400 },
    )
  })

  it('a whole history of altered words holds in itself: only a head tells', () => {
    const { rows, heads } = ledgerOf([{ do: 'record', which: 0 }])
    const spoiled = rechained(rows.map((row) => ({ ...row, content: (row.content ?? '').replace('相手', '別人') })))
    expect(verifyRows(spoiled)).toEqual([])
    expect(heads.map((head) => compare(spoiled, head))).toEqual(['differs', 'differs'])
  })

  it('erasing by the owner is no alarm for any head that was kept before', () => {
    const { rows, heads, store } = ledgerOf([])
    const id = store.record({ at, act: 'logIn', outcome: 'done', party: 'A', items: [] })
    const head = store.rows().at(-1)
    store.erase(id, at)
    const now = store.rows()
    expect(verifyRows(now)).toEqual([])
    expect(compare(now, { count: 2, hash: head?.hash ?? beforeFirst })).toBe('extends')
    expect(compare(now, heads[0] ?? { count: 0, hash: beforeFirst })).toBe('extends')
    expect(rows).toHaveLength(1)
  })
})

describe('the head in short', () => {
  it('is read back however it was copied', () => {
    const hash = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256)
    const code = receiptCode({ count: 37, hash })
    expect(code).toMatch(/^37(-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
    const wide = [...code]
      .map((sign) => (sign === '-' ? '－' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0)))
      .join('')
    for (const copied of [code, code.toLowerCase(), ` ${code.replaceAll('-', ' ')} `, code.replaceAll('0', 'o'), wide])
      expect(parseReceiptCode(copied)).toEqual({ count: 37, hash: hash.slice(0, 10) })
  })

  it('is nothing else', () => {
    for (const text of [
      '',
      '37',
      '37-',
      'K7QD-29XB-MM3T-0VWZ',
      '37-K7QD-29XB-MM3T',
      '37-K7QD-29XB-MM3T-0VWZ-1',
      '0-K7QD-29XB-MM3T-0VWZ',
      '37-U7QD-29XB-MM3T-0VWZ',
    ])
      expect(parseReceiptCode(text)).toBeUndefined()
    fc.assert(fc.property(fc.string(), (text) => void parseReceiptCode(text)))
  })
})
