// The package for Linux (a folder), built as for users but with the development runtime, and started.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { checkNumberB } from '../../practice/card/checkNumbers.ts'
import { openWorld } from '../../practice/world.ts'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { goodPassphrase } from '../support/people.ts'
import { end, isAlive, newHome, plugCard, processesOf, seccompOf } from '../support/program.ts'
import { words } from '../support/words.ts'

const run = promisify(execFile)
const checkout = fromSurroundings('TEFUDA_APP')
const folder = mkdtempSync(join(tmpdir(), 'tefuda-package-'))
const program = join(folder, 'linux-unpacked', 'tefuda')
const resources = join(folder, 'linux-unpacked', 'resources')

test.beforeAll(async () => {
  test.setTimeout(300_000)
  const electron = fromSurroundings('ELECTRON_EXEC_PATH')
  const version = readFileSync(join(dirname(electron), 'version'), 'utf8').trim()
  await run(
    fromSurroundings('TEFUDA_NODE'),
    [
      join(checkout, 'node_modules', 'electron-builder', 'cli.js'),
      '--linux',
      'dir',
      '--publish',
      'never',
      `-c.electronVersion=${version}`,
      `-c.electronDist=${dirname(electron)}`,
      `-c.directories.output=${folder}`,
    ],
    { cwd: checkout, maxBuffer: 20_000_000 },
  )
  chmodSync(folder, 0o755)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('its fuses are as the configuration says', async () => {
  const fuses = await getCurrentFuseWire(program)
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ] as const
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
  ] as const
  for (const fuse of off) expect([fuse, fuses[fuse]]).toEqual([fuse, FuseState.DISABLE])
  for (const fuse of on) expect([fuse, fuses[fuse]]).toEqual([fuse, FuseState.ENABLE])
})

test('it holds what is built and what that needs, and nothing else', async () => {
  const files = listPackage(join(resources, 'app.asar'), { isPack: false })
  const top = new Set(
    files.map((file) =>
      file
        .split('/')
        .slice(1, file.startsWith('/out/') ? 3 : 2)
        .join('/'),
    ),
  )
  expect([...top].toSorted()).toEqual([
    'LICENSE',
    'node_modules',
    'out',
    'out/main',
    'out/preload',
    'out/renderer',
    'package.json',
  ])
  const unwanted = files.filter((file) =>
    /\.(map|c|cpp|h|gyp)$|\.test\.|prebuilds\/(darwin|win32|linuxmusl)/.test(file),
  )
  expect(unwanted.filter((file) => !file.includes('/node-addon-api/'))).toEqual([])
  // What can be loaded only from the disk lies there.
  for (const name of ['better-sqlite3', 'keytar', 'smartcard'])
    expect(existsSync(join(resources, 'app.asar.unpacked', 'node_modules', name, 'package.json'))).toBe(true)
  expect(readdirSync(join(resources, 'trust')).filter((name) => name.endsWith('.json'))).not.toEqual([])
})

test('it answers a command without a window', async () => {
  const home = newHome()
  const { stdout } = await run(fromSurroundings('TEFUDA_AS_USER'), [program, 'doctor', '--real', '--json'], {
    env: { ...process.env, TEFUDA_HOME: home },
    timeout: 60_000,
  }).catch((error: { stdout: string }) => error)
  const { realm, findings } = JSON.parse(stdout) as { realm: string; findings: { code: string }[] }
  expect(realm).toBe('real')
  expect(findings.map(({ code }) => code)).toContain('drawers.writable')
  const help = await run(fromSurroundings('TEFUDA_AS_USER'), [program, '--version'], {
    env: { ...process.env, TEFUDA_HOME: home },
  })
  expect(help.stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/)
})

test('its commands make and open a drawer, on a machine without a display', async () => {
  const home = newHome()
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const tefuda = (...words: string[]) =>
    withPassphrase(home, env, [...words, '--practice', '--json', '--passphrase-fd', '3'])
  const added = await tefuda('person', 'add', '練習 太郎')
  expect(added).toMatchObject({ status: 0, answer: { ok: true, person: { name: '練習 太郎' } } })
  expect(await tefuda('list')).toMatchObject({ status: 0, answer: { ok: true } })
  expect(await tefuda('show', 'nothing')).toMatchObject({ status: 1, answer: { ok: false } })
})

