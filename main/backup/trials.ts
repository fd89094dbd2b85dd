// Where a backup is unpacked before it is a drawer: folders that name the program that made them, so that what a killed one
// left is known and removed.
import { randomUUID } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from '../household/fileLock.ts'

const trialsFolder = (home: string): string => join(home, 'restoring')
const trialName = /^(\d+)-[0-9a-f-]{36}$/
/** Nothing is unpacked that long; its number may belong to another program by now. */
const abandonedAfterMs = 24 * 60 * 60 * 1000

/** A folder that is not there yet. */
export const newTrialFolder = (home: string): string => join(trialsFolder(home), `${process.pid}-${randomUUID()}`)

export const abandonTrial = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

/** Removes what killed programs left. */
export async function sweepTrials(home: string): Promise<void> {
  for (const name of await readdir(trialsFolder(home)).catch(() => [])) {
    const pid = trialName.exec(name)?.[1]
    const folder = join(trialsFolder(home), name)
    const made = await stat(folder).catch(() => undefined)
    if (pid === undefined || made === undefined) continue
    if (!isAlive(Number(pid)) || Date.now() - made.mtimeMs > abandonedAfterMs) await abandonTrial(folder)
  }
}
