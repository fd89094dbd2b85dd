// The entry of a drawer's own process: Electron's utility process, or a forked Node process under the command line.
// Main starts it, owns it and ends it at lock; it ends by itself when main is gone.
import { execFileSync } from 'node:child_process'
import { newReceiver } from '../sealedBytes.ts'
import { openMessage } from '../sealedMessage.ts'
import { room } from './openDrawer.ts'
import { rehearse } from './rehearse.ts'
import { serveDrawer } from './serveDrawer.ts'

/** Electron's own part of `process` in a utility process (electron.d.ts ParentPort). */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

/**
 * No core file with keys in it. Node cannot set its own limit, so prlimit (util-linux) does it on Linux. What this cannot
 * do: a machine whose core_pattern pipes to a collector may still be told of a crash, Windows' error reporting is the
 * system's own, and memory may be swapped; whoever can read this process's memory can read the open drawer.
 */
function refuseCoreFiles(): void {
  if (process.platform !== 'linux') return
  try {
    execFileSync('prlimit', ['--pid', String(process.pid), '--core=0:0'], { stdio: 'ignore', timeout: 2000 })
  } catch {
    // Not installed: the system's own limit holds.
  }
}

process.umask(0o077)
refuseCoreFiles()

const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort !== undefined) {
  const serve = serveDrawer(room, (message) => parentPort.postMessage(message))
  const receiver = newReceiver()
  parentPort.on('message', ({ data }) => void serve(openMessage(receiver, data)))
  parentPort.postMessage({ sealFor: receiver.publicKey })
} else {
  const serve = serveDrawer(room, (message) => void process.send?.(message))
  process.on('message', (message) => void serve(message))
  process.on('disconnect', () => process.exit(0))
}
// What it cannot do is met again, and told, by the opening itself.
void rehearse().catch(() => undefined)
