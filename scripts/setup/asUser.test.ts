import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asUser, asUserScript } from './asUser.mjs'

const isRoot = process.getuid?.() === 0
const patient = { timeout: 10_000 }
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-user-'))
  chmodSync(folder, 0o755)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}, script = asUserScript) {
  return spawnSync('/bin/sh', [script, ...args], { env: { ...process.env, ...env }, encoding: 'utf8', cwd: folder })
}

describe('a command that is started as the ordinary user', () => {
  test('is not root, and keeps its process id, its descriptors and its exit code', async () => {
    const { command, args } = asUser('sh', ['-c', 'id -u; echo $$; cat <&5; exit 7'])
    const handed = join(folder, 'handed')
    writeFileSync(handed, 'from five')
    const child = spawn('sh', ['-c', `exec "$@" 5<${handed}`, 'sh', command, ...args])
    let output = ''
    child.stdout.on('data', (text) => {
      output += text
    })
    const code = await new Promise((done) => child.on('close', done))
    const [uid, pid, rest] = output.split('\n')
    expect(Number(uid)).not.toBe(0)
    expect(Number(pid)).toBe(child.pid)
    expect(rest).toBe('from five')
    expect(code).toBe(7)
  })

  test('dies with the process that started it, when that was asked for', async () => {
    const { command, args } = asUser('sleep', ['600'], { dieWithParent: true })
    const words = `
      const child = require('child_process').spawn(${JSON.stringify(command)}, ${JSON.stringify(args)})
      console.log(child.pid)
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['-e', words])
    const pid = await new Promise((found) => parent.stdout.on('data', (text) => found(Number(String(text)))))
    await expect.poll(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), patient).toBe('sleep')
    parent.kill('SIGKILL')
    await expect
      .poll(
        () => !existsSync(`/proc/${pid}`) || /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')),
        patient,
      )
      .toBe(true)
  })
})

describe.runIf(isRoot)('started by root', () => {
  const owner = (path: string) => execFileSync('stat', ['-c', '%U', path], { encoding: 'utf8' }).trim()

  test('a folder for the wallet that is not there yet is made for the user, closed to others', () => {
    const home = join(folder, 'a', 'wallet')
    expect(run(['sh', '-c', 'touch "$TEFUDA_HOME/written"'], { TEFUDA_HOME: home })).toMatchObject({
      status: 0,
      stderr: '',
    })
    expect(owner(home)).toBe('tefuda')
    expect(statSync(home).mode & 0o777).toBe(0o700)
    expect(owner(join(home, 'written'))).toBe('tefuda')
  })

  test('several that start at once on a folder that is not there yet all find it', async () => {
    const home = join(folder, 'wallet')
    const started = Array.from({ length: 8 }, () =>
      spawn('/bin/sh', [asUserScript, 'sh', '-c', 'ls "$TEFUDA_HOME"'], {
        env: { ...process.env, TEFUDA_HOME: home },
        stdio: 'ignore',
      }),
    )
    const codes = await Promise.all(started.map((child) => new Promise((done) => child.on('close', done))))
    expect(codes).toEqual(started.map(() => 0))
    expect(owner(home)).toBe('tefuda')
  })

  test('an empty folder for the wallet becomes the user’s, and a relative one is meant from here', () => {
    mkdirSync(join(folder, 'wallet'))
    const ended = run(['sh', '-c', 'echo "$TEFUDA_HOME"'], { TEFUDA_HOME: 'wallet' })
    expect(ended.stdout.trim()).toBe(join(folder, 'wallet'))
    expect(owner(join(folder, 'wallet'))).toBe('tefuda')
  })

  test('a folder with somebody else’s files in it is refused and left as it is', () => {
    const home = join(folder, 'theirs')
    mkdirSync(home)
    writeFileSync(join(home, 'letter'), 'dear')
    const ended = run(['true'], { TEFUDA_HOME: home })
    expect(ended.status).toBe(3)
    expect(ended.stderr).toContain(`TEFUDA_HOME (${home}) belongs to root`)
    expect(owner(home)).toBe('root')
  })

  test('root’s own session is not handed on, the user’s own is', () => {
    const theirs = join(folder, 'session')
    mkdirSync(theirs, { mode: 0o700 })
    const env = { XDG_RUNTIME_DIR: theirs, DBUS_SESSION_BUS_ADDRESS: `unix:path=${theirs},guid=1`, LANG: 'ja_JP.UTF-8' }
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own placeholders
    const shown = ['sh', '-c', 'echo "${XDG_RUNTIME_DIR-none} ${DBUS_SESSION_BUS_ADDRESS-none} $LANG $HOME"']
    expect(run(shown, env).stdout.trim()).toBe('none none ja_JP.UTF-8 /home/tefuda')
    execFileSync('chown', ['tefuda', theirs])
    expect(run(shown, env).stdout.trim()).toBe(`${theirs} unix:path=${theirs},guid=1 ja_JP.UTF-8 /home/tefuda`)
  })

  test('a checkout in a closed folder is seen at the same path, and nothing else of that folder', () => {
    const closed = join(folder, 'closed')
    const script = join(closed, 'checkout', 'scripts', 'setup', 'asUser.sh')
    mkdirSync(join(closed, 'checkout', 'scripts', 'setup'), { recursive: true })
    mkdirSync(join(closed, 'private'))
    writeFileSync(join(closed, 'checkout', 'program'), 'seen')
    cpSync(asUserScript, script)
    chmodSync(closed, 0o700)
    const words = `cat ${closed}/checkout/program; ls ${closed}; touch ${closed}/new || echo refused`
    const ended = run(['sh', '-c', words], { TEFUDA_HOME: join(closed, 'wallet') }, script)
    expect(ended.stdout.trim().split(/\s+/)).toEqual(['seencheckout', 'wallet', 'refused'])
    expect(ended.status).toBe(0)
    expect(existsSync(join(closed, 'new'))).toBe(false)
    // The view is the command's own, and root sees what was written in it.
    expect(existsSync(join(closed, 'private'))).toBe(true)
  })

  test('several closed folders are opened just as far', () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')]
    mkdirSync(join(one, 'checkout', 'scripts', 'setup'), { recursive: true })
    mkdirSync(join(two, 'private'), { recursive: true })
    const script = join(one, 'checkout', 'scripts', 'setup', 'asUser.sh')
    cpSync(asUserScript, script)
    for (const closed of [one, two]) chmodSync(closed, 0o700)
    const env = { TEFUDA_HOME: join(two, 'wallet'), TEFUDA_PRACTICE: join(two, 'practice') }
    const words = `ls ${one} ${two}; touch ${two}/wallet/a ${two}/practice/b; env | grep -c -e VIEW -e CLOSED`
    const ended = run(['sh', '-c', words], env, script)
    expect(ended.stdout.trim().split(/\s+/)).toEqual([`${one}:`, 'checkout', `${two}:`, 'practice', 'wallet', '0'])
    expect(owner(join(two, 'wallet', 'a'))).toBe('tefuda')
    expect(owner(join(two, 'practice', 'b'))).toBe('tefuda')
  })
})
