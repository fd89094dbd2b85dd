// The portal's own storage: one SQLite file in the world folder. Instants are milliseconds since 1970; secrets that others
// present (codes, tokens) are kept as SHA-256 only.
import Database from 'better-sqlite3'
import { migrations } from './migrations.ts'

export type PortalDatabase = Database.Database

/** @param path a file, or ':memory:' */
export function openDatabase(path: string): PortalDatabase {
  const binding = process.env['TEFUDA_SQLITE_BINDING']
  const database = new Database(path, binding ? { nativeBinding: binding } : {})
  database.pragma('journal_mode = WAL')
  database.pragma('busy_timeout = 5000')
  database.pragma('foreign_keys = ON')
  migrate(database)
  return database
}

/** Brings the file to the newest version, each step in a transaction. A file from a newer portal is refused. */
export function migrate(database: PortalDatabase, steps: readonly string[] = migrations): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  if (version > steps.length) throw new Error('the portal database was written by a newer version')
  for (const [index, step] of steps.entries()) {
    if (index < version) continue
    database.transaction(() => {
      database.exec(step)
      database.pragma(`user_version = ${index + 1}`)
    })()
  }
}
