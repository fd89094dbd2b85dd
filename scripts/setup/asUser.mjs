// Starting a command as the ordinary user; see asUser.sh for what that means.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const asUserScript = join(dirname(fileURLToPath(import.meta.url)), 'asUser.sh')

/**
 * What to spawn instead of `command`. Process id, input, output and open descriptors are the command's own. An
 * environment with TEFUDA_HOME in it has that folder made for the user.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ dieWithParent?: boolean }} [options] `dieWithParent`: killed when the process that spawned it ends
 * @returns {{ command: string, args: string[] }}
 */
export function asUser(command, args, { dieWithParent = false } = {}) {
  return {
    command: '/bin/sh',
    args: [asUserScript, ...(dieWithParent ? ['--die-with-parent'] : []), command, ...args],
  }
}
