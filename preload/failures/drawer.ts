// Opening a drawer, and where it lies.
export type DrawerFailure =
  | { code: 'drawer.locked' }
  /** Passphrase, card or recovery code does not open this drawer. `wait`: seconds until the next try is taken; absent: none. */
  | { code: 'drawer.wrongKey'; wait?: number }
  /** No such way to open it. */
  | { code: 'drawer.noSuchSlot' }
  /** Another process holds the drawer. */
  | { code: 'drawer.inUse' }
  /** Cut short, altered, or header and file do not belong together. */
  | { code: 'drawer.damaged' }
  /** Written by a newer version of Tefuda. */
  | { code: 'drawer.newer' }
  /** The drawer could not be brought up to date; it was put back as it was, in the version it was opened with before. */
  | { code: 'drawer.notUpdated' }
  /** A practice drawer in the real wallet, or the other way. */
  | { code: 'drawer.otherRealm' }
  | { code: 'drawer.lastSlot' }
  /** It has as many keys as a drawer can have. */
  | { code: 'drawer.slotsFull' }
  /** Too many wrong secrets in a row: so many seconds have to pass before the next one is taken. Nothing was tried. */
  | { code: 'drawer.wait'; seconds: number }
  | { code: 'drawer.processEnded' }
  /** The OS keychain is not there or is locked. No plain fallback: the recovery code opens the drawer. */
  | { code: 'keychain.unavailable' }
  /** The keychain answers but has no secret for this folder (moved from another PC or account): the recovery code opens. */
  | { code: 'household.secretMissing' }
  /** The list of people is cut short or altered; the drawers themselves are untouched. */
  | { code: 'household.damaged' }
  | { code: 'store.full' }
  /** The place of the drawers takes no writing: a disk that is mounted or locked read-only. Nothing was changed. */
  | { code: 'store.readOnly' }
