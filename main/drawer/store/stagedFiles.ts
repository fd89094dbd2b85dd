// Files of backups that were begun and are not finished. Their places may name somebody, so that they are kept in here.
import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import type { Sql } from '../database.ts'

/** The name of a backup until it is whole. */
export const stagedName = /^\.tefuda-backup-[0-9a-f-]{36}\.tmp$/

export function stagedFileStore(sql: Sql) {
  const insert = sql.prepare('INSERT INTO staged_file (path) VALUES (?) ON CONFLICT DO NOTHING')
  const remove = sql.prepare('DELETE FROM staged_file WHERE path = ?')
  const all = sql.prepare<[], string>('SELECT path FROM staged_file').pluck()

  return {
    add: (path: string): void => void insert.run(path),
    remove: (path: string): void => void remove.run(path),
    /** Removes what a killed program left. A disk that is not there now is swept by the next backup that goes there. */
    sweep: (): void => {
      for (const path of all.all()) {
        if (stagedName.test(basename(path))) removeIfThere(path)
        remove.run(path)
      }
    },
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Somebody else's folder by now, or a disk that takes nothing.
  }
}
