import type { LedgerCalls } from '../contract/ledger.ts'
import type { Inside } from './inside.ts'

export const ledgerCalls = ({ file, run }: Inside): LedgerCalls => ({
  record: (entry) => run(() => file.stores.ledger.record(entry)),
  finish: (id, outcome, failure) => run(() => file.stores.ledger.finish(id, outcome, failure)),
  ledger: () => run(() => file.stores.ledger.entries()),
  ledgerRows: () => run(() => file.stores.ledger.rows()),
  ledgerHead: (at) => run(() => file.stores.ledger.signedHead(at)),
  compareLedger: (kept) => run(() => file.stores.ledger.compare(kept)),
  verifyLedger: (kept, given) => run(() => file.stores.ledger.verify(kept, given)),
  eraseLedgerEntry: (id, at) =>
    run(() => {
      file.stores.ledger.erase(id, at)
      file.forgetEarlier()
    }),
  beginLedgerAnew: (kept, at) => run(() => file.stores.ledger.beginAnew(kept, at)),
})
