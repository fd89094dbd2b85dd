// Whether the ledger is what was written: its rows among themselves, and against a head that was kept elsewhere.
//
// What this finds: a row altered, moved, doubled, put in between or taken from the middle; content erased without a trace.
// Against a kept head also: rows cut off at the end, and a history written anew with hashes that fit. What it cannot find:
// rows cut off that no kept head knows of; and whoever holds both the drawer's key and the keychain can write both anew,
// which then only a receipt on paper or an exported head tells.
import type { HeadComparison, LedgerFinding } from '../../preload/shapes/ledger.ts'
import { sameBytes } from '../drawer/seal.ts'
import { beforeFirst, commitmentOf, type HeadMark, hashOf, type LedgerRow } from './chain.ts'
import { parseContent } from './content.ts'

/** Everything that does not hold, by place. No finding: each row is in its place and says what it was committed to. */
export function verifyRows(rows: Iterable<LedgerRow>): LedgerFinding[] {
  const findings: LedgerFinding[] = []
  const erased = new Map<number, number>()
  let previous = beforeFirst
  /** By place; the rows themselves are not kept, however many they are. */
  const contentless: boolean[] = []
  for (const row of rows) {
    const place = contentless.push(row.content === null)
    if (row.seq !== place) findings.push({ rule: 'misplaced', place })
    else if (!sameBytes(row.hash, hashOf(row.seq, previous, row.commitment)))
      findings.push({ rule: 'unchained', place })
    previous = row.hash
    const told = contentState(row)
    if (told === 'altered' || told === 'unreadable') findings.push({ rule: told, place })
    // A trace vouches for rows before it, never for itself.
    if (typeof told === 'object' && told.row === 'erase')
      for (const named of told.places) if (named < place) erased.set(named, place)
  }
  for (const [index, gone] of contentless.entries()) {
    const place = index + 1
    if (gone && !erased.has(place)) findings.push({ rule: 'erasedWithoutTrace', place })
    if (!gone && erased.has(place)) findings.push({ rule: 'notErased', place })
  }
  return findings.sort((one, other) => one.place - other.place)
}

function contentState({ entryId, content, salt, commitment }: LedgerRow) {
  // Nothing of an erased row but its commitment is left, so that nothing can be put there.
  if (content === null || salt === null)
    return content === null && salt === null && entryId === '' ? 'erased' : 'altered'
  if (!sameBytes(commitment, commitmentOf(entryId, content, salt))) return 'altered'
  return parseContent(content) ?? 'unreadable'
}

/**
 * The ledger against what it was at some time.
 *
 * @param present how many rows there are now
 * @param hashAt the hash of the row in that place, undefined where there is none
 */
export function compareHead(
  present: number,
  hashAt: (place: number) => Uint8Array | undefined,
  { count, hash }: HeadMark,
): HeadComparison {
  if (count > present) return { state: 'cutOff', count }
  const there = count === 0 ? beforeFirst : hashAt(count)
  // A receipt has the first bytes only.
  if (there === undefined || !sameBytes(there.subarray(0, hash.length), hash)) return { state: 'differs', count }
  const since = present - count
  return since === 0 ? { state: 'same', count, since } : { state: 'extends', count, since }
}

/** Whether a comparison says that something is wrong. Nothing to compare with is nothing wrong. */
export const isAlarm = ({ state }: HeadComparison): boolean => state === 'cutOff' || state === 'differs'
