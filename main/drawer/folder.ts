// A drawer's folder: which files lie in it, who holds it, and the one rename that switches header and file together.
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fail } from '../failure.ts'
import { databaseOptions, storageFailure } from './database.ts'
import { headerFile } from './header.ts'

const stagedHeader = (folder: string) => `${headerFile(folder)}.new`
const fileName = (generation: number) => `drawer-${generation}.db`

/** The encrypted file of one generation. */
export const databaseFile = (folder: string, generation: number): string => join(folder, fileName(generation))

/** A copy of the drawer under a key of its own, for as long as a backup is written from it. */
export const snapshotFile = (folder: string): string => join(folder, 'snapshot.db')

/** A database file and the journal beside it: left behind, a journal would be played into the next file of that name. */
export function dropDatabase(file: string): void {
  for (const name of [file, `${file}-journal`]) rmSync(name, { force: true })
}

/** Makes the folder of a new drawer, for this OS account alone. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    // Node says of a read-only disk that there is no such place; asked for one folder alone it says what is in the way.
    mkdirSync(folder, { mode: 0o700 })
  }
}

/**
 * Holds the drawer for this process alone. The operating system lets go when the process ends, however it ends: the
 * lock is SQLite's own exclusive lock on an empty file, on every system.
 *
 * @returns lets go
 * @throws drawer.inUse, drawer.damaged when there is no such folder, file.unreadable, store.readOnly
 */
export function holdFolder(folder: string): () => void {
  const file = join(folder, 'lock')
  try {
    // A folder that this account may not look into is there all the same.
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) fail({ code: 'drawer.damaged' })
    accessSync(folder, constants.R_OK | constants.X_OK)
    const lock = new Database(file, { ...databaseOptions(), timeout: 300 })
    try {
      lock.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      lock.close()
      throw error
    }
    return () => void lock.close()
  } catch (error) {
    throw storageFailure(error)
  }
}

/** An empty file that only this OS account may read, for SQLite to fill. Replaces what an interrupted try left. */
export function makeDatabaseFile(folder: string, generation: number): string {
  const file = databaseFile(folder, generation)
  dropGeneration(folder, generation)
  closeSync(openSync(file, 'wx', 0o600))
  return file
}

/** Writes the next header beside the present one and brings both names to disk. */
export function stageHeader(folder: string, text: string): void {
  const file = openSync(stagedHeader(folder), 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  syncFolder(folder)
}

/** The one rename: from here on the drawer is the generation that the staged header names. */
export function switchHeader(folder: string): void {
  renameSync(stagedHeader(folder), headerFile(folder))
}

/** Removes one generation's file, if it is there. */
export function dropGeneration(folder: string, generation: number): void {
  dropDatabase(databaseFile(folder, generation))
}

/** Removes what interrupted re-keys and backups left. Only once this generation has been opened and found whole. */
export function sweep(folder: string, generation: number): void {
  const kept = new Set([fileName(generation), `${fileName(generation)}-journal`])
  for (const name of readdirSync(folder)) {
    const ours = /^(drawer-\d+|snapshot)\.db(-journal)?$/.test(name) || name === 'header.json.new'
    if (ours && !kept.has(name)) rmSync(join(folder, name), { force: true })
  }
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes names durable. Windows has no such call and does not need it: NTFS journals them. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
