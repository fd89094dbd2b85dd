// The encrypted file as SQLite sees it: SQLCipher's format 4 (AES-256-CBC, HMAC-SHA-512 a page) with a raw key.
import { statSync, truncateSync } from 'node:fs'
import Database from 'better-sqlite3'
import { fail, WalletError } from '../failure.ts'
import { schemaVersion } from './migrations.ts'

/** The fork's two additions are missing in the types of the original. */
export type Sql = Database.Database & { key(key: Buffer): number; rekey(key: Buffer): number }

/** The development runtime needs a build of its own of SQLite's binding; the product finds the one in its package. */
export const databaseOptions = (): { nativeBinding?: string } => {
  const nativeBinding = process.env['TEFUDA_SQLITE_BINDING']
  return nativeBinding === undefined || nativeBinding === '' ? {} : { nativeBinding }
}

/** A database that lies nowhere and holds nobody's data. */
export const openInMemory = (): Sql => new Database(':memory:', databaseOptions()) as Sql

/**
 * Opens an encrypted file with its 32-byte key.
 *
 * Rollback journal, cut to nothing after each commit, with full synchronisation: an acknowledged change has reached the
 * disk, one file is the whole drawer, and a process killed at any moment is rolled back at the next open. Deleted
 * content is overwritten and its pages given back; nothing temporary touches the disk.
 */
export function openEncrypted(file: string, key: Uint8Array): Sql {
  return withKey(file, key, (sql) => {
    // Before anything that might write: an empty or altered file must stay as it is found.
    if (sql.prepare('SELECT count(*) AS tables FROM sqlite_schema').pluck().get() === 0)
      fail({ code: 'drawer.damaged' })
  })
}

/** Begins an encrypted database in an empty file. */
export function beginEncrypted(file: string, key: Uint8Array): Sql {
  return withKey(file, key, (sql) => void sql.pragma('auto_vacuum = FULL'))
}

function withKey(file: string, key: Uint8Array, first: (sql: Sql) => void): Sql {
  const sql = new Database(file, { ...databaseOptions(), fileMustExist: true, timeout: 1000 }) as Sql
  const raw = rawKey(key)
  try {
    sql.pragma("cipher = 'sqlcipher'")
    sql.pragma('legacy = 4')
    sql.key(raw)
    first(sql)
    sql.pragma('temp_store = MEMORY')
    sql.pragma('secure_delete = ON')
    sql.pragma('foreign_keys = ON')
    sql.pragma('trusted_schema = OFF')
    sql.pragma('journal_mode = TRUNCATE')
    sql.pragma('synchronous = FULL')
    return sql
  } catch (error) {
    sql.close()
    throw error
  } finally {
    raw.fill(0)
  }
}

/** Encrypts the whole file anew, in place. Only for a copy that nobody relies on yet. */
export function rekeyCopy(sql: Sql, key: Uint8Array): void {
  const raw = rawKey(key)
  try {
    // A journal would hold every page in memory, and there is nothing to go back to.
    sql.pragma('journal_mode = OFF')
    sql.pragma('synchronous = OFF')
    sql.rekey(raw)
  } finally {
    raw.fill(0)
  }
}

/** SQLCipher's spelling of a key that needs no derivation, as bytes so that it can be wiped. */
function rawKey(key: Uint8Array): Buffer {
  const raw = Buffer.alloc(67)
  raw.write("x'", 'ascii')
  for (const [index, byte] of key.entries()) raw.write(byte.toString(16).padStart(2, '0'), 2 + 2 * index, 'ascii')
  raw.write("'", 66, 'ascii')
  return raw
}

/**
 * Reads every page once: each carries its own HMAC, and SQLite compares them with one another.
 *
 * @throws drawer.damaged, drawer.newer
 */
export function checkWhole(sql: Sql, file: string): void {
  checkExtent(sql, file)
  if (sql.pragma('quick_check(1)', { simple: true }) !== 'ok') fail({ code: 'drawer.damaged' })
}

/**
 * Whether it is of a version that this program knows, and as long as it says. Whole pages may stand after its end: SQLite
 * cuts them off after the change that let go of them is on the disk, and a program that is killed in between leaves them.
 *
 * @throws drawer.damaged, drawer.newer
 */
export function checkExtent(sql: Sql, file: string): void {
  const version = Number(sql.pragma('user_version', { simple: true }))
  if (version > schemaVersion) fail({ code: 'drawer.newer' })
  const pageSize = Number(sql.pragma('page_size', { simple: true }))
  const surplus = statSync(file).size - Number(sql.pragma('page_count', { simple: true })) * pageSize
  if (version < 1 || surplus < 0 || surplus % pageSize !== 0) fail({ code: 'drawer.damaged' })
}

/**
 * Cuts off the pages after the end: what was deleted must not stay in them. Only for who holds the drawer, between two
 * transactions, once the file was found whole.
 */
export function cutSurplus(sql: Sql, file: string): void {
  const length = Number(sql.pragma('page_count', { simple: true })) * Number(sql.pragma('page_size', { simple: true }))
  if (statSync(file).size > length) truncateSync(file, length)
}

/** SQLite's and the file system's errors, as what the person can do something about; others pass. */
export function storageFailure(error: unknown): unknown {
  if (error instanceof WalletError || !(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  if (/^SQLITE_BUSY|^SQLITE_LOCKED/.test(code)) return new WalletError({ code: 'drawer.inUse' }, error)
  if (/^SQLITE_FULL$|^ENOSPC$|^EDQUOT$/.test(code)) return new WalletError({ code: 'store.full' }, error)
  if (/^SQLITE_(NOTADB|CORRUPT|IOERR_SHORT_READ|IOERR_DATA)/.test(code))
    return new WalletError({ code: 'drawer.damaged' }, error)
  // Of a database that lies on a disk that takes no writing, and of the disk itself.
  if (/^SQLITE_READONLY|^EROFS$/.test(code)) return new WalletError({ code: 'store.readOnly' }, error)
  if (/^SQLITE_(CANTOPEN|PERM|IOERR)|^(EACCES|EPERM|EROFS|EIO)$/.test(code))
    return new WalletError({ code: 'file.unreadable' }, error)
  return error
}
