// The ledger as a file for its owner: JSON for programs and for verifying it elsewhere, CSV for a spreadsheet.
//
// A file that was exported is the owner's own copy: what is erased from the ledger later stays in it.
import type { LedgerEntry, LedgerFilter } from '../../preload/shapes/ledger.ts'
import { ledgerWords } from '../../preload/text/ledgerWords.ts'
import { mandateWords } from '../../preload/text/mandateWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { toBase64Url } from '../drawer/seal.ts'
import type { LedgerRow } from './chain.ts'
import { parseHead } from './head.ts'

export interface Exported {
  readonly entries: readonly LedgerEntry[]
  readonly filter: LedgerFilter | undefined
  /** Every row of the chain, which some entries alone cannot show. */
  readonly rows: readonly LedgerRow[]
  /** Signed, as text; undefined while the ledger is empty. */
  readonly head: string | undefined
  readonly receipt: string | null
  readonly at: string
}

/** Docs/decisions/0008 describes its members. `rows` is there only where nothing was filtered. */
export function exportedJson({ entries, filter, rows, head, receipt, at }: Exported): string {
  const whole = filter === undefined || Object.keys(filter).length === 0
  const value = {
    format: 'tefuda-ledger',
    version: 1,
    exportedAt: at,
    receipt,
    head: head === undefined ? null : (parseHead(head) ?? null),
    ...(whole ? { rows: rows.map(plainRow) } : { filter }),
    entries,
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

const plainRow = ({ seq, entryId, content, salt, commitment, hash }: LedgerRow) => ({
  seq,
  entryId,
  content,
  salt: salt === null ? null : toBase64Url(salt),
  commitment: toBase64Url(commitment),
  hash: toBase64Url(hash),
})

const columns = {
  ja: [
    '番号',
    '日時',
    '行為',
    '結果',
    '相手',
    '目的',
    '証明と項目',
    '失敗',
    '宛先',
    '控えの番号',
    '操作した人',
    '根拠',
    '本人',
  ],
  en: [
    'place',
    'time',
    'act',
    'outcome',
    'party',
    'purpose',
    'credentials and attributes',
    'failure',
    'host',
    'id',
    'actor',
    'basis',
    'principal',
  ],
} as const

/** RFC 4180 with a byte order mark, which spreadsheets need to read Japanese. Times are UTC. */
export function exportedCsv({ entries }: Pick<Exported, 'entries'>, language: 'ja' | 'en'): string {
  const words = ledgerWords[language]
  const lines = entries.map(
    ({ place, at, act, outcome, party, purpose, items, failure, contact, id, erased, actor, principal }) => [
      place === undefined ? '' : String(place),
      at,
      withoutRuby(words.acts[act]),
      withoutRuby(words.outcomes[outcome]),
      party,
      purpose ?? '',
      erased === undefined ? namesOf(items, language) : erased.join(' '),
      failure ?? '',
      contact?.host ?? '',
      id,
      actor?.name ?? '',
      actor === undefined ? '' : withoutRuby(mandateWords[language].bases[actor.basis]),
      principal?.name ?? '',
    ],
  )
  const table: readonly (readonly string[])[] = [columns[language], ...lines]
  return `\ufeff${table.map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`
}

function namesOf(items: LedgerEntry['items'], language: 'ja' | 'en'): string {
  const [colon, comma, between] = language === 'ja' ? ['：', '、', ' / '] : [': ', ', ', ' / ']
  return items
    .map(({ credential, attributes }) => {
      const names = attributes.map((attribute) => attribute[language]).join(comma)
      return names === '' ? credential[language] : `${credential[language]}${colon}${names}`
    })
    .join(between)
}

/** Names come from others: a cell that a spreadsheet would take for a formula, of full width too, is made text by an apostrophe. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
