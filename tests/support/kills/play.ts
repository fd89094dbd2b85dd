// Kills a wallet (SIGKILL) at random moments of its writes, opens what is left, and compares it with what was acknowledged.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createDrawer } from '../../../main/drawer/openDrawer.ts'
import { addPerson } from '../../../main/household/household.ts'
import { drawerFolder, householdSecret } from '../../../main/household/householdSecret.ts'
import { readPeople, writePeople } from '../../../main/household/people.ts'
import { makePki } from '../../cross/formatsPki.ts'
import { madeBackup } from '../backup/making.ts'
import { at, testDrawer } from '../drawers.ts'
import { inDrawerFile, makeEarlier } from '../earlierTables.ts'
import { incomingInsurance, incomingLicence } from '../issued.ts'
import { memoryKeychain } from '../memoryKeychain.ts'
import { codeFolder } from '../processes/codeCache.ts'
import { check, type Home, hear, type Known } from './known.ts'
import { type KeychainCall, type Kind, kinds, type Said, type Task } from './said.ts'

const program = fileURLToPath(new URL('./program.ts', import.meta.url))
/** The drawers of older tables that one round opens, one after the other. */
const earlierAtOnce = 8
/** More would fill the list of people. */
const mostPeople = 20

export interface Tally {
  kills: number
  /** Of them: in the middle of a write. */
  caught: number
  acknowledged: number
  readonly byKind: Map<Kind, { kills: number; caught: number; acknowledged: number }>
}

/** Numbers between 0 and 1 from a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * @param seed chooses kinds and moments; the machine's own timing is not in our hands
 * @throws an AssertionError at the first broken promise, after naming round and kind on standard error
 */
export async function play(
  kills: number,
  seed: number,
  told: (tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const base = mkdtempSync(join(tmpdir(), 'tefuda-kills-'))
  const random = randomOf(seed)
  const tally: Tally = { kills: 0, caught: 0, acknowledged: 0, byKind: new Map() }
  const spare: Runner[] = []
  try {
    const stage = await setStage(base)
    const spans = new Map<Kind, number>()
    for (let round = 0; round < kills; round++) {
      // Every kind in turn, and the next program starts while this one is checked.
      const kind = kinds[round % kinds.length] ?? 'ledger'
      while (spare.length < 2) spare.push(startProgram(stage.keychain))
      const runner = spare.shift()
      if (runner === undefined) continue
      if (kind === 'tables') renewEarlier(stage)
      const lines = await killed(runner, taskOf(stage, kind, round), random(), spans)
      try {
        const pending = hear(stage.known, lines)
        count(tally, kind, lines, pending !== undefined)
        await check(stage.home, stage.known, pending)
      } catch (error) {
        process.stderr.write(`round ${round}, ${kind}, seed ${seed}; said: ${JSON.stringify(lines.slice(-4))}\n`)
        throw error
      }
      await tidy(stage)
      told(tally)
    }
    return tally
  } finally {
    for (const { child } of spare) child.kill('SIGKILL')
    rmSync(base, { recursive: true, force: true })
  }
}

function count(tally: Tally, kind: Kind, lines: readonly Said[], caught: boolean): void {
  const of = tally.byKind.get(kind) ?? { kills: 0, caught: 0, acknowledged: 0 }
  tally.byKind.set(kind, of)
  const acknowledged = lines.filter((line) => 'done' in line).length
  for (const one of [tally, of]) {
    one.kills += 1
    one.caught += caught ? 1 : 0
    one.acknowledged += acknowledged
  }
}

export interface Runner {
  readonly child: ChildProcess
  /** The program's own process id, once it waits. */
  readonly ready: Promise<number>
  readonly lines: readonly Said[]
  readonly first: Promise<void>
  readonly ended: Promise<void>
}

/**
 * A program that waits for its task. Its keychain is this process, which nobody kills.
 * @param under another program that runs it
 */
export function startProgram(keychain: Home['keychain'], under: readonly string[] = []): Runner {
  const [command = process.execPath, ...args] = [
    ...under,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    program,
  ]
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, NODE_COMPILE_CACHE: codeFolder },
  })
  const lines: Said[] = []
  const ready = Promise.withResolvers<number>()
  const first = Promise.withResolvers<void>()
  const journal = createInterface({ input: child.stdio[3] as Readable })
  journal.on('line', (line) => {
    // Its own lines; the last one may be cut off by the kill.
    if (!line.endsWith('}')) return
    lines.push(JSON.parse(line) as Said)
    first.resolve()
  })
  child.on('message', async (message: { ready: number } | KeychainCall) => {
    if ('ready' in message) return ready.resolve(message.ready)
    const { id, call, name, secret } = message
    const answer =
      call === 'read'
        ? await keychain.read(name)
        : await (call === 'write' ? keychain.write(name, secret ?? new Uint8Array()) : keychain.remove(name))
    if (child.connected) child.send({ id, ...(answer === undefined ? {} : { secret: answer }) }, () => undefined)
  })
  child.on('error', () => undefined)
  const ended = Promise.all([
    new Promise((done) => child.once('exit', done)),
    new Promise((done) => journal.once('close', done)),
  ])
  void ended.then(() => {
    ready.resolve(0)
    first.resolve()
  })
  return { child, ready: ready.promise, lines, first: first.promise, ended: ended.then(() => undefined) }
}

