// Test runs with a PC/SC service of their own: two of them at once, or one beside a practice card that somebody has put
// into a reader, must not pull cards out of each other's readers. Root can have a private view of the folder in which the
// service's socket lies, and everything that is started inside sees that one; the machine's own stays as it is.
import { attach } from './command.mjs'
import { serviceFolder, stateFolder, usesForeignService } from './pcscd.mjs'
import { isRoot } from './places.mjs'

/**
 * Runs a script once more where the PC/SC service's folder is its own, or does the work here when that cannot be: for an
 * ordinary user, inside such a view already, and where somebody else's service runs, which is to be used.
 *
 * @param {string} script its path
 * @param {readonly string[]} args
 * @param {() => Promise<number>} work
 * @returns {Promise<number>} the exit code
 */
export async function inOwnRun(script, args, work) {
  if (!isRoot || process.env.TEFUDA_OWN_RUN !== undefined || (await usesForeignService())) return await work()
  const cover = `for folder in ${serviceFolder} ${stateFolder}; do mkdir -p $folder && mount -t tmpfs -o mode=755 tefuda-run $folder || exit 1; done`
  const words = ['--mount', '--', 'sh', '-c', `${cover}; exec "$@"`, 'sh', process.execPath, script, ...args]
  return await attach('unshare', words, { env: { ...process.env, TEFUDA_OWN_RUN: 'yes' } })
}
