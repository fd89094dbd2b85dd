// A drawer's file copied under another key: its next generation, and the snapshot that a backup is written from.
import { constants, copyFileSync } from 'node:fs'
import { checkWhole, openEncrypted, rekeyCopy, type Sql, storageFailure } from './database.ts'
import { fileKeyOf, newDrawerKey, publicKeysOf, signedHeader } from './drawerKey.ts'
import {
  databaseFile,
  dropDatabase,
  dropGeneration,
  snapshotFile,
  stageHeader,
  switchHeader,
  syncFile,
} from './folder.ts'
import type { StoredHeader } from './header.ts'
import type { MadeSlot } from './keySlots.ts'
import { wipe } from './seal.ts'
import { aboutStore } from './store/about.ts'

/** One generation of an open drawer. */
export interface Generation {
  readonly header: StoredHeader
  readonly fileKey: Uint8Array
}

/**
 * The whole drawer anew under a new key for these slots: a new file beside the old one, both on disk before one rename
 * of the header switches them together. Killed before it, the old generation is whole; after it, the new one. The old
 * generation's file is the caller's to drop.
 */
export function nextGeneration(folder: string, now: Generation, slots: readonly MadeSlot[]): Generation & { sql: Sql } {
  const generation = now.header.generation + 1
  const drawerKey = newDrawerKey()
  const fileKey = fileKeyOf(drawerKey)
  let sql: Sql | undefined
  try {
    const { header, text } = signedHeader(slots, drawerKey, generation, now.header)
    const path = copyTo(folder, now, { generation, fileKey, slots })
    sql = openEncrypted(path, fileKey)
    checkWhole(sql, path)
    stageHeader(folder, text)
    switchHeader(folder)
    return { header, fileKey, sql }
  } catch (error) {
    sql?.close()
    wipe(fileKey)
    dropGeneration(folder, generation)
    throw storageFailure(error)
  } finally {
    wipe(drawerKey)
  }
}

function copyTo(
  folder: string,
  now: Generation,
  next: { readonly generation: number; readonly fileKey: Uint8Array; readonly slots: readonly MadeSlot[] },
): string {
  const path = databaseFile(folder, next.generation)
  dropGeneration(folder, next.generation)
  copyFileSync(databaseFile(folder, now.header.generation), path, constants.COPYFILE_EXCL)
  const copy = openEncrypted(path, now.fileKey)
  try {
    const about = aboutStore(copy)
    rekeyCopy(copy, next.fileKey)
    copy.transaction(() => {
      about.setGeneration(next.generation)
      about.writePublicKeys(publicKeysOf(next.slots))
    })()
  } finally {
    copy.close()
  }
  syncFile(path)
  return path
}

/**
 * A copy of the drawer as it is now under another key, beside it and without this PC's enrolments. Whoever learns
 * that key has learnt nothing that opens the drawer. The caller removes it; one that was left is swept at the next opening.
 *
 * @returns where it lies
 */
export function writeSnapshot(folder: string, now: Generation, key: Uint8Array): string {
  const path = snapshotFile(folder)
  try {
    dropDatabase(path)
    // Where the file system can, the copy shares its blocks until they are written.
    const how = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE
    copyFileSync(databaseFile(folder, now.header.generation), path, how)
    const copy = openEncrypted(path, now.fileKey)
    try {
      copy.exec('DELETE FROM enrolment; DELETE FROM staged_file')
      rekeyCopy(copy, key)
    } finally {
      copy.close()
    }
    return path
  } catch (error) {
    dropDatabase(path)
    throw storageFailure(error)
  }
}
