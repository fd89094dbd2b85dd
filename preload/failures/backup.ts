// Backups, and the ledger.
export type BackupFailure =
  /** The file is no backup of Tefuda at all. */
  | { code: 'backup.notOne' }
  /** Cut short, altered, or put together wrongly. Nothing was taken from it. */
  | { code: 'backup.damaged' }
  /** Written by a newer version of Tefuda. */
  | { code: 'backup.newer' }
  /** A backup of practice in the real wallet, or the other way. */
  | { code: 'backup.otherRealm' }
  /** Recovery code or passphrase does not open this backup. */
  | { code: 'backup.wrongKey' }
  /** No passphrase was chosen for this backup: its recovery code opens it. */
  | { code: 'backup.noPassphrase' }
  /** It is not there (any more), or is the trace of an erasure, which cannot be erased. */
  | { code: 'ledger.noSuchEntry' }
  /** What was given to compare with is neither the code of a receipt nor an exported head. */
  | { code: 'ledger.notAHead' }
