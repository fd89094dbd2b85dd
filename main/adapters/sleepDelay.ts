// Asks logind to wait with a suspend until the drawer is locked. The inhibitor is a file descriptor, which Node cannot receive
// over D-Bus; systemd's (or elogind's) own program holds it, and lets go when its input ends – also when we are killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

const programs = ['systemd-inhibit', 'elogind-inhibit']

/** @param environment PATH, and DBUS_SYSTEM_BUS_ADDRESS for who uses another bus */
export function delaySleep(environment: NodeJS.ProcessEnv): { take(): void; letGo(): void } {
  const program = findProgram(environment['PATH'] ?? '')
  let holder: ChildProcess | undefined
  return {
    take() {
      if (program === undefined || holder !== undefined) return
      const why = 'Shutting the open drawer'
      const child = spawn(program, ['--what=sleep', '--mode=delay', '--who=Tefuda', `--why=${why}`, 'cat'], {
        env: environment,
        stdio: ['pipe', 'ignore', 'ignore'],
      })
      holder = child
      const gone = (): void => {
        if (holder === child) holder = undefined
      }
      child.on('error', gone)
      child.on('exit', gone)
      child.stdin.on('error', () => undefined)
    },
    letGo() {
      holder?.stdin?.end()
      holder = undefined
    },
  }
}

function findProgram(path: string): string | undefined {
  for (const folder of path.split(':'))
    for (const name of programs) {
      const file = join(folder, name)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        // Not in this folder.
      }
    }
  return undefined
}
