// The drawer's process killed (SIGKILL) at random moments of making, trying and restoring a backup: there is a whole backup or
// none, a whole drawer or none, and nothing that was there before has changed.
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unlock } from '../../main/backup/read.ts'
import { sweepTrials } from '../../main/backup/trials.ts'
import type { DrawerRoom } from '../../main/drawer/drawer.ts'
import { openDrawer } from '../../main/drawer/openDrawer.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { sha256 } from '../../main/drawer/seal.ts'
import { byCode, type Furnished, furnished, madeBackup, throughout, unlocked } from '../support/backup/making.ts'
import { at, codeOf, temporaryFolder } from '../support/drawers.ts'
import { drawerProcess } from '../support/processes.ts'

/** More in the long run. */
const kills = Number(process.env['TEFUDA_KILLS'] ?? 15)
const [makings, trials, restores] = [Math.ceil(kills * 0.4), Math.ceil(kills * 0.2), Math.ceil(kills * 0.4)]
/** No program has this number. */
const gonePid = 2 ** 22 + 1

let home: ReturnType<typeof temporaryFolder>
let made: Furnished
let good: string
const digest = (file: string): string => Buffer.from(sha256(readFileSync(file))).toString('hex')

beforeAll(async () => {
  home = temporaryFolder()
  made = await furnished(home.path, drawerProcess)
  // Large enough that there is a middle.
  for (let entry = 0; entry < 60; entry++) {
    const party = randomBytes(30_000).toString('base64url')
    await made.drawer.record({ at, act: 'decline', outcome: 'done', party, items: [] })
  }
  good = await madeBackup(made.drawer, join(home.path, 'good'))
  await made.room.end()
}, 120_000)
afterAll(() => home.remove())

/** Kills within the time that the work takes when nobody kills it. @returns how often it was caught in the middle */
async function killing(
  rounds: number,
  work: (round: number) => Promise<{ room: DrawerRoom; ended: Promise<string> }>,
  check: (round: number, acknowledged: boolean) => Promise<void>,
): Promise<void> {
  let shortest = Number.POSITIVE_INFINITY
  let caught = 0
  for (let round = 0; round <= rounds; round++) {
    const { room, ended } = await work(round)
    const began = performance.now()
    if (round > 0) await Promise.race([after(Math.random() * shortest), ended])
    else expect(await ended).toBe('no failure')
    const took = performance.now() - began
    await room.end()
    const code = await ended
    expect(['drawer.processEnded', 'no failure']).toContain(code)
    if (code === 'drawer.processEnded') caught++
    else shortest = Math.min(shortest, took)
    await check(round, code === 'no failure')
  }
  // Most must have been caught in the middle, or this proves nothing.
  expect(caught).toBeGreaterThan(rounds / 2)
}

test(`killed ${makings} times while a backup is made`, { timeout: 60_000 + makings * 4_000 }, async () => {
  const outcomes = new Set<string>()
  const check = async (round: number, acknowledged: boolean) => {
    const path = join(home.path, `made-${round}`)
    if (acknowledged) expect(existsSync(path)).toBe(true)
    outcomes.add(existsSync(path) ? 'whole' : 'none')
    if (existsSync(path)) {
      const backup = await unlock(path, 'practice', byCode(made.testing))
      for await (const part of backup.database()) part.fill(0)
    }
    const drawer = await openDrawer(made.testing.open())
    expect(await drawer.list(at)).toHaveLength(3)
    await drawer.close()
    // What the killed one left beside the drawer is gone with the next opening.
    expect(readdirSync(made.testing.folder).filter((name) => name.startsWith('snapshot'))).toEqual([])
  }
  await killing(
    makings,
    async (round) => {
      const room = remoteRoom(drawerProcess())
      const drawer = await room.open(made.testing.open())
      return { room, ended: codeOf(madeBackup(drawer, join(home.path, `made-${round}`))) }
    },
    check,
  )
  expect([...outcomes].sort()).toEqual(['none', 'whole'])
})

test(`killed ${trials} times while a restore is tried`, { timeout: 60_000 + trials * 4_000 }, async () => {
  const before = digest(good)
  const check = async () => {
    await sweepTrials(home.path)
    expect(readdirSync(join(home.path, 'restoring'))).toEqual([])
    expect(digest(good)).toBe(before)
    expect(existsSync(join(home.path, 'drawers'))).toBe(false)
  }
  await killing(
    trials,
    async (round) => {
      const { room, backup } = await unlocked(drawerProcess, good, byCode(made.testing))
      const tried = async () => {
        await backup.unpack(join(home.path, 'restoring', `${gonePid}-${pretend(round)}`))
        await throughout(() => backup.more())
        await backup.test()
      }
      return { room, ended: codeOf(tried()) }
    },
    check,
  )
})

test(`killed ${restores} times while a drawer is restored`, { timeout: 60_000 + restores * 4_000 }, async () => {
  const before = digest(good)
  const ids: string[] = []
  const outcomes = new Set<string>()
  const check = async (round: number, acknowledged: boolean) => {
    const folder = join(home.path, 'drawers', ids[round] ?? '')
    if (acknowledged) expect(existsSync(folder)).toBe(true)
    outcomes.add(existsSync(folder) ? 'whole' : 'none')
    if (existsSync(folder)) {
      const drawer = await openDrawer({ ...made.testing.open(), folder })
      expect(await drawer.list(at)).toHaveLength(3)
      await drawer.close()
    }
    await sweepTrials(home.path)
    expect(readdirSync(join(home.path, 'restoring'))).toEqual([])
    expect(digest(good)).toBe(before)
    const own = await openDrawer(made.testing.open())
    expect(await own.list(at)).toHaveLength(3)
    await own.close()
  }
  await killing(
    restores,
    async (round) => {
      const { room, backup, drawerId } = await unlocked(drawerProcess, good, byCode(made.testing))
      ids.push(drawerId)
      const { first } = made.testing.create
      const restored = async () => {
        await backup.unpack(join(home.path, 'restoring', `${gonePid}-${pretend(round)}`))
        await throughout(() => backup.more())
        const folder = join(home.path, 'drawers', drawerId)
        await backup.restore({ folder, personName: '架空', trust: made.pki.trust, first, at })
      }
      return { room, ended: codeOf(restored()) }
    },
    check,
  )
  expect(outcomes).toContain('whole')
})

/** In the form of a random id. */
const pretend = (round: number): string => `00000000-0000-4000-8000-${String(round).padStart(12, '0')}`
