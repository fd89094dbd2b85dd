// The command line as people run it: real PC/SC, real keychain, real drawers, a practice portal over HTTPS.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpsFetch } from '../../main/adapters/httpsFetch.ts'
import { portalControl } from '../../practice/portal/portalControl.ts'
import { converse, type Hand, pathOf, startHand } from './hand.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
/** Window, command line and practice tools run as the ordinary user; started by one, nothing changes. */
const asUser = ['/bin/sh', at('scripts/setup/asUser.sh'), '--die-with-parent', process.execPath] as const

let folder: string
let env: NodeJS.ProcessEnv
let hand: Hand
let portal: ChildProcess
let running: { origin: string; token: string; caFile: string }
let pin: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tefuda-line-'))
  env = {
    ...process.env,
    TEFUDA_HOME: join(folder, 'home'),
    TEFUDA_PRACTICE: join(folder, 'world'),
    LANG: 'en_US.UTF-8',
  }
  // Whoever the ordinary user is must be able to come this far.
  await chmod(folder, 0o755)
  hand = startHand(env)
  const { pins } = await hand.ask({ do: 'insert', person: 'taro' })
  pin = (pins as { authentication: string }).authentication
  const [command, ...args] = asUser
  portal = spawn(command, [...args, at('practice/portal/portalCommand.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running = JSON.parse(await firstLine(portal))
  const { status, json } = await tefuda('person add 太郎 --by card --pin-stdin --json', `${pin}\n`)
  expect(json).toMatchObject({ ok: true })
  expect(status).toBe(0)
})
afterAll(async () => {
  await hand.end()
  const gone = new Promise((resolve) => portal.once('close', resolve))
  if (portal.exitCode === null && portal.kill()) await gone
  await rm(folder, { recursive: true })
})

interface Ended {
  readonly status: number | null
  readonly err: string
  readonly json: Record<string, unknown> & { failure?: { code: string } }
}

/** @param fourth what lies on descriptor 3 */
function tefuda(words: string, input = '', fourth = ''): Promise<Ended> {
  const [command, ...args] = asUser
  const child = spawn(command, [...args, at('main/cli/tefuda.ts'), ...words.split(' ')], {
    env,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  })
  const { 3: more } = child.stdio
  if (more instanceof Writable) more.on('error', () => undefined).end(fourth)
  let out = ''
  let err = ''
  child.stdout.on('data', (bytes) => {
    out += bytes
  })
  child.stderr.on('data', (bytes) => {
    err += bytes
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve) => {
    child.on('close', (status) =>
      resolve({
        status,
        err,
        get json() {
          return JSON.parse(out)
        },
      }),
    )
  })
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('no pipe')
  for await (const line of createInterface({ input: stdout })) return line
  throw new Error('it ended without a word')
}

async function insert(more: { foreign?: boolean } = {}): Promise<void> {
  await hand.ask({ do: 'remove' })
  await hand.ask({ do: 'insert', person: 'taro', ...more })
}

const findings = ({ json }: Ended) => json['findings'] as { code: string; ok: boolean }[]
const codes = (ended: Ended): string[] => findings(ended).map(({ code }) => code)
const wrong = (ended: Ended): string[] =>
  findings(ended)
    .filter(({ ok }) => !ok)
    .map(({ code }) => code)

describe('tefuda over PC/SC', () => {
  it('logs in with the card that opens the drawer, by one PIN', async () => {
    const { status, json } = await tefuda('login --pin-stdin --json', `${pin}\n`)
    expect(json).toMatchObject({ ok: true, session: { name: '練習　太郎' } })
    expect(status).toBe(0)
  })

  it('receives a credential and shares the least of it; the portal says that it verified', async () => {
    const ca = await readFile(running.caFile, 'utf8')
    const control = portalControl(createHttpsFetch({ loopback: true, ca: [ca] }), running.origin, running.token)
    const { offer } = await control.offerTo('taro', 'health-insurance')
    expect((await tefuda(`receive ${offer} --pin-stdin --json`, `${pin}\n`)).status).toBe(0)
    const { id, request } = await control.requestFrom('clinic')
    const shared = await tefuda(`share ${request} --least --pin-stdin --json`, `${pin}\n`)
    expect(shared.json).toMatchObject({ ok: true })
    expect(await control.outcomeOf(id)).toMatchObject({ state: 'answered', verified: true })
  })

  it('tells the tries left after a wrong PIN; the right one gives them back', async () => {
    const no = await tefuda('list --pin-stdin --json', '9999\n')
    expect([no.status, no.json.failure]).toEqual([1, { code: 'card.pinWrong', triesLeft: 2 }])
    expect((await tefuda('card --json')).json).toMatchObject({
      readers: [{ card: { triesLeft: { authentication: 2 } } }, {}],
    })
    expect((await tefuda('list --pin-stdin --json', `${pin}\n`)).status).toBe(0)
    expect((await tefuda('card --json')).json).toMatchObject({
      readers: [{ card: { triesLeft: { authentication: 3 } } }, {}],
    })
  })

  it('tells every PIN and changes one: the old from standard input, the new from a descriptor', async () => {
    const status = await tefuda('pin status --json')
    expect([status.status, status.json]).toMatchObject([0, { ok: true, readers: [{ kind: 'myNumber' }] }])
    const changed = await tefuda('pin change authentication --pin-stdin --new-pin-fd 3 --json', `${pin}\n`, '8317\n')
    expect([changed.status, changed.json]).toEqual([0, { ok: true, pin: 'authentication' }])
    const old = await tefuda('pin change authentication --pin-stdin --new-pin-fd 3 --json', `${pin}\n`, '9164\n')
    expect([old.status, old.json.failure]).toEqual([1, { code: 'card.pinWrong', triesLeft: 2 }])
    const back = await tefuda('pin change authentication --pin-stdin --new-pin-fd 3 --json', '8317\n', `${pin}\n`)
    expect(back.status).toBe(0)
  })

  it('finds with the doctor: nothing, a card of another kind, an empty reader, and another program', async () => {
    const fine = await tefuda('doctor --json')
    expect(wrong(fine)).toEqual([])
    expect(codes(fine)).toEqual(expect.arrayContaining(['card.read', 'clock.right', 'portal.reachable']))
    const other = converse<unknown>(process.execPath, [pathOf('otherProgram.ts')])
    expect(await other.ask({ reader: 'Virtual PCD 00 00' })).toEqual({ holds: true })
    expect(wrong(await tefuda('doctor --json'))).toEqual(['card.busy'])
    const busy = await tefuda('list --pin-stdin --json', `${pin}\n`)
    expect([busy.status, busy.json.failure?.code]).toEqual([3, 'card.busy'])
    await other.ask('let go')
    await other.end()

    await insert({ foreign: true })
    expect(wrong(await tefuda('doctor --json'))).toEqual(['card.unknown'])
    await hand.ask({ do: 'remove' })
    const empty = await tefuda('doctor --json')
    expect([empty.status, wrong(empty)]).toEqual([1, ['card.absent']])
    expect((await tefuda('login --pin-stdin --json', `${pin}\n`)).status).toBe(3)
    await insert()
  })

  it('finds with the doctor that no real portal is set up', async () => {
    const real = await tefuda('doctor --real --json')
    expect(wrong(real)).toContain('portal.notConfigured')
    expect(codes(real)).toEqual(expect.arrayContaining(['card.read', 'drawers.writable', 'clock.unchecked']))
    expect(real).toMatchObject({ status: 1, json: { ok: false, realm: 'real' } })
  })
})
