// The ordinary user that the program runs as when root starts it.
import { chownSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { capture, mustRun } from './command.mjs'
import { checkout, isRoot } from './places.mjs'
import { SetupFailure, say } from './say.mjs'

export const userName = 'tefuda'

/** Makes the user when root asks and there is none. */
export async function provideOrdinaryUser() {
  if (!isRoot) return
  refuseUnreadableCheckout()
  const known = await capture('getent', ['passwd', userName])
  if (known.code !== 0) {
    say(`making the ordinary user "${userName}"`)
    await mustRun(
      { step: `the user "${userName}"`, remedy: 'make that user by hand, then run the command again' },
      'useradd',
      ['--create-home', '--shell', '/bin/sh', '--comment', 'Tefuda development', userName],
    )
  }
}

/** A folder above that the user cannot enter is no hindrance (asUser.sh); files that only root can read are. */
function refuseUnreadableCheckout() {
  const readableByAll = 0o004
  const unreadable = ['.', 'package.json', 'main'].find(
    (path) => (statSync(join(checkout, path)).mode & readableByAll) === 0,
  )
  if (unreadable === undefined) return
  throw new SetupFailure(
    `the user "${userName}"`,
    'the files of this checkout can be read by root alone, and the program does not run as root',
    `chmod -R go+rX ${checkout}`,
    3,
  )
}

/** For recipes that open a window or a drawer. */
export function sayWhoRuns() {
  if (isRoot) say(`you are root: the program runs as the ordinary user "${userName}", with Electron's sandbox on`)
}

/**
 * Makes files of root that user's; for an ordinary user they are its own already.
 *
 * @param {string[]} paths
 */
export async function giveToUser(...paths) {
  if (!isRoot) return
  const entry = await capture('getent', ['passwd', userName])
  const [uid, gid] = entry.stdout.split(':').slice(2, 4).map(Number)
  if (uid === undefined || gid === undefined) throw new Error(`no user ${userName}`)
  for (const path of paths) chownSync(path, uid, gid)
}