test('its commands read a card: what decodes the photo works out of the archive', async () => {
  const home = newHome()
  const card = await plugCard(home, 'taro')
  try {
    const person = (await openWorld(join(home, 'practice-world'), () => new Date())).person('taro')
    if (person === undefined) throw new Error('nobody is called taro')
    const { status, answer } = await withLine(
      home,
      process.env,
      ['card', 'face', '--practice', '--json', '--number-fd', '3'],
      checkNumberB(person),
    )
    expect(answer).toMatchObject({ ok: true, face: { photo: expect.stringMatching(/^data:image\/png;base64,/) } })
    expect(status).toBe(0)
  } finally {
    await card.pullOut()
  }
})

test('it opens its window, with the sandbox on, and quits', async () => {
  const child = spawn(fromSurroundings('TEFUDA_AS_USER'), [program, '--practice', '--card=memory'], {
    env: { ...process.env, TEFUDA_HOME: newHome() },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  try {
    const renderer = await rendererOf(child)
    expect(await seccompOf(renderer)).toBe(2)
    // The practice portal is started once the wallet stands: its process is a sign that main, and not just a window, runs.
    await expect
      .poll(() => commandsOf(child).some((command) => command.includes('node.mojom.NodeService')), { timeout: 30_000 })
      .toBe(true)
    // The page names the window once it has heard from main: this is the heading of the first start.
    const titles = [words.ja, words.en].map(({ start, people, product }) =>
      [start.title, people.nobodyTitle, product].join(' – '),
    )
    await expect
      .poll(windowTitles, { timeout: 30_000 })
      .toEqual(expect.arrayContaining([expect.stringMatching(titles.join('|'))]))
    expect(said.join('')).not.toMatch(/unexpected incident|Uncaught/)
    const pids = processesOf(child.pid ?? 0).map(({ pid }) => pid)
    await end(child)
    expect({ status: child.exitCode, signal: child.signalCode }).toEqual({ status: 0, signal: null })
    await expect.poll(() => pids.filter(isAlive)).toEqual([])
  } finally {
    await end(child)
  }
})

const withPassphrase = (home: string, env: NodeJS.ProcessEnv, words: readonly string[]) =>
  withLine(home, env, words, goodPassphrase)

/** Runs a command of the package with a secret on descriptor 3. */
function withLine(home: string, env: NodeJS.ProcessEnv, words: readonly string[], line: string) {
  const child = spawn(fromSurroundings('TEFUDA_AS_USER'), [program, ...words], {
    env: { ...env, TEFUDA_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  })
  const descriptor = child.stdio[3]
  if (descriptor && 'end' in descriptor) descriptor.end(`${line}\n`)
  let said = ''
  child.stdout?.on('data', (text) => {
    said += text
  })
  return new Promise<{ status: number | null; answer: unknown }>((resolve) => {
    child.once('close', (status) => resolve({ status, answer: said === '' ? undefined : JSON.parse(said) }))
  })
}

/** The titles of all windows on this display. */
async function windowTitles(): Promise<string[]> {
  const { stdout } = await run('xwininfo', ['-root', '-tree'], { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  return [...stdout.matchAll(/^\s+0x[0-9a-f]+ "(.*)": \(/gm)].map(([, title = '']) => title)
}

const commandsOf = ({ pid }: ChildProcess): string[] =>
  pid === undefined ? [] : processesOf(pid).map(({ command }) => command)

/** The first renderer process that the started program has. */
async function rendererOf({ pid = 0 }: ChildProcess): Promise<number> {
  const find = () => processesOf(pid).find(({ command }) => command.includes('--type=renderer'))?.pid
  await expect.poll(find, { timeout: 30_000 }).toBeDefined()
  return find() ?? 0
}
