// Running one suite of tests in its surroundings, and reading how many of its tests passed and failed.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { checkout } from './places.mjs'
import { SetupFailure, say } from './say.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly (readonly string[])[]} commands run one after the other; all must succeed
 * @property {{ kind: 'vitest' | 'playwright', file: string }} [report] where the last command writes its counts;
 *   without one the suite counts as one test
 * @property {boolean} [devices] whether it uses readers, keychain or display, which only one suite can at a time
 * @property {(work: (env: NodeJS.ProcessEnv) => Promise<Counts>) => Promise<Counts>} within its surroundings
 * @property {number} [limitMs]
 */

const usualLimitMs = 20 * 60_000
const lastWordsMs = 2000
let interrupted = false

/** Whether somebody wants the whole run to end. */
export const wasInterrupted = () => interrupted

/**
 * Runs a suite whatever happens: surroundings that cannot be made and programs that crash count as one failed test.
 *
 * @param {Suite} suite
 * @param {(line: string) => void} [tell]
 * @returns {Promise<Counts>}
 */
export async function runSuite(suite, tell = say) {
  tell(`--- ${suite.name}`)
  const { report } = suite
  try {
    if (report !== undefined) {
      rmSync(report.file, { force: true })
      mkdirSync(dirname(report.file), { recursive: true })
    }
    return await suite.within(async (env) => {
      let ended = true
      for (const command of suite.commands) {
        ended = (await runToEnd(command, env, suite.limitMs ?? usualLimitMs, tell)) && ended
      }
      return report === undefined ? oneTest(ended) : count(report, ended)
    })
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error
    tell(`${suite.name} could not run: ${error.message}`)
    tell(`  what to do: ${error.remedy}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/**
 * Runs suites that wait for cards, windows and clocks beside those that keep every core busy: two rows, each one suite
 * after the other in the given order.
 *
 * @param {readonly Suite[]} suites
 * @returns {Promise<{ name: string, counts: Counts }[]>} in the given order; suites not begun when somebody ended the run
 *   are left out
 */
export async function runSuites(suites) {
  /** @type {Map<Suite, Counts>} */
  const ended = new Map()
  const inOrder = async (/** @type {readonly Suite[]} */ row) => {
    for (const suite of row) {
      if (wasInterrupted()) return
      ended.set(suite, await runSuite(suite, (line) => console.log(`${suite.name.padEnd(9)} ${line}`)))
    }
  }
  await Promise.all([
    inOrder(suites.filter(({ devices }) => !devices)),
    inOrder(suites.filter(({ devices }) => devices)),
  ])
  return suites.flatMap((suite) => {
    const counts = ended.get(suite)
    return counts === undefined ? [] : [{ name: suite.name, counts }]
  })
}

/**
 * @param {boolean} ended
 * @returns {Counts}
 */
function oneTest(ended) {
  return { passed: ended ? 1 : 0, failed: ended ? 0 : 1, skipped: 0 }
}

/**
 * The counts of a report. No report, no test in it, or an end that the report does not explain: one more failed.
 *
 * @param {{ kind: 'vitest' | 'playwright', file: string }} report
 * @param {boolean} ended whether the program ended with status 0
 * @returns {Counts}
 */
export function count(report, ended) {
  const counts = readReport(report)
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const unexplained = (!ended && counts.failed === 0) || counts.passed + counts.failed === 0
  return unexplained ? { ...counts, failed: counts.failed + 1 } : counts
}

/**
 * @param {{ kind: 'vitest' | 'playwright', file: string }} report
 * @returns {Counts | undefined}
 */
function readReport({ kind, file }) {
  if (!existsSync(file)) return undefined
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    const [passed, failed, skipped] =
      kind === 'vitest'
        ? [
            report.numPassedTests,
            report.numFailedTests + filesThatDidNotRun(report),
            report.numPendingTests + report.numTodoTests,
          ]
        : [report.stats.expected + report.stats.flaky, report.stats.unexpected, report.stats.skipped]
    return [passed, failed, skipped].every(Number.isInteger) ? { passed, failed, skipped } : undefined
  } catch {
    return undefined
  }
}

/**
 * Vitest counts tests; a file that could not even be loaded has none.
 *
 * @param {{ testResults: readonly { status: string, assertionResults: readonly unknown[] }[] }} report
 */
function filesThatDidNotRun({ testResults }) {
  return testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .length
}

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @param {number} limitMs
 * @param {(line: string) => void} tell what it prints, too: another suite may be printing at the same time
 * @returns {Promise<boolean>} whether it ended with status 0
 */
function runToEnd([program = 'false', ...args], env, limitMs, tell) {
  return new Promise((done) => {
    // A process group of its own, so that a suite that hangs can be ended with all that it started.
    const child = spawn(program, args, { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', tell)
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal)
      } catch {
        // It has ended meanwhile.
      }
    }
    // What surrounds the suite is taken down in order; the caller then looks at wasInterrupted().
    const stop = () => {
      interrupted = true
      end('SIGKILL')
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    const limit = setTimeout(() => {
      tell(`ended: it took longer than ${limitMs / 60_000} minutes`)
      end('SIGKILL')
    }, limitMs)
    const rest = (/** @type {boolean} */ answer) => {
      clearTimeout(limit)
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      done(answer)
    }
    child.on('error', (error) => {
      tell(error.message)
      rest(false)
    })
    // What it started and left behind may hold its output open for ever.
    child.on('exit', (code) => {
      const patience = setTimeout(() => child.stdout.destroy() && child.stderr.destroy(), lastWordsMs)
      child.on('close', () => {
        clearTimeout(patience)
        rest(code === 0)
      })
    })
  })
}

/**
 * @param {readonly { name: string, counts: Counts }[]} results
 * @returns {string[]} one line a suite, then the line that counts
 */
export function summary(results) {
  const width = Math.max(...results.map(({ name }) => name.length))
  const total = { passed: 0, failed: 0 }
  const lines = results.map(({ name, counts }) => {
    total.passed += counts.passed
    total.failed += counts.failed
    const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`
    return `${name.padEnd(width)}  ${counts.passed} passed, ${counts.failed} failed${skipped}`
  })
  return [...lines, `${total.passed} passed, ${total.failed} failed`]
}
