// Several programs share one PC/SC service with practice readers; the last one to leave ends it, however it leaves.
// In a namespace with a /run of its own, so that the service of this very test run is not touched.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let room: ChildProcess
const holders: ChildProcess[] = []

// Root's own: only root may make a /run of its own in which root's service starts.
describe.runIf(process.getuid?.() === 0)('the shared service', () => {
  beforeEach(async () => {
    room = spawn('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs tmpfs /run && echo ready && exec sleep 600'])
    await lineOf(room)
  })

  afterEach(async () => {
    for (const holder of holders.splice(0)) holder.kill('SIGKILL')
    room.kill('SIGKILL')
  })

  it('is one for all, and outlives whoever started it', async () => {
    const [first, second] = [hold(), hold()]
    const [pid, other] = [await lineOf(first), await lineOf(second)]
    expect(other).toBe(pid)
    await leave(first)
    await pause(2500)
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    await leave(second)
    await gone(pid)
  })

  it('ends when the last program that used it is killed', async () => {
    const holder = hold()
    const pid = await lineOf(holder)
    holder.kill('SIGKILL')
    await gone(pid)
  })

  it('ends with its keeper, and the next program starts a new one beside the remains', async () => {
    const first = hold()
    const pid = await lineOf(first)
    execFileSync('kill', ['-KILL', parentOf(pid)])
    await gone(pid)
    const next = await lineOf(hold())
    expect(next).not.toBe(pid)
  })

  it('is there for a program that comes in the moment when it is being ended', async () => {
    for (const waitMs of [1450, 1500, 1520]) {
      await leave(hold({ atOnce: true }))
      await pause(waitMs)
    }
    expect(await lineOf(hold())).toMatch(/^\d+$/)
  })

  it('is left alone and used when somebody else has started it', async () => {
    const foreign = spawn('nsenter', [`--target=${room.pid}`, '--mount', 'unshare', '--net', 'pcscd', '--foreground'])
    holders.push(foreign)
    await expect.poll(() => inRoom('test', '-S', '/run/pcscd/pcscd.comm'), { timeout: 5000 }).toBe(true)
    const holder = hold()
    expect(await lineOf(holder)).toBe(String(foreign.pid))
    await leave(holder)
    await pause(2500)
    expect(existsSync(`/proc/${foreign.pid}`)).toBe(true)
  })
})

function hold({ atOnce = false } = {}): ChildProcess {
  const holder = spawn('nsenter', [
    `--target=${room.pid}`,
    '--mount',
    process.execPath,
    join(import.meta.dirname, 'holdService.mjs'),
  ])
  holders.push(holder)
  if (atOnce) holder.stdin?.end()
  return holder
}

function inRoom(...command: string[]): boolean {
  try {
    execFileSync('nsenter', [`--target=${room.pid}`, '--mount', ...command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function lineOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not read')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('it ended without a line')
}

async function leave(holder: ChildProcess): Promise<void> {
  const ended = new Promise((done) => holder.once('exit', done))
  holder.stdin?.end()
  if (holder.exitCode === null) await ended
  expect(holder.exitCode).toBe(0)
}

const gone = (pid: string) => expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 6000, interval: 50 }).toBe(false)

function parentOf(pid: string): string {
  return /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
}
