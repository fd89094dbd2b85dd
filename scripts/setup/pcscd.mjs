// The PC/SC service with practice readers, for as long as some work takes.
//
// Debian's vpcd, the reader made of software, listens on every address of the machine. So the service runs in a network
// namespace of its own, where nothing but the loopback exists; programs reach it by its Unix socket as always, and a
// practice card, which speaks to vpcd over TCP, is started inside that namespace. A service that answers already is left
// alone and used. keepPcscd.mjs starts and ends ours.
import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { asUserScript } from './asUser.mjs'
import { quote } from './command.mjs'
import { isRoot, out } from './places.mjs'
import { SetupFailure, say } from './say.mjs'
import { rootPrefix } from './systemPackages.mjs'

const step = 'the PC/SC service with practice readers'
export const serviceFolder = '/run/pcscd'
export const serviceSocket = join(serviceFolder, 'pcscd.comm')
export const stateFolder = '/run/tefuda-development'
export const keeperSocket = join(stateFolder, 'pcscd-keeper.sock')
/** Written by the keeper: the process of the service that it started. */
export const servicePid = join(stateFolder, 'pcscd.pid')
const entrance = 'card-network-'
/** What sudo is to keep of the caller's environment: where the practice people live. */
const handed = ['TEFUDA_HOME', 'TEFUDA_PRACTICE', 'XDG_DATA_HOME', 'LANG']
const keeper = join(dirname(fileURLToPath(import.meta.url)), 'keepPcscd.mjs')

/**
 * Does the work while the service runs. Several processes may do so at once; the last one to finish, in whatever way,
 * ends the service.
 *
 * @template T
 * @param {(env: { TEFUDA_CARD_NETWORK: string }) => Promise<T>} work gets the path of a program that runs its arguments
 *   as a command, as the ordinary user, where a practice card can reach its reader at 127.0.0.1:35963 and :35964
 * @returns {Promise<T>}
 */
export async function withPcscd(work) {
  const lease = await leaseService()
  try {
    return await work({ TEFUDA_CARD_NETWORK: await writeEntrance(lease.pid) })
  } finally {
    lease.end()
  }
}

/** @returns {Promise<{ pid: number | undefined, end: () => void }>} `pid` of the service, undefined when it is not known */
async function leaseService() {
  const deadline = Date.now() + 30_000
  let nextStart = 0
  while (Date.now() < deadline) {
    const lease = await askKeeper()
    if (lease !== undefined) return lease
    if (nextStart === 0 && (await usesForeignService())) {
      const pid = runningService()
      say('a PC/SC service is running already: using it')
      checkReaders(pid)
      return { pid, end: () => {} }
    }
    // More than once: the one before may still be ending its service, and a second keeper steps back.
    if (Date.now() >= nextStart) {
      await startKeeper()
      nextStart = Date.now() + 1000
    }
    await pause(50)
  }
  throw new SetupFailure(step, 'it did not answer within 30 s', `look at what "pcscd --foreground" says as root`)
}

/** A connection to the keeper is a lease: it lasts until it is closed, if only because this process is gone. */
function askKeeper() {
  return new Promise((/** @type {(lease: { pid: number, end: () => void } | undefined) => void} */ tell, refuse) => {
    const socket = connect(keeperSocket)
    let words = ''
    socket.setEncoding('utf8')
    socket.on('error', () => tell(undefined))
    socket.on('close', () => tell(undefined))
    socket.on('data', (text) => {
      words += text
      if (!words.includes('\n')) return
      const { pid, slow, failure } = JSON.parse(words)
      if (failure !== undefined) {
        socket.destroy()
        refuse(new SetupFailure(step, failure, 'look at what "pcscd --foreground" says as root'))
        return
      }
      if (slow) say('this system lets every command to a practice card wait for 45 ms; all works, only more slowly')
      socket.unref()
      tell({ pid, end: () => socket.destroy() })
    })
  })
}

/**
 * Starts the keeper as root. flock holds its lock for the life of the process that it becomes, and the kernel lets go of
 * it however that ends: there is one keeper at most, and a second one ends at once.
 */
async function startKeeper() {
  const start = [
    'sh',
    '-c',
    'mkdir -p "$0" && exec flock --nonblock --no-fork "$0/pcscd-keeper.lock" "$@"',
    stateFolder,
    process.execPath,
    keeper,
  ]
  const prefix = await rootPrefix()
  if (prefix === undefined) {
    throw new SetupFailure(
      step,
      'starting it needs root, and sudo does not answer without a password',
      `start it in another terminal, then run your command again:\nsu -c '${process.execPath} ${keeper} --until-stopped'`,
      3,
    )
  }
  const [command = 'sh', ...args] = [...prefix, ...start]
  const child = spawn(command, args, { detached: true, stdio: 'ignore', cwd: '/' })
  child.on('error', () => {})
  child.unref()
}

