// Makes a drawer of a database that came out of a backup: under a new key, with a new id and slots of its own.
import { renameSync, rmSync } from 'node:fs'
import { checkExtent, openEncrypted, rekeyCopy } from '../drawer/database.ts'
import { fileKeyOf, newDrawerKey, publicKeysOf, signedHeader } from '../drawer/drawerKey.ts'
import { databaseFile, stageHeader, switchHeader, syncFile, syncFolder } from '../drawer/folder.ts'
import type { MadeSlot, SlotOwner } from '../drawer/keySlots.ts'
import { migrate } from '../drawer/migrations.ts'
import { wipe } from '../drawer/seal.ts'
import { aboutStore } from '../drawer/store/about.ts'
import { fail } from '../failure.ts'
import type { BackupContents } from './backup.ts'
import { countedIn } from './contents.ts'

const generation = 1

export interface Assembly {
  /** Where the database lies, alone; what is made lies there too. */
  readonly folder: string
  readonly database: string
  readonly snapshotKey: Uint8Array
  readonly contents: BackupContents
  readonly owner: SlotOwner
  readonly personName: string
  readonly slots: readonly MadeSlot[]
}

/**
 * Checks that the database holds what the backup said, and makes it a drawer, all of it on the disk.
 *
 * @returns the key of the new drawer, which the caller wipes
 * @throws backup.damaged, backup.newer, store.full, file.unreadable
 */
export function assembleDrawer(assembly: Assembly): Uint8Array {
  const { folder, database, snapshotKey, contents, owner, personName, slots } = assembly
  const drawerKey = newDrawerKey()
  const fileKey = fileKeyOf(drawerKey)
  try {
    const sql = openEncrypted(database, snapshotKey)
    try {
      // Every byte was verified on its way, and each page is again when the drawer is opened.
      checkExtent(sql, database)
      const about = aboutStore(sql)
      const told = about.read()
      if (told?.drawerId !== contents.drawerId || told.realm !== contents.realm) fail({ code: 'backup.damaged' })
      if (!sameCounts(contents, countedIn(sql))) fail({ code: 'backup.damaged' })
      migrate(sql)
      sql.transaction(() => {
        about.moveTo({ ...owner, generation, personName })
        about.writePublicKeys(publicKeysOf(slots))
      })()
      rekeyCopy(sql, fileKey)
    } finally {
      sql.close()
    }
    syncFile(database)
    rmSync(`${database}-journal`, { force: true })
    renameSync(database, databaseFile(folder, generation))
    stageHeader(folder, signedHeader(slots, drawerKey, generation, owner).text)
    switchHeader(folder)
    syncFolder(folder)
    return drawerKey
  } catch (error) {
    wipe(drawerKey)
    throw error
  } finally {
    wipe(fileKey)
  }
}

/** This PC's enrolments are left out on purpose. */
function sameCounts(contents: BackupContents, found: ReturnType<typeof countedIn>): boolean {
  const parts = ({ schema, counts, withKey, withoutKey, ledger }: ReturnType<typeof countedIn>) =>
    JSON.stringify([
      [schema, withKey, withoutKey],
      [counts.certificate, counts.insurance, counts.licence, counts.other],
      [counts.papers, counts.applications, counts.drafts],
      [ledger.entries, ledger.rows, ledger.head],
    ])
  return parts(contents) === parts(found)
}
