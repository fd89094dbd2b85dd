// Cuts the power at the steps of every kind of write, and opens what is left on the disk. A program writes under strace; its
// calls are played on a disk that forgets what was not synced.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { check, hear, type Known } from '../kills/known.ts'
import { randomOf, renewEarlier, type Stage, setStage, startProgram, taskOf } from '../kills/play.ts'
import type { Kind } from '../kills/said.ts'
import { Disk, type Survival, survivals } from './disk.ts'
import { type Moment, replay } from './replay.ts'
import { traced } from './trace.ts'

/** Without 'head': what the keychain holds at each moment is not in the trace. */
export const cutKinds = [
  'credentials',
  'ledger',
  'erasing',
  'slots',
  'tables',
  'status',
  'enrolment',
  'nonce',
  'backup',
  'restore',
  'person',
  'people',
] as const satisfies readonly Kind[]

export const canTrace = (): boolean =>
  process.platform === 'linux' && spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0

export interface Cuts {
  /** Places between two calls. */
  moments: number
  opened: number
  readonly byKind: Map<Kind, number>
}

/**
 * @param most disks opened for each kind; they are chosen at random where there are more
 * @throws an AssertionError at the first disk that is damaged, or has lost what was acknowledged
 */
export async function cutPower(
  most: number,
  seed: number,
  only: readonly Kind[] = cutKinds,
  make: (start: string, root: string) => Disk = (start, root) => new Disk(start, root),
): Promise<Cuts> {
  const random = randomOf(seed)
  const cuts: Cuts = { moments: 0, opened: 0, byKind: new Map() }
  for (const kind of only) {
    const base = mkdtempSync(join(tmpdir(), 'tefuda-cuts-'))
    try {
      const root = join(base, 'disk')
      const stage = await setStage(root)
      renewEarlier(stage)
      const start = join(base, 'start')
      cpSync(root, start, { recursive: true })
      const trace = await traceOf(stage, kind, join(base, 'trace'))
      const moments = [...replay(trace, new Disk(start, root))].length
      cuts.moments += moments
      cuts.byKind.set(kind, 0)
      const share = most / (moments * survivals.length)
      const disk = make(start, root)
      for (const moment of replay(trace, disk)) {
        for (const survival of survivals) {
          if (random() >= share) continue
          disk.lay(survival, random)
          await opens(stage, kind, moment, survival)
          cuts.opened += 1
          cuts.byKind.set(kind, (cuts.byKind.get(kind) ?? 0) + 1)
        }
      }
    } finally {
      rmSync(base, { recursive: true, force: true })
    }
  }
  return cuts
}

/** Lets a program write a few times under strace. */
async function traceOf(stage: Stage, kind: Kind, file: string): Promise<string> {
  const strace = ['strace', '-f', '-y', '-xx', '-s', '16777216', '-o', file, '-e', `trace=${traced.join(',')}`]
  const { child, ready, lines, ended } = startProgram(stage.keychain, strace)
  const pid = await ready
  child.send({ task: taskOf(stage, kind, 0) })
  const enough = kind === 'backup' || kind === 'restore' || kind === 'tables' ? 1 : 4
  let over = false
  void ended.then(() => {
    over = true
  })
  const failed = () => lines.some((line) => 'failed' in line)
  while (!over && !failed() && lines.filter((line) => 'done' in line).length < enough) await after(5)
  // Killing strace alone would let the program run on.
  if (!over) process.kill(pid, 'SIGKILL')
  await ended
  return readFileSync(file, 'latin1')
}

async function opens(stage: Stage, kind: Kind, { call, said }: Moment, survival: Survival): Promise<void> {
  const known: Known = structuredClone(stage.known)
  try {
    const pending = hear(known, said)
    await check(stage.home, known, pending)
  } catch (error) {
    process.stderr.write(
      `${kind}: power cut after ${call}, ${survival} survived; said: ${JSON.stringify(said.slice(-2))}\n`,
    )
    throw error
  }
}
