import { readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from '../household/fileLock.ts'

/**
 * Whether another program shows a window on this home. Chromium's own mark (process_singleton_posix.cc): a link that names
 * host and process. On Windows there is none: there the files of a window that is open cannot be removed, and that is told.
 *
 * @param home TEFUDA_HOME
 */
export async function otherWindow(home: string): Promise<boolean> {
  const holder = await readlink(join(home, 'window', 'SingletonLock')).catch(() => '')
  const pid = Number(/-(\d+)$/.exec(holder)?.[1])
  return Number.isInteger(pid) && pid !== process.pid && isAlive(pid)
}
