// What a backup is to the rest of the program: shapes that cross to and from the drawer's process.
import type { Person } from '../../preload/shapes/people.ts'
import type { Realm } from '../ports.ts'

/** What opens a backup. */
export type BackupKeyKind = 'recovery' | 'passphrase'

/** The secret that opens a backup, as it reaches the drawer's process. Bytes are wiped there after use. */
export type BackupSecret =
  | { readonly kind: 'recovery'; readonly code: Uint8Array }
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array }

/** How many credentials of each kind, and how much else there is to look at. */
export interface ContentCounts {
  readonly certificate: number
  readonly insurance: number
  readonly licence: number
  readonly other: number
  /** Documents; attachments belong to drafts and applications. */
  readonly papers: number
  readonly applications: number
  readonly drafts: number
}

/** What a backup says of itself, once it is unlocked. */
export interface BackupContents {
  readonly madeAt: string
  readonly drawerId: string
  readonly realm: Realm
  readonly personName: string
  readonly colour: Person['colour']
  /** Version of the drawer's tables. */
  readonly schema: number
  /** The kinds of keys that the drawer had beside its recovery code: they belong to that PC. */
  readonly openers: readonly ('card' | 'passphrase')[]
  readonly counts: ContentCounts
  /** Credentials whose key lies in the drawer and so in the backup: they can be shown to others after a restore. */
  readonly withKey: number
  /** Credentials for showing to others whose key is not in the drawer: they have to be issued again. */
  readonly withoutKey: number
  /** Whether this PC was enrolled at a portal; a restore leaves that out. */
  readonly enrolled: boolean
  /** Rows of the ledger's chain, and the hash of the last (base64url; empty where there is none). */
  readonly ledger: { readonly entries: number; readonly rows: number; readonly head: string }
  /** Length of the database. */
  readonly bytes: number
}

export interface MakeBackup {
  /** Where the file shall lie, absolute. */
  readonly path: string
  /** Whether a file of that name, which the person has agreed to lose, is replaced; by one step, once the new one is whole. */
  readonly replace: boolean
  /**
   * What the file is called until it is whole, beside `path` (target.ts); who names it can remove it when the drawer's process was
   * killed. Else it is drawn.
   */
  readonly staged?: string
  readonly colour: Person['colour']
  /** Beside the recovery code, which always opens it. UTF-8. */
  readonly passphrase?: Uint8Array
  readonly at: string
}

/** How far it is, in bytes. Finished when both are the same. */
export interface BackupProgress {
  readonly done: number
  readonly total: number
}

export interface UnlockBackup {
  readonly path: string
  readonly realm: Realm
  readonly secret: BackupSecret
  /** Of the drawer that may be made of it. */
  readonly drawerId: string
  readonly at: string
}

/** What a test restore has found; `ledger` false: the chain was broken already when the backup was made. */
export interface TestFindings {
  readonly whole: boolean
  readonly counts: boolean
  readonly keys: boolean
  readonly ledger: boolean
}
