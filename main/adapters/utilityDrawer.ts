import { utilityProcess } from 'electron'
import { z } from 'zod'
import type { DrawerProcess } from '../drawer/remote.ts'
import { copyMessage, sealMessage, wipeMessage } from '../sealedMessage.ts'

/**
 * A drawer's process in Electron: a utility process of its own. So are those that draw pictures and verify a document.
 *
 * @param entry the built pictures/process.ts or documents/verifierProcess.ts; the drawer's has `sealedDrawer`
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

/**
 * The same for a drawer's own process: keys cross to it sealed (sealedMessage.ts). It says first what to seal for; what is
 * posted earlier waits.
 *
 * @param entry the built drawer/process.ts
 */
export function sealedDrawer(entry: string): DrawerProcess {
  const child = utilityDrawer(entry)
  let publicKey: Uint8Array | undefined
  const waiting: unknown[] = []
  child.onMessage((message) => {
    const said = hello.safeParse(message)
    if (!said.success || publicKey !== undefined) return
    publicKey = said.data.sealFor
    for (const one of waiting.splice(0)) {
      child.post(sealMessage(publicKey, one))
      wipeMessage(one)
    }
  })
  return {
    ...child,
    post(message) {
      // What is wiped after the post must be sealed before it; until then a copy waits, which is wiped in its turn.
      if (publicKey === undefined) waiting.push(copyMessage(message))
      else child.post(sealMessage(publicKey, message))
    },
  }
}

const hello = z.strictObject({ sealFor: z.instanceof(Uint8Array) })
