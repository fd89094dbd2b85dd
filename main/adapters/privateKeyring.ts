// Practice mode where no secret service answers: a private session bus and gnome-keyring whose home lies in TEFUDA_HOME.
// Its password lies beside it, so it protects nothing from who can read the folder; the screen says so, and a real home
// never uses it.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { z } from 'zod'
import { fail } from '../failure.ts'
import { isAlive, whileHolding } from '../household/fileLock.ts'
import { secretServiceRuns, secretServiceState } from './secretService.ts'

const startPatienceMs = 10_000
const endPatienceMs = 2_000

const running = z.object({
  address: z.string(),
  folder: z.string().regex(/\/tefuda-bus-[A-Za-z0-9]+$/),
  pids: z.array(z.int().positive()).max(4),
})
type Running = z.infer<typeof running>

export interface PrivateKeyring {
  /** Lets go of it; whoever lets go last ends it. */
  end(): Promise<void>
}

/**
 * Which keychain a practice home uses. A home that once began with a private keyring keeps it, since its secret lies there.
 */
export async function practiceKeychain(home: string): Promise<'system' | 'private'> {
  if (process.platform !== 'linux') return 'system'
  if (existsSync(passwordFile(keyringFolder(home)))) return 'private'
  return (await systemAnswers()) ? 'system' : 'private'
}

/**
 * Joins the private keyring of this home, starting it when it does not run, and points this process's session bus at it.
 *
 * @param home TEFUDA_HOME
 * @throws keychain.unavailable when dbus-daemon or gnome-keyring-daemon is missing or does not start
 */
export async function joinPrivateKeyring(home: string): Promise<PrivateKeyring> {
  const folder = keyringFolder(home)
  await mkdir(usersFolder(folder), { recursive: true, mode: 0o700 })
  const { address } = await whileHolding(lockFile(folder), async () => {
    const found = await readRunning(folder)
    const joined = found !== undefined && (await keyringAnswers(found.address)) ? found : await start(folder, found)
    await writeFile(userFile(folder, process.pid), '', { mode: 0o600 })
    return joined
  })
  process.env['DBUS_SESSION_BUS_ADDRESS'] = address
  return { end: () => whileHolding(lockFile(folder), () => leave(folder)) }
}

const keyringFolder = (home: string) => join(home, 'keyring')
const passwordFile = (folder: string) => join(folder, 'password')
const runningFile = (folder: string) => join(folder, 'running.json')
const lockFile = (folder: string) => join(folder, 'lock')
const usersFolder = (folder: string) => join(folder, 'users')
const userFile = (folder: string, pid: number) => join(usersFolder(folder), String(pid))

async function start(folder: string, before: Running | undefined): Promise<Running> {
  if (before !== undefined) await endDaemons(before)
  // A socket's path may have 107 characters; TEFUDA_HOME may be longer.
  const socketFolder = await mkdtemp(join(tmpdir(), 'tefuda-bus-'))
  const address = `unix:path=${join(socketFolder, 'bus')}`
  const pids: number[] = []
  try {
    const env = environment(folder, socketFolder, address)
    const configuration = join(socketFolder, 'bus.conf')
    await writeFile(configuration, busConfiguration(address), { mode: 0o600 })
    pids.push(
      startDaemon('dbus-daemon', ['--nofork', '--nopidfile', '--nosyslog', `--config-file=${configuration}`], env),
    )
    await until(() => existsSync(join(socketFolder, 'bus')), pids)
    const password = await keyringPassword(folder)
    const options = ['--foreground', '--unlock', '--components=secrets', `--control-directory=${socketFolder}`]
    pids.push(startDaemon('gnome-keyring-daemon', options, env, password))
    await until(() => keyringAnswers(address), pids)
  } catch (error) {
    await endDaemons({ address, folder: socketFolder, pids })
    return fail({ code: 'keychain.unavailable' }, error)
  }
  const started: Running = { address, folder: socketFolder, pids }
  await writeFile(`${runningFile(folder)}.new`, JSON.stringify(started), { mode: 0o600 })
  await rename(`${runningFile(folder)}.new`, runningFile(folder))
  return started
}

function environment(folder: string, socketFolder: string, address: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_RUNTIME_DIR: socketFolder,
    DBUS_SESSION_BUS_ADDRESS: address,
  }
}

/** Detached: Ctrl-C in the starter's terminal is not for a keyring that others use too. */
function startDaemon(program: string, options: readonly string[], env: NodeJS.ProcessEnv, input?: string): number {
  const child = spawn(program, options, {
    env,
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore'],
  })
  child.on('error', () => {
    // Missing program: there is no pid, and that is told below.
  })
  if (child.pid === undefined) throw new Error(`${program} could not be started`)
  child.stdin?.end(input)
  child.unref()
  return child.pid
}

async function until(holds: () => boolean | Promise<boolean>, pids: readonly number[]): Promise<void> {
  const last = Date.now() + startPatienceMs
  while (!(await holds())) {
    if (!pids.every(isAlive) || Date.now() > last) throw new Error('the private keyring did not start')
    await after(20)
  }
}

/** Made once and kept between runs. */
async function keyringPassword(folder: string): Promise<string> {
  const file = passwordFile(folder)
  if (!existsSync(file)) {
    await writeFile(`${file}.new`, randomBytes(24).toString('base64url'), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  return readFile(file, 'utf8')
}

async function readRunning(folder: string): Promise<Running | undefined> {
  const text = await readFile(runningFile(folder), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return running.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

async function leave(folder: string): Promise<void> {
  await rm(userFile(folder, process.pid), { force: true })
  const users = await readdir(usersFolder(folder)).catch(() => [])
  for (const user of users) {
    if (isAlive(Number(user))) return
    await rm(userFile(folder, Number(user)), { force: true })
  }
  const found = await readRunning(folder)
  if (found !== undefined) await endDaemons(found)
  await rm(runningFile(folder), { force: true })
}

async function endDaemons({ folder, pids }: Running): Promise<void> {
  // Another program may have got the number since: ours name their socket's folder, in arguments or environment.
  const ours: number[] = []
  for (const pid of pids) if (await isOurs(pid, folder)) ours.push(pid)
  for (const pid of [...ours].reverse()) signal(pid, 'SIGTERM')
  for (const last = Date.now() + endPatienceMs; Date.now() < last && ours.some(isAlive); ) await after(20)
  for (const pid of ours.filter(isAlive)) signal(pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true })
}

async function isOurs(pid: number, folder: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return commandLine.includes(folder)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone in the meantime.
  }
}

/** A bus of our own rules: nothing is started by it, so no second, locked keyring can appear on it. */
const busConfiguration = (
  address: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

/** Whether a secret service with an unlocked default collection answers there. */
const keyringAnswers = async (address: string): Promise<boolean> =>
  (await secretServiceRuns(address)) && (await secretServiceState(address)) === 'unlocked'

/** The system's secret service: one that is locked counts where there is a desktop that can ask to unlock it. */
async function systemAnswers(): Promise<boolean> {
  const state = await secretServiceState()
  const desktop = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
  return state === 'unlocked' || ((state === 'locked' || state === 'noDefault') && desktop)
}
