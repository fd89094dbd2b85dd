// The ledger of an open drawer: what was done in it, and whether that is whole.
import type { HeadComparison, LedgerEntry, LedgerReport } from '../../../preload/shapes/ledger.ts'
import type { LedgerRow } from '../../ledger/chain.ts'

/** The drawer adds who did it and for whom. */
export type NewLedgerEntry = Omit<LedgerEntry, 'id' | 'place' | 'erased' | 'actor' | 'principal'>

/** What a person has in hand to compare the ledger with: a receipt's code, or the text of an exported head. */
export interface GivenHead {
  readonly receipt?: string | undefined
  readonly head?: string | undefined
}

export interface LedgerCalls {
  /** Writes an entry and answers its id. An act that reaches outside is written as 'started' first, then finished. */
  record(entry: NewLedgerEntry): Promise<string>
  finish(id: string, outcome: 'done' | 'failed' | 'declined', failure?: string): Promise<void>
  ledger(): Promise<LedgerEntry[]>
  ledgerRows(): Promise<LedgerRow[]>
  /** The present head, signed, as text (main/ledger/head.ts); undefined while the ledger is empty. */
  ledgerHead(at: string): Promise<string | undefined>
  /** Against a head that was kept. One row is looked at, whatever the length. */
  compareLedger(kept: string): Promise<HeadComparison>
  /** Every row, and against what was kept (null: nothing) and what the person has in hand. @throws ledger.notAHead */
  verifyLedger(kept: string | null, given: GivenHead): Promise<LedgerReport>
  /** @throws ledger.noSuchEntry, app.busy while the act is under way */
  eraseLedgerEntry(id: string, at: string): Promise<void>
  /** Writes down that the comparison with a kept head begins anew, and which head was kept until now. */
  beginLedgerAnew(kept: string | null, at: string): Promise<void>
}
