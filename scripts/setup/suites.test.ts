import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SetupFailure } from './say.mjs'
import { runSuite, runSuites, type Suite, summary } from './suites.mjs'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-suites-'))
  file = join(folder, 'report.json')
  lines = []
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

let lines: string[] = []
const told = (line: string) => lines.push(line)
const within: Suite['within'] = (work) => work(process.env)
const node = (words: string) => [process.execPath, '-e', words]

/** A program that writes this report and ends with that status. */
function writing(report: unknown, status: number): string[] {
  const text = JSON.stringify(JSON.stringify(report))
  return node(`require('fs').writeFileSync(${JSON.stringify(file)}, ${text}); process.exit(${status})`)
}

const vitest = (passed: number, failed: number, testResults: unknown[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
})

const runReporting = (kind: 'vitest' | 'playwright', command: string[], limitMs = 20_000) =>
  runSuite({ name: 'sample', commands: [command], report: { kind, file }, within, limitMs }, told)

describe('the counts of a suite', () => {
  test('are those of its report', async () => {
    expect(await runReporting('vitest', writing(vitest(7, 2), 1))).toEqual({ passed: 7, failed: 2, skipped: 0 })
    const stats = { expected: 3, flaky: 1, unexpected: 1, skipped: 2 }
    expect(await runReporting('playwright', writing({ stats }, 1))).toEqual({ passed: 4, failed: 1, skipped: 2 })
  })

  test('have one more failed for each file in which no test could run', async () => {
    const broken = { status: 'failed', assertionResults: [] }
    const fine = { status: 'failed', assertionResults: [{ status: 'failed' }] }
    const report = vitest(4, 1, [broken, fine, broken])
    expect(await runReporting('vitest', writing(report, 1))).toEqual({ passed: 4, failed: 3, skipped: 0 })
  })

  test('have one failed when it ends badly though all its tests passed', async () => {
    expect(await runReporting('vitest', writing(vitest(5, 0), 1))).toEqual({ passed: 5, failed: 1, skipped: 0 })
  })

  test('have one failed when it ran no test at all', async () => {
    expect(await runReporting('vitest', writing(vitest(0, 0), 0))).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('have one failed when it crashes, whatever an earlier run has left behind', async () => {
    writeFileSync(file, JSON.stringify(vitest(100, 0)))
    const crashed = await runReporting('vitest', node('process.kill(process.pid, "SIGKILL")'))
    expect(crashed).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('have one failed when its report cannot be read', async () => {
    expect(await runReporting('vitest', writing('half a rep', 0))).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(await runReporting('playwright', writing({ stats: {} }, 0))).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('have one failed when it hangs, and what it started is ended with it', async () => {
    const pidFile = join(folder, 'pid')
    const words = `
      const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
      require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid))
      setInterval(() => {}, 1000)`
    expect(await runReporting('vitest', node(words), 1500)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(lines).toContain('ended: it took longer than 0.025 minutes')
    const pid = readFileSync(pidFile, 'utf8')
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
  })

  test('have one failed when its program is not there', async () => {
    expect(await runReporting('vitest', [join(folder, 'nothing')])).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('have one failed when its surroundings cannot be made', async () => {
    const suite: Suite = {
      name: 'sample',
      commands: [node('')],
      within: () => Promise.reject(new SetupFailure('a reader', 'there is none', 'get one')),
    }
    expect(await runSuite(suite, told)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('without a report are one test of all its commands, which all run', async () => {
    const mark = join(folder, 'ran')
    const commands = [node('process.exit(1)'), node(`require('fs').writeFileSync(${JSON.stringify(mark)}, 'yes')`)]
    expect(await runSuite({ name: 'types', commands, within }, told)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(readFileSync(mark, 'utf8')).toBe('yes')
    expect(await runSuite({ name: 'lint', commands: [node('')], within }, told)).toEqual({
      passed: 1,
      failed: 0,
      skipped: 0,
    })
  })
})

describe('several suites', () => {
  test('those that share devices run one after the other, beside those that do not', async () => {
    const events: string[] = []
    const meeting = Promise.withResolvers<void>()
    const suite = (name: string, devices: boolean, work: () => Promise<void>): Suite => ({
      name,
      devices,
      commands: [],
      within: async () => {
        events.push(`${name} begins`)
        await work()
        events.push(`${name} ends`)
        return { passed: 1, failed: 0, skipped: 0 }
      },
    })
    const results = await runSuites([
      // Ends only when one of the other row runs meanwhile.
      suite('unit', false, () => meeting.promise),
      suite('screens', false, async () => undefined),
      suite('pcsc', true, async () => undefined),
      suite('program', true, async () => meeting.resolve()),
    ])
    expect(results.map(({ name }) => name)).toEqual(['unit', 'screens', 'pcsc', 'program'])
    const order = (name: string) => events.filter((event) => event.startsWith(name))
    expect(order('unit')).toEqual(['unit begins', 'unit ends'])
    expect(events.indexOf('pcsc ends')).toBeLessThan(events.indexOf('program begins'))
    expect(events.indexOf('unit ends')).toBeLessThan(events.indexOf('screens begins'))
    expect(events.indexOf('program begins')).toBeLessThan(events.indexOf('unit ends'))
  })

  test('what a suite prints is told line by line, and what it left behind does not hold the run', async () => {
    const words = `
      console.log('one\\ntwo')
      require('child_process').spawn('sleep', ['10'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true }).unref()
      console.error('three')`
    const began = performance.now()
    expect(await runSuite({ name: 'sample', commands: [node(words)], within }, told)).toMatchObject({ passed: 1 })
    expect(lines.toSorted()).toEqual(['--- sample', 'one', 'three', 'two'])
    expect(performance.now() - began).toBeLessThan(30_000)
  })
})

test('the last line counts the tests of all suites together', () => {
  const lines = summary([
    { name: 'types', counts: { passed: 1, failed: 0, skipped: 0 } },
    { name: 'screens', counts: { passed: 30, failed: 2, skipped: 1 } },
  ])
  expect(lines).toEqual([
    'types    1 passed, 0 failed',
    'screens  30 passed, 2 failed, 1 skipped',
    '31 passed, 2 failed',
  ])
})

/** Neither gone nor waiting for its parent to notice that it is gone. */
function isRunning(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
