import { utilityProcess } from 'electron'
import type { DrawerProcess } from '../drawer/remote.ts'

/**
 * A drawer's process in Electron: a utility process of its own. So are those that draw pictures and verify a document.
 *
 * @param entry the built drawer/process.ts, pictures/process.ts or documents/verifierProcess.ts
 */
export function utilityDrawer(entry: string, serviceName = 'Tefuda drawer'): DrawerProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exited.then(listener),
    kill: () => {
      // Electron's own kill() asks (SIGTERM); a drawer has to be gone at once, whatever it is doing.
      const end = () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL'))
      if (child.pid === undefined) child.once('spawn', end)
      else end()
      return exited
    },
  }
}