/** @param {string} path of a Unix socket */
export function answers(path) {
  return new Promise((/** @type {(answer: boolean) => void} */ tell) => {
    const socket = connect(path)
    socket.on('connect', () => {
      socket.destroy()
      tell(true)
    })
    socket.on('error', () => tell(false))
  })
}

/**
 * A service that somebody else runs may have no practice readers, or have them where everybody can reach them.
 *
 * @param {number | undefined} pid
 */
function checkReaders(pid) {
  const file = `/proc/${pid}/net/tcp`
  if (pid === undefined || !existsSync(file)) return
  // Columns: number, ADDRESS:PORT in hex, remote, state; 8C7B is port 35963, 0A is LISTEN.
  const reader = /^\s*\d+: ([0-9A-F]{8}):8C7B \S+ 0A /m.exec(readFileSync(file, 'utf8'))
  if (reader === null) {
    throw new SetupFailure(
      step,
      `the PC/SC service that is running (process ${pid}) has no practice readers`,
      'install vsmartcard-vpcd and restart that service, or stop it: then one with practice readers is started here',
    )
  }
  if (reader[1] === '00000000' && networkOf(pid) === networkOf('self')) {
    say('its practice readers listen on every address of this machine (ports 35963 and 35964)')
  }
}

/** Whether a service runs that somebody else has started. */
export async function usesForeignService() {
  return (await answers(serviceSocket)) && !isOurs()
}

/** Whether the service that answers was started by a keeper of ours, which may be gone or about to end it. */
function isOurs() {
  try {
    return Number(readFileSync(servicePid, 'utf8')) === runningService()
  } catch {
    return false
  }
}

/** The process of the service that runs, as it tells itself. */
export function runningService() {
  try {
    // The number is followed by a line feed and a zero byte.
    const pid = Number.parseInt(readFileSync(join(serviceFolder, 'pcscd.pid'), 'utf8'), 10)
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'pcscd' ? pid : undefined
  } catch {
    return undefined
  }
}

/**
 * Writes the program that goes where the service's readers can be reached.
 *
 * @param {number | undefined} pid of the service
 */
async function writeEntrance(pid) {
  const there = pid === undefined ? undefined : networkOf(pid)
  const here = networkOf('self')
  const asUser = `/bin/sh ${quote(asUserScript)} --die-with-parent "$@"`
  let line = `exec ${asUser}`
  const prefix = await rootPrefix()
  // An ordinary user cannot see root's network; without a way to become root it can only be the machine's own.
  if (pid !== undefined && there !== here && prefix !== undefined) {
    line = isRoot
      ? `exec nsenter --target=${pid} --net -- ${asUser}`
      : // sudo empties the environment and makes root of us: both are undone.
        `exec ${prefix.join(' ')} nsenter --target=${pid} --net -- setpriv --reuid=${process.getuid?.()} ` +
        `--regid=${process.getgid?.()} --init-groups -- env HOME=${quote(process.env.HOME ?? '/')} ` +
        `PATH=${quote(process.env.PATH ?? '')} ${handed.map((name) => `\${${name}:+"${name}=$${name}"}`).join(' ')} "$@"`
  }
  const folder = join(out, 'run')
  mkdirSync(folder, { recursive: true })
  removeEntrancesOfTheDead(folder)
  const file = join(folder, `${entrance}${process.pid}`)
  writeFileSync(
    file,
    `#!/bin/sh\n# Runs a command where a practice card reaches its reader; made by scripts/setup/pcscd.mjs.\n${line}\n`,
  )
  chmodSync(file, 0o755)
  process.on('exit', () => rmSync(file, { force: true }))
  return file
}

/** @param {number | 'self'} pid */
function networkOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`)
  } catch {
    // Not ours to look at: as an ordinary user one sees one's own processes only, and the service is root's.
    return undefined
  }
}

/** @param {string} folder */
function removeEntrancesOfTheDead(folder) {
  for (const name of readdirSync(folder)) {
    const gone = name.startsWith(entrance) && !existsSync(`/proc/${name.slice(entrance.length)}`)
    if (gone) rmSync(join(folder, name), { force: true })
  }
}
