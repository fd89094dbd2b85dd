// An open drawer's file as an earlier version of Tefuda wrote it.
import Database from 'better-sqlite3'
import { openEncrypted, type Sql } from '../../main/drawer/database.ts'
import { fileKeyOf } from '../../main/drawer/drawerKey.ts'
import { databaseFile } from '../../main/drawer/folder.ts'
import { readStoredHeader } from '../../main/drawer/header.ts'
import { unwrapDrawerKey } from '../../main/drawer/keySlots.ts'
import { migrate } from '../../main/drawer/migrations.ts'

const tablesOf = (sql: Sql): string[] =>
  sql
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
const columnsOf = (sql: Sql, table: string): string[] =>
  sql.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)

/** Leaves the tables and columns that the first `version` steps make, and no others. */
export function makeEarlier(sql: Sql, version: number): void {
  const old = new Database(':memory:') as Sql
  migrate(old, version)
  const kept = new Set(tablesOf(old))
  sql.pragma('foreign_keys = OFF')
  for (const table of tablesOf(sql)) {
    if (!kept.has(table)) sql.exec(`DROP TABLE ${table}`)
    else {
      const columns = new Set(columnsOf(old, table))
      for (const column of columnsOf(sql, table))
        if (!columns.has(column)) sql.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`)
    }
  }
  // Tables that a later step takes away.
  const there = new Set(tablesOf(sql))
  for (const table of kept) {
    if (there.has(table)) continue
    const made = old.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL')
    for (const text of made.pluck().all(table)) sql.exec(text)
  }
  sql.pragma('foreign_keys = ON')
  sql.pragma(`user_version = ${version}`)
  old.close()
}

/** Works on the file of a drawer that nobody has open. */
export async function inDrawerFile(folder: string, recovery: Uint8Array, work: (sql: Sql) => void): Promise<void> {
  const header = await readStoredHeader(folder)
  const { drawerKey } = await unwrapDrawerKey(header, { kind: 'recovery', code: recovery.slice() })
  const sql = openEncrypted(databaseFile(folder, header.generation), fileKeyOf(drawerKey))
  try {
    work(sql)
  } finally {
    sql.close()
  }
}
