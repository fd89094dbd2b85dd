import { fork } from 'node:child_process'
import type { DrawerProcess } from '../drawer/remote.ts'

/**
 * A drawer's process without Electron: the command line and tests.
 *
 * @param entry main/drawer/process.ts under a Node that runs TypeScript, or the built file
 */
export function forkedDrawer(entry: string): DrawerProcess {
  const child = fork(entry, [], {
    // Uint8Array crosses as it is.
    serialization: 'advanced',
    // No inspector or loader of the parent; nothing of its environment that the process does not need.
    execArgv: [],
    env: kept('PATH', 'TEFUDA_SQLITE_BINDING', 'SYSTEMROOT', 'ELECTRON_RUN_AS_NODE', 'LD_LIBRARY_PATH'),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.on('error', () => child.pid === undefined && resolve())
  })
  return {
    post: (message) =>
      void child.send(message as object, () => {
        // A process that is gone tells so by its exit.
      }),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exited.then(listener),
    kill: () => {
      child.kill('SIGKILL')
      return exited
    },
  }
}

function kept(...names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}
