// One process at a time for a short moment: window and command line may start together.
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { storageFailure } from '../drawer/database.ts'

/** Long enough for a keychain that has to be started; no holder needs that long. */
const patienceMs = 30_000

/**
 * Runs `work` while holding `file`. A holder that died is recognised by its process id.
 *
 * @throws store.full, store.readOnly, file.unreadable; and when another process holds it for half a minute
 */
export async function whileHolding<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const until = Date.now() + patienceMs
  while (!(await taken(file))) {
    if (await isStale(file)) await rm(file, { force: true })
    else if (Date.now() > until) throw new Error('another process holds the household')
    else await after(25)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

async function taken(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      await handle.writeFile(String(process.pid))
    } catch (error) {
      // A full disk: nobody shall wait for who could not say its name.
      await rm(file, { force: true })
      throw error
    } finally {
      await handle.close()
    }
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw storageFailure(error)
  }
}

async function isStale(file: string): Promise<boolean> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''))
  if (Number.isInteger(pid) && pid > 0) return !isAlive(pid)
  // Between creating and writing: empty for a moment only.
  const made = await stat(file).catch(() => undefined)
  return made !== undefined && Date.now() - made.mtimeMs > 5_000
}

/** Whether a process with this id runs, of whatever user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
