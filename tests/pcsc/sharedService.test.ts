// Several programs share one PC/SC service with practice readers; the last one to leave ends it, however it leaves.
// In a room with a /run and a network of its own, so that neither the service of this very test run nor the machine's
// network is touched.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let room: ChildProcess
const holders: ChildProcess[] = []

afterEach(() => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL')
})

// Root's own: only root may make a /run of its own in which root's service starts.
describe.runIf(process.getuid?.() === 0)('the shared service', () => {
  beforeEach(async () => {
    room = spawn('unshare', [
      '--mount',
      '--net',
      'sh',
      '-c',
      'mount -t tmpfs tmpfs /run && echo ready && exec sleep 600',
    ])
    await new Promise((ready) => room.stdout?.once('data', ready))
  })

  afterEach(() => {
    room.kill('SIGKILL')
  })

  it('is one for all, and outlives whoever started it', async () => {
    const [first, second] = [hold(), hold()]
    const [one, other] = [await told(first), await told(second)]
    expect(other).toEqual(one)
    expect(one.network).toBe(networkOf(one.pid))
    expect([networkOf(process.pid), networkOf(room.pid ?? 0)]).not.toContain(one.network)
    await leave(first)
    await pause(2500)
    expect(runs(one.pid)).toBe(true)
    await leave(second)
    await gone(one.pid)
  })

  it('ends when the last program that used it is killed', async () => {
    const holder = hold()
    const { pid } = await told(holder)
    holder.kill('SIGKILL')
    await gone(pid)
  })

  it('ends with its keeper, and the next program starts a new one beside the remains', async () => {
    const { pid } = await told(hold())
    process.kill(parentOf(pid), 'SIGKILL')
    await gone(pid)
    expect((await told(hold())).pid).not.toBe(pid)
  })

  it('is there for a program that comes in the moment when it is being ended', async () => {
    for (const waitMs of [1450, 1500, 1520]) {
      const holder = hold()
      const { pid, network } = await told(holder)
      expect(network).toBe(networkOf(pid))
      await leave(holder)
      await pause(waitMs)
    }
    const { pid } = await told(hold())
    await pause(2500)
    expect(runs(pid)).toBe(true)
  })

  it('is left alone and used when somebody else has started it, wherever its network is', async () => {
    for (const where of [['unshare', '--net'], []]) {
      const foreign = spawn('nsenter', [...intoRoom(), ...where, 'pcscd', '--foreground'])
      const ended = new Promise((done) => foreign.once('exit', done))
      holders.push(foreign)
      await expect.poll(() => inRoom('test', '-S', '/run/pcscd/pcscd.comm'), { timeout: 5000 }).toBe(true)
      const holder = hold()
      expect(await told(holder)).toEqual({ pid: foreign.pid, network: networkOf(foreign.pid ?? 0) })
      await leave(holder)
      await pause(2500)
      expect(runs(foreign.pid ?? 0)).toBe(true)
      foreign.kill()
      await ended
    }
  })
})

it.runIf(process.getuid?.() === 0)('a test run has a service of its own, whatever else runs beside it', async () => {
  const start = () => {
    const env = { ...process.env }
    delete env['TEFUDA_OWN_RUN']
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'holdOwnService.mjs')], { env })
    holders.push(holder)
    return holder
  }
  const [first, second] = [start(), start()]
  const [one, two] = [await told(first), await told(second)]
  expect(one.pid).not.toBe(two.pid)
  expect(one.network).not.toBe(two.network)
  const ended = new Promise((done) => first.once('exit', done))
  first.stdin?.end()
  expect(await ended).toBe(5)
  await gone(one.pid)
  expect(runs(two.pid)).toBe(true)
  second.kill('SIGKILL')
  await gone(two.pid)
})

const intoRoom = () => [`--target=${room.pid}`, '--mount', '--net']

function hold(): ChildProcess {
  const program = [process.execPath, join(import.meta.dirname, 'holdService.mjs')]
  const holder = spawn('nsenter', [...intoRoom(), ...program])
  holders.push(holder)
  return holder
}

function inRoom(...command: string[]): boolean {
  try {
    execFileSync('nsenter', [...intoRoom(), ...command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

interface Told {
  readonly pid: number
  /** The network namespace that practice cards are started in. */
  readonly network: string
}

async function told(holder: ChildProcess): Promise<Told> {
  if (holder.stdout === null) throw new Error('its output is not read')
  for await (const line of createInterface({ input: holder.stdout })) return JSON.parse(line) as Told
  throw new Error('it ended without a line')
}

const networkOf = (pid: number) => readlinkSync(`/proc/${pid}/ns/net`)

async function leave(holder: ChildProcess): Promise<void> {
  const ended = new Promise((done) => holder.once('exit', done))
  holder.stdin?.end()
  if (holder.exitCode === null) await ended
  expect(holder.exitCode).toBe(0)
}

const runs = (pid: number) => existsSync(`/proc/${pid}`)
const gone = (pid: number) => expect.poll(() => runs(pid), { timeout: 6000, interval: 50 }).toBe(false)

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
