// Two wallets at once on one home, and one that sleeps in the middle of a write (the PC is suspended): what they were told is
// done is there, and nobody gets into a drawer that another holds.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openDrawer } from '../../main/drawer/openDrawer.ts'
import { addPerson, newDrawerId, readHousehold } from '../../main/household/household.ts'
import { codeOf } from '../support/drawers.ts'
import { check, hear } from '../support/kills/known.ts'
import { type Runner, type Stage, setStage, startProgram, taskOf } from '../support/kills/play.ts'
import type { Kind, Said } from '../support/kills/said.ts'

let base: string
let stage: Stage
const runners: Runner[] = []
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'tefuda-together-'))
  stage = await setStage(base)
})
afterEach(async () => {
  for (const { child, ended } of runners.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** @param round makes its names unlike the others' */
async function start(kind: Kind, round: number): Promise<Runner> {
  const runner = startProgram(stage.keychain)
  runners.push(runner)
  await runner.ready
  runner.child.send({ task: taskOf(stage, kind, round) })
  await runner.first
  return runner
}
const done = ({ lines }: Runner): number => lines.filter((line) => 'done' in line).length
async function until(met: () => boolean): Promise<void> {
  while (!met()) await after(5)
}
async function end({ child, ended, lines }: Runner): Promise<readonly Said[]> {
  child.kill('SIGKILL')
  await ended
  return lines
}

test('two at once: a drawer is open in one of them', { timeout: 60_000 }, async () => {
  const one = await start('ledger', 1)
  const other = await start('credentials', 2)
  await until(() => other.lines.length > 0)
  expect(other.lines).toEqual([{ failed: 'drawer.inUse' }])
  await until(() => done(one) >= 4)
  await check(stage.home, stage.known, hear(stage.known, await end(one)))
})

test.each(['credentials', 'slots', 'backup'] as const)(
  'asleep in the middle of writing (%s): others are kept out, and afterwards it goes on',
  { timeout: 60_000 },
  async (kind) => {
    const sleeper = await start(kind, 3)
    const { folder, realm, trust, recovery } = stage.home.task
    for (let nap = 0; nap < 2; nap++) {
      const before = done(sleeper)
      await after(Math.random() * 15)
      sleeper.child.kill('SIGSTOP')
      const key = { kind: 'recovery', code: recovery.slice() } as const
      expect(await codeOf(openDrawer({ folder, realm, trust, key }))).toBe('drawer.inUse')
      sleeper.child.kill('SIGCONT')
      await until(() => done(sleeper) > before)
    }
    await check(stage.home, stage.known, hear(stage.known, await end(sleeper)))
  },
)

test('two at once, one asleep meanwhile: the list of people loses nobody', { timeout: 60_000 }, async () => {
  const { home } = stage.home.task
  const sleeper = await start('people', 1)
  const other = await start('person', 2)
  for (const name of ['架空 待一', '架空 待二', '架空 待三']) {
    await after(Math.random() * 15)
    sleeper.child.kill('SIGSTOP')
    const added = addPerson(home, stage.keychain, { name, colour: 'blue', drawerId: newDrawerId() })
    await Promise.race([added, after(100)])
    sleeper.child.kill('SIGCONT')
    await added
  }
  const before = done(sleeper)
  await until(() => done(sleeper) > before && done(other) >= 2)
  const said = [...(await end(sleeper)), ...(await end(other))]
  expect(said.some((line) => 'failed' in line)).toBe(false)
  const { people, unnamed } = await readHousehold(home, stage.keychain)
  const names = people.map(({ name }) => name)
  for (const line of said) if ('done' in line && line.done.what === 'person') expect(names).toContain(line.done.name)
  expect(names).toEqual(expect.arrayContaining(['架空 始め', '架空 待一', '架空 待二', '架空 待三']))
  expect(unnamed).toEqual([])
})
