// A drawer on its way to its person: made, and not yet in the list of people. A program that is killed in between leaves a
// drawer that nobody was told of; this mark tells it from one whose list is lost.
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../drawer/folder.ts'
import { isAlive } from './fileLock.ts'

const mark = (folder: string): string => join(folder, 'unowned')

/** Marks the folder of a drawer that is about to be made or restored, with the program that does it. */
export async function announceDrawer(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
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
