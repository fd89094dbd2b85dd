// Rewrites the whole file after something was erased.
import type { Sql } from './database.ts'

/**
 * `secure_delete` overwrites what is let go of, but rows that SQLite moved from page to page before may have left copies in
 * the gaps between rows. Rewritten, the file holds what its tables hold and nothing else.
 *
 * Where that is not possible (no space for a second copy, another statement under way) the row is erased all the same, and
 * the next erasure makes up for it.
 */
export function compact(sql: Sql): void {
  try {
    sql.exec('VACUUM')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && /^SQLITE_/.test(String(error.code)))) throw error
  }
}
