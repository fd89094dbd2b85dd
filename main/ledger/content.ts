// What a row of the ledger says, and the entries that the rows together tell.
import { z } from 'zod'
import { type LedgerEntry, ledgerEntry } from '../../preload/shapes/ledger.ts'
import type { LedgerRow } from './chain.ts'

const act = ledgerEntry.omit({ id: true, place: true, erased: true })
const end = z.object({ outcome: z.enum(['done', 'failed', 'declined']), failure: z.string().optional() })
const place = z.int().min(1)

export const rowContent = z.discriminatedUnion('row', [
  z.object({ row: z.literal('act'), act }),
  z.object({ row: z.literal('end'), end }),
  /** The trace of an erasure: the places whose content and salt are gone. */
  z.object({ row: z.literal('erase'), at: z.string(), places: z.array(place).min(1) }),
  /** The owner began the comparison with a kept head anew; `before`: the head that was kept until then, where one was. */
  z.object({
    row: z.literal('beginAnew'),
    at: z.string(),
    before: z.object({ count: z.int().min(0), hash: z.string() }).nullable(),
  }),
])
export type RowContent = z.infer<typeof rowContent>

/** Rows that only tell of the ledger itself: they cannot be erased. */
export const isTrace = ({ row }: RowContent): boolean => row === 'erase' || row === 'beginAnew'

/** Undefined where the text is no content. */
export function parseContent(text: string): RowContent | undefined {
  try {
    return rowContent.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The acts, each with its end where it has one (the first end counts), and the traces; the newest first. */
export function entriesOf(rows: readonly LedgerRow[]): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>()
  const ended = new Set<string>()
  for (const { seq, entryId, content } of rows) {
    const told = content === null ? undefined : parseContent(content)
    if (told === undefined) continue
    if (told.row === 'act') entries.set(entryId, { ...told.act, id: entryId, place: seq })
    if (told.row === 'erase') entries.set(entryId, { ...trace(told.at, 'erase', entryId, seq), erased: told.places })
    if (told.row === 'beginAnew') entries.set(entryId, trace(told.at, 'beginAnew', entryId, seq))
    const entry = entries.get(entryId)
    if (told.row === 'end' && entry !== undefined && !ended.has(entryId)) {
      ended.add(entryId)
      entries.set(entryId, { ...entry, ...told.end })
    }
  }
  return [...entries.values()].reverse()
}

const trace = (at: string, act: 'erase' | 'beginAnew', id: string, place: number): LedgerEntry => ({
  id,
  place,
  at,
  act,
  outcome: 'done',
  party: '',
  items: [],
})
