// Where tests write what nothing has to keep. A drawer syncs every write; that it asks for it is tested (powerCut.test.ts), and
// in memory nobody waits for the answer.
import { readFileSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const inMemory = '/dev/shm'
const enough = 2 * 1024 ** 3

/** A folder in memory that has room and lets programs run; else the system's own for temporary files. */
export function quickFolder(): string {
  if (process.platform !== 'linux' || process.env['TMPDIR'] !== undefined) return tmpdir()
  try {
    const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
    const [, , kind, options = ''] = mounts.map((line) => line.split(' ')).find(([, place]) => place === inMemory) ?? []
    const { bavail, bsize } = statfsSync(inMemory)
    const fits = kind === 'tmpfs' && !options.split(',').includes('noexec') && bavail * bsize > enough
    return fits ? inMemory : tmpdir()
  } catch {
    return tmpdir()
  }
}
