// What the program that is killed tells its parent, and what it is told to do.
import type { Trust } from '../../../main/certificates/trust.ts'
import type { Realm } from '../../../main/ports.ts'

/** The writes of the wallet, in groups that follow one another by nature. */
export const kinds = [
  'credentials',
  'ledger',
  'erasing',
  'head',
  'slots',
  'tables',
  'status',
  'enrolment',
  'nonce',
  'backup',
  'restore',
  'person',
  'people',
] as const
export type Kind = (typeof kinds)[number]

/** One write. Ids are known only once it was done, where the drawer chooses them. */
export type Write =
  | { readonly what: 'accept'; readonly ids?: readonly string[] }
  | { readonly what: 'remove'; readonly id: string }
  | { readonly what: 'record'; readonly id?: string }
  | { readonly what: 'finish'; readonly id: string }
  | { readonly what: 'erase'; readonly id: string }
  | { readonly what: 'addSlot'; readonly id?: string }
  | { readonly what: 'removeSlot'; readonly id: string }
  | { readonly what: 'tables'; readonly folder: string }
  | { readonly what: 'status'; readonly id: string; readonly checkedAt: string }
  | { readonly what: 'enrolment'; readonly name: string | null }
  | { readonly what: 'nonce'; readonly nonce: string }
  | { readonly what: 'backup'; readonly path: string }
  | { readonly what: 'restore'; readonly drawerId: string; readonly name: string }
  | { readonly what: 'person'; readonly drawerId: string; readonly name: string }
  | { readonly what: 'people'; readonly tag: string | null }

/** A line on descriptor 3: written before the write begins, and after the wallet has said that it is done. */
export type Said = { readonly asked: Write } | { readonly done: Write } | { readonly failed: string }

/** What the program needs to know; every secret in it is made up. */
export interface Task {
  readonly kind: Kind
  readonly home: string
  readonly realm: Realm
  readonly trust: Trust
  /** Certificates and private keys (PEM) of the two issuers. */
  readonly issuers: Readonly<Record<'credentialIssuer' | 'documentSigner', { chain: Uint8Array[]; pem: string }>>
  readonly folder: string
  readonly recovery: Uint8Array
  readonly householdSecret: Uint8Array
  readonly personId: string
  /** What lies in the drawer already. */
  readonly credentials: readonly string[]
  readonly entries: readonly string[]
  readonly slots: readonly string[]
  /** Drawers whose tables are of an earlier version. */
  readonly earlier: readonly string[]
  readonly backup: string
  /** Makes names and nonces of this round unlike those of others. */
  readonly round: number
}

/** The keychain is another program: what was written there stays when this one is killed. */
export interface KeychainCall {
  readonly id: number
  readonly call: 'read' | 'write' | 'remove'
  readonly name: string
  readonly secret?: Uint8Array
}
