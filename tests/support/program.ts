// Drives the real program: Electron as an ordinary user with its sandbox on, real readers, real keychain, real portal.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'

export interface Program {
  readonly app: ElectronApplication
  readonly home: string
  /** The wallet's window. */
  readonly page: Page
  /** The small window in which main asks for a secret; waits for it. */
  secret(): Promise<Page>
  quit(): Promise<void>
}

/** A folder that does not exist yet, for the wallet to make as the user it runs as. */
export const newHome = (): string => join(mkdtempSync(join(tmpdir(), 'tefuda-test-')), 'home')

export interface Launch {
  readonly home: string
  readonly realm?: 'practice' | 'real'
  readonly cards?: 'memory' | 'pcsc'
  readonly args?: readonly string[]
  readonly language?: 'ja' | 'en'
}

/** Starts the built program and waits until its first screen answers. */
export async function launch({ home, realm = 'practice', cards = 'memory', args = [] }: Launch): Promise<Program> {
  const app = await _electron.launch({
    executablePath: fromSurroundings('TEFUDA_ELECTRON'),
    // Without it Playwright would add --no-sandbox.
    chromiumSandbox: true,
    args: [fromSurroundings('TEFUDA_APP'), ...(realm === 'practice' ? ['--practice'] : []), `--card=${cards}`, ...args],
    env: { ...definedEnvironment(), TEFUDA_HOME: home },
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  await page.waitForLoadState()
  await page.getByRole('main').first().waitFor()
  return {
    app,
    home,
    page,
    secret: async () => {
      const open = app.windows().find((window) => window.url().startsWith('app://secret'))
      const window =
        open ?? (await app.waitForEvent('window', { predicate: (one) => one.url().startsWith('app://secret') }))
      await window.waitForLoadState()
      return window
    },
    quit: () => app.close(),
  }
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
export async function plugCard(home: string, person: string, reader: 0 | 1 = 0, trace?: string): Promise<PluggedCard> {
  const command = ['practice/cardCommand.ts', '--person', person, '--reader', String(reader)]
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
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** Seccomp of a process, from Linux itself: 2 is a filter, Chromium's sandbox. */
export async function seccompOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^Seccomp:\s+(\d)/m.exec(status)?.[1])
}
