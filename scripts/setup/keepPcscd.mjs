// Keeps one PC/SC service with practice readers in a network namespace of its own, for everybody who holds a lease.
// Runs as root. A lease is a connection to the Unix socket: the kernel ends it with the process that made it, so nothing
// is left behind by a crash; the service in turn ends with this process. pcscd.mjs starts it under a lock.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { capture } from './command.mjs'
import { acknowledgeAtOnce, switchLoopbackOn } from './loopback.mjs'
import {
  answers,
  keeperSocket,
  runningService,
  serviceFolder,
  servicePid,
  serviceSocket,
  stateFolder,
} from './pcscd.mjs'

/** Between two suites nobody holds a lease for a moment. */
const idleMs = 1500
const untilStopped = process.argv.includes('--until-stopped')

mkdirSync(stateFolder, { recursive: true, mode: 0o755 })
await keep()

async function keep() {
  /** @type {Set<import('node:net').Socket>} */
  const leases = new Set()
  /** @type {string | undefined} */
  let answer
  /** @type {NodeJS.Timeout | undefined} */
  let idle
  let ending = false

  rmSync(keeperSocket, { force: true })
  const server = createServer((socket) => {
    if (ending) {
      socket.destroy()
      return
    }
    leases.add(socket)
    clearTimeout(idle)
    socket.on('error', () => {})
    socket.on('close', () => {
      leases.delete(socket)
      endWhenIdle()
    })
    socket.resume()
    if (answer !== undefined) socket.write(answer)
  })
  server.listen(keeperSocket, () => chmodSync(keeperSocket, 0o666))

  removeDeadService()
  const service = spawn(
    'unshare',
    ['--net', '--', 'setpriv', '--pdeathsig=TERM', '--', 'sh', '-c', `${switchLoopbackOn} && exec pcscd --foreground`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let words = ''
  service.stderr.on('data', (text) => {
    words = `${words}${text}`.slice(-2000)
  })
  service.on('error', (error) => {
    words += error.message
  })
  service.on('exit', () => {
    if (!ending) tell({ failure: `pcscd ended: ${words.trim()}` })
    finish()
  })
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, () => service.kill())

  while (!(await answers(serviceSocket))) await pause(20)
  writeFileSync(servicePid, String(service.pid))
  // Before anybody puts a card in: a connection keeps the route it was made on.
  const quick = await capture('nsenter', [`--target=${service.pid}`, '--net', '--', 'sh', '-c', acknowledgeAtOnce])
  tell({ pid: service.pid, slow: quick.code !== 0 })
  endWhenIdle()

  /** @param {{ pid?: number | undefined, slow?: boolean, failure?: string }} news */
  function tell(news) {
    answer = `${JSON.stringify(news)}\n`
    for (const lease of leases) lease.write(answer)
  }

  function endWhenIdle() {
    clearTimeout(idle)
    if (untilStopped || leases.size > 0) return
    idle = setTimeout(() => {
      // From here on nobody gets a lease any more: who asks now waits for the next keeper.
      ending = true
      server.close()
      service.kill()
    }, idleMs)
  }

  function finish() {
    server.close()
    rmSync(keeperSocket, { force: true })
    rmSync(servicePid, { force: true })
    setTimeout(() => process.exit(0), 100)
  }
}

/** A service that was killed leaves its socket and its number behind, and the next one refuses to start beside them. */
function removeDeadService() {
  if (runningService() !== undefined) return
  rmSync(join(serviceFolder, 'pcscd.pid'), { force: true })
  rmSync(serviceSocket, { force: true })
}
