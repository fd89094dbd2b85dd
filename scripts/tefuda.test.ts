// ./tefuda around a program that tells what reached it, in a checkout of its own.
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wanted } from './setup/npmPackages.mjs'
import { checkout as real } from './setup/places.mjs'

const isRoot = process.getuid?.() === 0
let checkout: string
let folder: string

beforeAll(() => {
  const out = join(real, 'out', 'test')
  mkdirSync(out, { recursive: true })
  checkout = mkdtempSync(join(out, 'checkout-'))
  chmodSync(checkout, 0o755)
  for (const path of ['tefuda', 'scripts', 'package.json', 'package-lock.json', '.npmrc']) {
    cpSync(join(real, path), join(checkout, path), { recursive: true })
  }
  const node = join('node_modules', 'node', 'bin', 'node')
  mkdirSync(join(checkout, node, '..'), { recursive: true })
  linkSync(join(real, node), join(checkout, node))
  writeFileSync(join(checkout, 'node_modules', '.tefuda-installed'), wanted())
  mkdirSync(join(checkout, 'main', 'cli'), { recursive: true })
  writeFileSync(
    join(checkout, 'main', 'cli', 'tefuda.ts'),
    `import { readFileSync } from 'node:fs'
    const words: string[] = process.argv.slice(2)
    const after = (option: string) => words[words.indexOf(option) + 1] ?? ''
    const told: Record<string, unknown> = { words, uid: process.getuid?.(), node: process.versions.node }
    if (words.includes('--read')) told['read'] = readFileSync(after('--read'), 'utf8')
    if (words.includes('--pin-fd')) told['pin'] = readFileSync(Number(after('--pin-fd')), 'utf8')
    if (words.includes('--pin-stdin')) told['stdin'] = readFileSync(0, 'utf8')
    console.log(JSON.stringify(told))
    process.exitCode = Number(words.includes('--exit') ? after('--exit') : 0)`,
  )
  folder = mkdtempSync('/tmp/tefuda-cli-')
})

afterAll(() => {
  rmSync(checkout, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(() => rmSync(join(folder, 'letter'), { force: true }))

interface Surroundings {
  readonly input?: string
  /** What the program gets as descriptors 3, 4, … */
  readonly hand?: readonly (number | 'ignore')[]
  readonly env?: NodeJS.ProcessEnv
}

function tefuda(args: string[], { input = '', hand = [], env = {} }: Surroundings = {}) {
  const ended = spawnSync(join(checkout, 'tefuda'), args, {
    input,
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', ...hand],
    encoding: 'utf8',
  })
  return { ...ended, told: ended.stdout === '' ? undefined : JSON.parse(ended.stdout) }
}

describe('./tefuda', () => {
  test('runs the command line under Node 24, never as root, and prints nothing of its own', () => {
    const { told, stderr } = tefuda(['list', '--json'])
    expect(told.words).toEqual(['list', '--json'])
    expect(told.node).toMatch(/^24\./)
    expect(told.uid).not.toBe(0)
    expect(stderr).toBe('')
  })

  test.each([0, 1, 2, 3])('ends with the status of the command: %i', (status) => {
    expect(tefuda(['list', '--exit', String(status)]).status).toBe(status)
  })

  test('hands on standard input and descriptors above it', () => {
    const pin = join(folder, 'pin')
    writeFileSync(pin, '1357')
    const { told } = tefuda(['login', '--pin-stdin', '--pin-fd', '4'], {
      input: 'from standard input',
      hand: [openSync('/dev/null', 'r'), openSync(pin, 'r')],
    })
    expect(told).toMatchObject({ pin: '1357', stdin: 'from standard input' })
  })

  test('is the process that a script starts: a signal to it ends the command', async () => {
    const child = spawn(join(checkout, 'tefuda'), ['login', '--pin-stdin'], { stdio: ['pipe', 'pipe', 'inherit'] })
    await expect
      .poll(() => spawnSync('readlink', [`/proc/${child.pid}/exe`], { encoding: 'utf8' }).stdout, { timeout: 10_000 })
      .toContain('node_modules/node/bin/node')
    const ended = new Promise((done) => child.on('exit', (_code, signal) => done(signal)))
    child.kill('SIGTERM')
    expect(await ended).toBe('SIGTERM')
  })

  test('leaves words alone that name no file, and files that the user can read', () => {
    writeFileSync(join(folder, 'letter'), 'readable')
    chmodSync(folder, 0o755)
    const { told } = tefuda(['inspect', '--read', 'letter', '--trust=nothing', 'a word'])
    expect(told.words).toEqual(['inspect', '--read', 'letter', '--trust=nothing', 'a word'])
    expect(told.read).toBe('readable')
  })

  describe.runIf(isRoot)('started by root', () => {
    test('hands over a file that only root can read, however it is named', () => {
      writeFileSync(join(folder, 'letter'), 'for root', { mode: 0o600 })
      for (const name of ['letter', './letter', join(folder, 'letter')]) {
        const { told } = tefuda(['inspect', '--read', name])
        expect(told.words[2]).toMatch(/^\/dev\/fd\/\d$/)
        expect(told.read).toBe('for root')
      }
      const { told } = tefuda(['inspect', `--trust=${join(folder, 'letter')}`])
      expect(told.words[1]).toMatch(/^--trust=\/dev\/fd\/\d$/)
    })

    test('hands over such a file beside a descriptor of the caller, and leaves no copy behind', () => {
      writeFileSync(join(folder, 'letter'), 'for root', { mode: 0o600 })
      const copies = join(folder, 'copies')
      mkdirSync(copies)
      const { told } = tefuda(['inspect', '--read', 'letter', '--pin-fd', '9'], {
        hand: [...Array<'ignore'>(6).fill('ignore'), openSync(join(folder, 'pin'), 'r')],
        env: { TMPDIR: copies },
      })
      expect(told).toMatchObject({ read: 'for root', pin: '1357' })
      expect(readdirSync(copies)).toEqual([])
    })

    test('refuses a folder for the wallet that is somebody else’s, with status 3', () => {
      const ended = tefuda(['list'], { env: { TEFUDA_HOME: folder } })
      expect(ended.status).toBe(3)
      expect(ended.stderr).toContain('belongs to root')
    })
  })
})
