// Drives the real program: Electron as an ordinary user with its sandbox on, real readers, real keychain, real portal.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'

export interface Program {
  readonly app: ElectronApplication
  readonly home: string
  /** The wallet's window. */
  readonly page: Page
  /** The small window in which main asks for a secret; waits for it, and where a heading is given, for that question. */
  secret(heading?: string): Promise<Page>
  /** Ends as a person ends it. */
  quit(): Promise<void>
  /** Ends all its processes at once, as a power cut does. */
  kill(): Promise<void>
}

/** A folder that does not exist yet, for the wallet to make as the user it runs as. */
export const newHome = (): string => join(mkdtempSync(join(tmpdir(), 'tefuda-test-')), 'home')

export interface Launch {
  readonly home: string
  readonly realm?: 'practice' | 'real'
  readonly cards?: 'memory' | 'pcsc'
  /** More of the command line, such as a link. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Chosen before anything else is done; without it the program asks at its first start. */
  readonly language?: 'ja' | 'en'
}

/** Starts the built program and waits until its first screen answers; its pages run inside the sandbox, or it throws. */
export async function launch(options: Launch): Promise<Program> {
  const { home, language } = options
  const app = await _electron.launch({
    executablePath: fromSurroundings('TEFUDA_ELECTRON'),
    // Without it Playwright would add --no-sandbox.
    chromiumSandbox: true,
    args: programWords(options),
    env: { ...definedEnvironment(), ...withoutBrowser(), ...options.env, TEFUDA_HOME: home },
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  await page.waitForLoadState()
  if (language !== undefined) await page.evaluate((to) => window.wallet.settings.write({ language: to }), language)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // Asked earlier, main may still be loading and drop the answer.
  await insideSandbox(app)
  return {
    app,
    home,
    page,
    secret: (heading) => waitForSecret(app, heading),
    quit: () => app.close(),
    kill: () => killAll(app.process()),
  }
}

/** A browser would outlive the test; the one in that folder opens nothing. */
const withoutBrowser = () => ({
  PATH: `${join(fromSurroundings('TEFUDA_APP'), 'tests', 'support', 'browser')}:${process.env['PATH'] ?? ''}`,
})

const programWords = ({ realm = 'practice', cards = 'memory', args = [] }: Launch): string[] => [
  fromSurroundings('TEFUDA_APP'),
  ...(realm === 'practice' ? ['--practice'] : []),
  `--card=${cards}`,
  ...args,
]

/** No test runs against a program whose pages are not confined. */
async function insideSandbox(app: ElectronApplication): Promise<void> {
  if (process.platform !== 'linux') return
  const pids = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
  )
  for (const pid of pids) {
    const seccomp = await seccompOf(pid)
    if (seccomp !== 2) throw new Error(`a page runs outside the sandbox: Seccomp is ${seccomp}`)
  }
}

async function waitForSecret(app: ElectronApplication, heading: string | undefined): Promise<Page> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    for (const window of app.windows()) {
      // One that is closing answers no more.
      if (window.isClosed() || !window.url().startsWith('app://secret')) continue
      const asks = window.getByRole('heading', {
        level: 1,
        ...(heading === undefined ? {} : { name: heading, exact: true }),
      })
      if (await asks.isVisible().catch(() => false)) return window
    }
    await pause(50)
  }
  throw new Error(`no window asked for a secret${heading === undefined ? '' : ` under the heading ${heading}`}`)
}

/** As the operating system calls the program with a link while it runs: ends at once. @returns its exit status */
export function callAgain({ home, args = [] }: Launch): Promise<number | null> {
  const child = spawn(fromSurroundings('TEFUDA_ELECTRON'), [fromSurroundings('TEFUDA_APP'), ...args], {
    env: { ...definedEnvironment(), TEFUDA_HOME: home },
    stdio: 'ignore',
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
}

/** Every process that came from this one, itself first, while they run. */
export function processesOf(pid: number): { readonly pid: number; readonly command: string }[] {
  const parents = new Map<number, { parent: number; command: string }>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      // The name in parentheses may hold anything; what follows it is state and parent.
      parents.set(Number(name), { parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command })
    } catch {
      // It has ended meanwhile.
    }
  }
  const found: { pid: number; command: string }[] = []
  const follow = (one: number) => {
    const known = parents.get(one)
    if (known === undefined) return
    found.push({ pid: one, command: known.command })
    for (const [child, { parent }] of parents) if (parent === one) follow(child)
  }
  follow(pid)
  return found
}

/** The program that runs for that home, whoever started it: Chromium's lock names its process. */
export function runningProgram(home: string): { readonly pid: number; readonly command: string } | undefined {
  try {
    const pid = Number(
      readlinkSync(join(home, 'window', 'SingletonLock'))
        .split('-')
        .at(-1),
    )
    return { pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }
  } catch {
    return undefined
  }
}

/** Runs a command as the user that the program runs as, where that home can be reached. */
export async function asUser(home: string, command: readonly string[]): Promise<string> {
  const env = { ...process.env, TEFUDA_HOME: home }
  return (await promisify(execFile)(fromSurroundings('TEFUDA_AS_USER'), [...command], { env })).stdout
}

export const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`)

async function killAll(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  for (const { pid } of processesOf(child.pid)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Its parent's end was its own.
    }
  }
  await gone
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

export interface PluggedCard {
  readonly pins: { readonly authentication?: string; readonly signature?: string; readonly input?: string }
  pullOut(): Promise<void>
}

/** Puts a practice card of that home's world into a PC/SC reader. */
export async function plugCard(
  home: string,
  person: string,
  reader: 0 | 1 = 0,
  trace?: string,
  kind: 'myNumber' | 'licence' | 'phone' = 'myNumber',
): Promise<PluggedCard> {
  const command = ['practice/cardCommand.ts', '--person', person, '--reader', String(reader), '--card', kind]
  const child = spawn(
    fromSurroundings('TEFUDA_CARD_NETWORK'),
    [fromSurroundings('TEFUDA_NODE'), ...command, ...(trace === undefined ? [] : ['--trace', trace])],
    {
      cwd: fromSurroundings('TEFUDA_APP'),
      env: { ...process.env, TEFUDA_HOME: home },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const { pins } = JSON.parse(await firstLine(child)) as PluggedCard
  return { pins, pullOut: () => end(child) }
}

/** The first line that a started command says on its standard output. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('no standard output'))
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said anything`)))
  })
}

export function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** Seccomp of a process, from Linux itself: 2 is a filter, Chromium's sandbox. */
export async function seccompOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^Seccomp:\s+(\d)/m.exec(status)?.[1])
}
