// The ordinary user that the program runs as when root starts it.
import { chownSync } from 'node:fs'
import { capture, mustRun } from './command.mjs'
import { isRoot } from './places.mjs'
import { say } from './say.mjs'

export const userName = 'tefuda'

/** Makes the user when root asks and there is none; says once in a run who the program runs as. */
export async function provideOrdinaryUser() {
  if (!isRoot) return
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
