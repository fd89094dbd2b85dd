// Wrong passphrases, recovery codes and shares are slowed down: three are free, then each costs a longer wait. Counted beside
// the drawer, for the window and the command line together. Cards count for themselves.
//
// What this is worth: it stops somebody who tries at the screen. Whoever uses this OS account can remove the file, or copy
// the drawer and try the passphrase without Tefuda; then the passphrase's strength is all that protects.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { uptime as systemUptime } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { fail, WalletError } from '../failure.ts'
import { whileHolding } from '../household/fileLock.ts'

const free = 3
/** Seconds after the third, fourth … wrong one. */
const waits = [30, 90, 300, 900, 1800, 3600] as const
const mostKept = 20

const slowed = z.enum(['passphrase', 'recovery', 'family'])
/** What is typed by a person and could be guessed at. */
export type Slowed = z.infer<typeof slowed>

const wrongTry = z.strictObject({ at: z.iso.datetime(), by: slowed })
export type WrongTry = z.infer<typeof wrongTry>

const count = z.int().min(0).max(1_000_000)
const counted = z.strictObject({
  version: z.literal(1),
  /** Since the drawer was opened last. */
  wrong: count,
  /** The last of them. */
  tries: z.array(wrongTry).max(mostKept),
  /** When the last one began: by the clock (ms), and by the time since the machine was started (s). */
  clock: z.number(),
  uptime: z.number().min(0),
})
type Counted = z.infer<typeof counted>

export interface Clocks {
  readonly now: () => Date
  /** Seconds since the machine was started; runs on when the clock is set. */
  readonly uptime?: (() => number) | undefined
}

/** One try that has begun, and is counted as a wrong one until it is told how it ended. */
export interface Attempt {
  /** @returns seconds until the next one is taken; 0: none */
  wrong(): Promise<number>
  /** It did not come to be judged: the drawer is in use, or the disk full. */
  untried(): Promise<void>
}

const fileOf = (folder: string): string => join(folder, 'tries.json')
const lockOf = (folder: string): string => join(folder, 'tries.lock')

/** @throws drawer.wait: nobody need be asked for a secret now */
export async function checkTries(folder: string, clocks: Clocks): Promise<void> {
  refuseIfEarly(read(folder), clocks)
}

/**
 * Counts a try before it is made, so that many at once, or a program that is killed in the middle, gain nothing.
 *
 * @param folder of the drawer
 * @throws drawer.wait
 */
export async function beginTry(folder: string, by: Slowed, clocks: Clocks): Promise<Attempt> {
  return counting(folder, uncounted, async () => {
    const before = read(folder)
    refuseIfEarly(before, clocks)
    const { clock, uptime } = present(clocks)
    const tries = [...(before?.tries ?? []), { at: new Date(clock).toISOString(), by }].slice(-mostKept)
    const wrong = (before?.wrong ?? 0) + 1
    write(folder, { version: 1, wrong, tries, clock, uptime })
    return {
      wrong: async () => left(read(folder), clocks),
      untried: () =>
        counting(folder, undefined, async () => {
          const now = read(folder)
          if (now?.wrong === wrong && before !== undefined) write(folder, before)
          else if (now === undefined || now.wrong <= 1) rmSync(fileOf(folder), { force: true })
          else write(folder, { ...now, wrong: now.wrong - 1 })
        }),
    }
  })
}

/**
 * The drawer was opened: what was tried before is told once and forgotten.
 *
 * @param own whether the opening was itself such a try, which was counted when it began
 */
export async function endTries(folder: string, own: boolean): Promise<{ wrong: number; tries: WrongTry[] }> {
  const none = { wrong: 0, tries: [] }
  if (read(folder) === undefined) return none
  return counting(folder, none, async () => {
    const { wrong, tries } = read(folder) ?? { wrong: 0, tries: [] }
    rmSync(fileOf(folder), { force: true })
    return own ? { wrong: Math.max(0, wrong - 1), tries: tries.slice(0, -1) } : { wrong, tries }
  })
}

const uncounted: Attempt = { wrong: async () => 0, untried: async () => undefined }

/**
 * One process at a time. Where nothing can be written, on a full or read-only disk, nothing is counted: the owner must not be
 * kept out, and it helps who guesses no more than removing the file would.
 */
async function counting<T>(folder: string, otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await whileHolding(lockOf(folder), work)
  } catch (error) {
    if (error instanceof WalletError) throw error
    return otherwise
  }
}

function refuseIfEarly(state: Counted | undefined, clocks: Clocks): void {
  const seconds = left(state, clocks)
  if (seconds > 0) fail({ code: 'drawer.wait', seconds })
}

const waitAfter = (wrong: number): number => (wrong < free ? 0 : (waits[wrong - free] ?? waits[waits.length - 1] ?? 0))

const present = ({ now, uptime = systemUptime }: Clocks) => ({ clock: now().getTime(), uptime: uptime() })

/**
 * Seconds that are left to wait. By both clocks, the stricter counts: setting the clock on does not shorten the wait, because
 * the machine's own time runs as it did. Set back, the clock says nothing, and that time counts alone. After a restart it
 * begins anew, and what has passed since then is what has passed for certain.
 */
function left(state: Counted | undefined, clocks: Clocks): number {
  if (state === undefined) return 0
  const wait = waitAfter(state.wrong)
  const { clock, uptime } = present(clocks)
  const byUptime = uptime >= state.uptime ? uptime - state.uptime : uptime
  const byClock = (clock - state.clock) / 1000
  const passed = byClock < 0 ? byUptime : Math.min(byClock, byUptime)
  return Math.max(0, Math.ceil(wait - passed))
}

/** What cannot be read counts as nothing: whoever could damage it could remove it. */
function read(folder: string): Counted | undefined {
  try {
    return counted.safeParse(JSON.parse(readFileSync(fileOf(folder), 'utf8'))).data
  } catch {
    return undefined
  }
}

function write(folder: string, state: Counted): void {
  const fresh = `${fileOf(folder)}.new`
  writeFileSync(fresh, JSON.stringify(state), { mode: 0o600, flush: true })
  renameSync(fresh, fileOf(folder))
}
