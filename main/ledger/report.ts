// What is told of a ledger that was verified.
import type { HeadComparison, LedgerReport } from '../../preload/shapes/ledger.ts'
import type { LedgerRow } from './chain.ts'
import { receiptCode } from './receiptCode.ts'
import { isAlarm, verifyRows } from './verify.ts'

/** More than a person reads. */
const mostFindings = 100

export function reportOf(
  rows: readonly LedgerRow[],
  { kept, given }: { readonly kept: HeadComparison; readonly given: HeadComparison | null },
): LedgerReport {
  const findings = verifyRows(rows)
  const last = rows.at(-1)
  return {
    sound:
      findings.length === 0 && !isAlarm(kept) && (given === null || !(isAlarm(given) || given.state === 'foreign')),
    count: rows.length,
    erased: rows.filter(({ content }) => content === null).length,
    receipt: last === undefined ? null : receiptCode({ count: rows.length, hash: last.hash }),
    findings: findings.slice(0, mostFindings),
    kept,
    given,
  }
}
