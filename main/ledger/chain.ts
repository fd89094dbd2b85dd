// The chain of the ledger: what a row commits to, and how it hangs on the row before.
//
// Rows are only ever added. A row's content is committed to with a salt of its own, and its hash covers the row before,
// its place and that commitment. So content and salt can be erased later and the row's place in the chain still holds; and
// finishing an act breaks nothing: its end is one more row that names the entry.
import { sha256 } from '../drawer/seal.ts'

export interface LedgerRow {
  /** Its place, from 1. */
  readonly seq: number
  /** Empty once erased. */
  readonly entryId: string
  /** Canonical JSON (content.ts); null once erased. */
  readonly content: string | null
  /** 16 random bytes; null once erased. */
  readonly salt: Uint8Array | null
  readonly commitment: Uint8Array
  readonly hash: Uint8Array
}

/** What the ledger was at some time: how many rows, and the hash of the last one or its first bytes. */
export interface HeadMark {
  readonly count: number
  readonly hash: Uint8Array
}

const domain = Buffer.from('tefuda/ledger/1\0', 'ascii')

/** Stands before the first row. */
export const beforeFirst = sha256(domain)

export function commitmentOf(entryId: string, text: string, salt: Uint8Array): Uint8Array {
  return sha256(domain, salt, sha256(Buffer.from(entryId, 'utf8')), Buffer.from(text, 'utf8'))
}

export function hashOf(seq: number, previous: Uint8Array, commitment: Uint8Array): Uint8Array {
  const place = new Uint8Array(8)
  new DataView(place.buffer).setBigUint64(0, BigInt(seq))
  return sha256(domain, place, previous, commitment)
}