/** Lets it write, and kills it. How long it may is learnt as it goes: about every other program shall finish a write. */
async function killed(runner: Runner, task: Task, share: number, spans: Map<Kind, number>): Promise<readonly Said[]> {
  const { child, ready, lines, first, ended } = runner
  await ready
  child.send({ task })
  await first
  const span = spans.get(task.kind) ?? 40
  await after(share * span)
  child.kill('SIGKILL')
  await ended
  const finished = lines.filter((line) => 'done' in line).length
  spans.set(task.kind, Math.min(3000, Math.max(2, span * (finished === 0 ? 1.3 : finished > 2 ? 0.7 : 1))))
  return [...lines]
}

export interface Stage {
  readonly base: string
  readonly home: Home
  readonly keychain: Home['keychain']
  readonly known: Known
}

const earlierFolders = (base: string) =>
  Array.from({ length: earlierAtOnce }, (_, index) => join(base, 'earlier', String(index)))

/** A household of one, with something in the drawer, and the same drawer as an earlier version would have left it. */
export async function setStage(base: string): Promise<Stage> {
  const [home, pki, keychain] = [join(base, 'home'), makePki(), memoryKeychain()]
  for (const folder of ['drawers', 'backups']) mkdirSync(join(home, folder), { recursive: true })
  const secret = await householdSecret(home, keychain)
  const testing = testDrawer(join(home, 'drawers'), { trust: pki.trust })
  const { create, drawerId, folder } = testing
  const first = { ...create.first, householdSecret: secret.slice() }
  const drawer = await createDrawer({ ...create, first })
  const [one, two] = [await drawer.createKey(), await drawer.createKey()]
  const cards = await drawer.accept([incomingInsurance(pki, one), incomingLicence(pki, two)], at)
  const slots = (await drawer.header()).slots.map(({ id }) => id)
  const backup = join(home, 'backups', 'one.tefuda-backup')
  await madeBackup(drawer, backup)
  await drawer.close()
  const name = '架空 始め'
  const person = await addPerson(home, keychain, { name, colour: 'blue', drawerId })
  const issuer = (name: 'credentialIssuer' | 'documentSigner') => {
    const { chain, privateKey } = pki.signer(name)
    return { chain: [...chain], pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
  }
  const task: Home['task'] = {
    home,
    realm: 'practice',
    trust: pki.trust,
    issuers: { credentialIssuer: issuer('credentialIssuer'), documentSigner: issuer('documentSigner') },
    folder,
    recovery: testing.recovery,
    householdSecret: secret,
    personId: person.id,
    credentials: [],
    entries: [],
    slots,
    earlier: earlierFolders(base),
    backup,
  }
  cpSync(folder, join(base, 'template'), { recursive: true })
  await inDrawerFile(join(base, 'template'), testing.recovery, (sql) => makeEarlier(sql, 1))
  const known: Known = {
    credentials: new Set(cards.map(({ id }) => id)),
    removed: 0,
    entries: new Set(),
    ended: new Set(),
    erased: new Set(),
    slots: new Set(slots),
    statuses: new Map(),
    enrolment: null,
    nonces: new Set(),
    backups: 1,
    people: new Map([[drawerId, name]]),
    cards: [],
  }
  return { base, home: { task, keychain }, keychain, known }
}

export function taskOf({ home: { task }, known }: Stage, kind: Kind, round: number): Task {
  const ids = { credentials: [...known.credentials], entries: [...known.entries], slots: [...known.slots] }
  return { ...task, ...ids, kind, round }
}

export function renewEarlier({ base, home: { task } }: Stage): void {
  for (const folder of task.earlier) {
    rmSync(folder, { recursive: true, force: true })
    cpSync(join(base, 'template'), folder, { recursive: true })
  }
}

/** Takes people out of the list whom earlier rounds made: it holds 32 at most. */
async function tidy({ home: { task }, known }: Stage): Promise<void> {
  if (known.people.size <= mostPeople) return
  const people = await readPeople(task.home, task.householdSecret)
  const stays = people.filter(({ id }) => id === task.personId)
  await writePeople(task.home, task.householdSecret, stays)
  for (const { id, drawerId } of people) {
    if (id === task.personId) continue
    known.people.delete(drawerId)
    rmSync(drawerFolder(task.home, drawerId), { recursive: true })
  }
}
