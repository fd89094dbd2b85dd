// A drawer on its way to its person: made, and not yet in the list of people. A program that is killed in between leaves a
// drawer that nobody was told of; this mark tells it from one whose list is lost.
import { existsSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newTrialFolder } from '../backup/trials.ts'
import { storageFailure } from '../drawer/database.ts'
import { makeFolder, syncFolder } from '../drawer/folder.ts'
import { isAlive } from './fileLock.ts'
import { drawerFolder, drawersFolder } from './householdSecret.ts'

const mark = (folder: string): string => join(folder, 'unowned')

/** Makes the folder of a drawer that is about to be made. It is marked from its first moment on. */
export async function announceDrawer(home: string, drawerId: string): Promise<void> {
  const fresh = newTrialFolder(home)
  try {
    for (const folder of [dirname(fresh), fresh, drawersFolder(home)]) makeFolder(folder)
    await markUnowned(fresh)
    await rename(fresh, drawerFolder(home, drawerId))
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw storageFailure(error)
  }
}

/** Marks a folder of which a drawer is about to be made, with the program that does it. */
export async function markUnowned(folder: string): Promise<void> {
  const file = await open(mark(folder), 'w', 0o600)
  try {
    await file.writeFile(String(process.pid))
    await file.sync()
  } finally {
    await file.close()
  }
  syncFolder(folder)
}

export const isUnowned = (folder: string): boolean => existsSync(mark(folder))

/** Its person is in the list. */
export const ownDrawer = (folder: string): Promise<void> => rm(mark(folder), { force: true })

/** Whether nobody will finish it any more: the program that made it has ended. */
export async function isAbandoned(folder: string): Promise<boolean> {
  const pid = Number(await readFile(mark(folder), 'utf8').catch(() => ''))
  return !(Number.isInteger(pid) && pid > 0 && isAlive(pid))
}
