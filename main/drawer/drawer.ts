// A drawer: how it is made and opened, and what an open one can do, by area in contract/. The same interface is answered in a
// process of its own (remote.ts) and, in tests, in this one. Everything that crosses is plain data (structured clone).
import type { BackupContents, BackupProgress, TestFindings, UnlockBackup } from '../backup/backup.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Realm } from '../ports.ts'
import type { BackupCalls } from './contract/backup.ts'
import type { CredentialCalls } from './contract/credentials.ts'
import type { DoorCalls, DrawerKey, NewSlot } from './contract/door.ts'
import type { KeptCalls } from './contract/kept.ts'
import type { LedgerCalls } from './contract/ledger.ts'
import type { MandateCalls, NewChild } from './contract/mandates.ts'
import type { PortalCalls } from './contract/portal.ts'
import type { RecoveryCalls } from './contract/recovery.ts'
import type { SharingCalls } from './contract/sharing.ts'

export interface Drawer
  extends DoorCalls,
    RecoveryCalls,
    CredentialCalls,
    SharingCalls,
    PortalCalls,
    KeptCalls,
    LedgerCalls,
    MandateCalls,
    BackupCalls {
  /** Closes the file. Whoever opened the room ends it afterwards. */
  close(): Promise<void>
}

export interface CreateDrawer {
  readonly folder: string
  readonly drawerId: string
  readonly realm: Realm
  readonly personName: string
  readonly trust: Trust
  readonly first: NewSlot
  /** The recovery code's bytes; made by the caller (recoveryCode.ts) and shown once. */
  readonly recovery: Uint8Array
  readonly at: string
  /** Of a child, whose drawer its guardian makes and opens: `first` is then the key of their mandate. */
  readonly child?: NewChild
}

export interface OpenDrawer {
  readonly folder: string
  readonly realm: Realm
  readonly trust: Trust
  readonly key: DrawerKey
  /** Written down as the day on which that key was used last. */
  readonly at?: string
}

/** A drawer to be made of an unlocked backup. */
export interface RestoreBackup {
  readonly folder: string
  readonly personName: string
  readonly trust: Trust
  readonly first: NewSlot
  /** A new recovery code's bytes; without it the code that unlocked the backup stays. */
  readonly recovery?: Uint8Array
  readonly at: string
}

/** A backup that was unlocked in the drawer's process, which keeps its keys until it ends. */
export interface UnlockedBackup {
  readonly contents: BackupContents
  /** Begins to unpack it, encrypted, into a new folder. */
  unpack(folder: string): Promise<BackupProgress>
  /** The next part. @throws backup.damaged, store.full */
  more(): Promise<BackupProgress>
  /** Tries what was unpacked, and removes it. */
  test(): Promise<TestFindings>
  /** Makes a drawer of what was unpacked and leaves it open. */
  restore(input: RestoreBackup): Promise<Drawer>
}

/** What the drawer's process answers before a drawer is open. */
export interface DrawerRoom {
  create(input: CreateDrawer): Promise<Drawer>
  /** @throws drawer.wrongKey, drawer.noSuchSlot, drawer.inUse, drawer.damaged, drawer.newer, drawer.otherRealm */
  open(input: OpenDrawer): Promise<Drawer>
  /** @throws backup.*, file.unreadable */
  unlockBackup(input: UnlockBackup): Promise<UnlockedBackup>
  /** Ends the process at once. */
  end(): Promise<void>
}
