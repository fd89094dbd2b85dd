import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeOf, temporaryFolder } from '../../tests/support/drawers.ts'
import { failureOf } from '../../tests/support/stage.ts'
import { beginTry, checkTries, endTries } from './wrongTries.ts'

let folder: ReturnType<typeof temporaryFolder>
let clock: number
let uptime: number
beforeEach(() => {
  folder = temporaryFolder()
  clock = Date.UTC(2026, 10, 23)
  uptime = 1000
})
afterEach(() => folder.remove())

const clocks = { now: () => new Date(clock), uptime: () => uptime }
const pass = (seconds: number) => {
  clock += seconds * 1000
  uptime += seconds
}
const wrong = async (): Promise<number> => (await beginTry(folder.path, 'passphrase', clocks)).wrong()
const check = () => codeOf(checkTries(folder.path, clocks))
const left = async () => {
  const failure = await failureOf(checkTries(folder.path, clocks))
  return 'seconds' in failure ? failure.seconds : undefined
}

test('three are free, then each costs a longer wait, and trying early is refused without counting', async () => {
  expect([await wrong(), await wrong(), await wrong()]).toEqual([0, 0, 30])
  pass(29)
  expect(await failureOf(beginTry(folder.path, 'recovery', clocks))).toEqual({ code: 'drawer.wait', seconds: 1 })
  pass(1)
  const waits: number[] = []
  for (let more = 0; more < 7; more++) {
    const next = await wrong()
    waits.push(next)
    pass(next)
  }
  expect(waits).toEqual([90, 300, 900, 1800, 3600, 3600, 3600])
})

test('setting the clock on or back does not shorten the wait, nor does a restart of the machine', async () => {
  for (let tries = 0; tries < 3; tries++) await wrong()
  clock += 365 * 86_400_000
  expect(await left()).toBe(30)
  clock -= 2 * 365 * 86_400_000
  expect(await left()).toBe(30)
  uptime += 10
  expect(await left()).toBe(20)
  // Started anew five seconds ago.
  uptime = 5
  clock += 2 * 365 * 86_400_000
  expect(await left()).toBe(25)
  uptime = 30
  expect(await check()).toBe('no failure')
})

test('a clock that was set back does not lock anybody out for years', async () => {
  for (let tries = 0; tries < 3; tries++) await wrong()
  clock -= 10 * 365 * 86_400_000
  uptime += 30
  expect(await check()).toBe('no failure')
})

test('many at once gain nothing: each is counted before it is judged', async () => {
  const begun = await Promise.all(Array.from({ length: 10 }, () => codeOf(beginTry(folder.path, 'passphrase', clocks))))
  expect(begun.filter((code) => code === 'no failure')).toHaveLength(3)
})

test('what did not come to be judged is not counted', async () => {
  for (let tries = 0; tries < 8; tries++) await (await beginTry(folder.path, 'passphrase', clocks)).untried()
  expect(readdirSync(folder.path)).toEqual([])
  await wrong()
  await wrong()
  const third = await beginTry(folder.path, 'passphrase', clocks)
  expect(await check()).toBe('drawer.wait')
  await third.untried()
  expect(await check()).toBe('no failure')
  expect(await wrong()).toBe(30)
})

test('a right one clears, and what was tried before is told once', async () => {
  await wrong()
  pass(60)
  await (await beginTry(folder.path, 'recovery', clocks)).wrong()
  await beginTry(folder.path, 'passphrase', clocks)
  expect(await endTries(folder.path, true)).toEqual({
    wrong: 2,
    tries: [
      { at: '2026-11-23T00:00:00.000Z', by: 'passphrase' },
      { at: '2026-11-23T00:01:00.000Z', by: 'recovery' },
    ],
  })
  expect(await endTries(folder.path, false)).toEqual({ wrong: 0, tries: [] })
  expect(readdirSync(folder.path)).toEqual([])
})

test('opened by the card, all of them are told', async () => {
  await wrong()
  await wrong()
  expect((await endTries(folder.path, false)).wrong).toBe(2)
})

test('a damaged file counts as none, and the next one is written anew', async () => {
  for (let tries = 0; tries < 3; tries++) await wrong()
  for (const text of ['', '{', '{"version":2}', JSON.stringify({ version: 1, wrong: -1 })]) {
    writeFileSync(join(folder.path, 'tries.json'), text)
    expect(await check()).toBe('no failure')
  }
  expect([await wrong(), await wrong(), await wrong()]).toEqual([0, 0, 30])
})

test('a folder that is gone keeps nobody from trying', async () => {
  await wrong()
  rmSync(join(folder.path, 'tries.json'))
  expect(await wrong()).toBe(0)
})
