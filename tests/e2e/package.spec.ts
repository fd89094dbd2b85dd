// The package for Linux (a folder), built as for users but with the development runtime, and started.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { fromSurroundings } from '../../scripts/setup/environment.mjs'
import { end, newHome, processesOf, seccompOf } from '../support/program.ts'

const run = promisify(execFile)
const checkout = fromSurroundings('TEFUDA_APP')
const folder = mkdtempSync(join(tmpdir(), 'tefuda-package-'))
const program = join(folder, 'linux-unpacked', 'tefuda')

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

test('it opens its window, with the sandbox on', async () => {
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
    expect(said.join('')).not.toMatch(/unexpected incident|Uncaught/)
  } finally {
    await end(child)
  }
})

const commandsOf = ({ pid }: ChildProcess): string[] =>
  pid === undefined ? [] : processesOf(pid).map(({ command }) => command)

/** The first renderer process that the started program has. */
async function rendererOf({ pid = 0 }: ChildProcess): Promise<number> {
  const find = () => processesOf(pid).find(({ command }) => command.includes('--type=renderer'))?.pid
  await expect.poll(find, { timeout: 30_000 }).toBeDefined()
  return find() ?? 0
}
