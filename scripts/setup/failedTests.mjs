// Which tests of a report failed, and with which words: told at the end of all suites, where they are looked for.
import { existsSync, readFileSync } from 'node:fs'

const mostTold = 20
const mostWords = 600

/**
 * @param {{ kind: 'vitest' | 'playwright', file: string } | undefined} report
 * @returns {string[]} one text a test; none where the report cannot be read
 */
export function failedTests(report) {
  if (report === undefined || !existsSync(report.file)) return []
  try {
    const content = JSON.parse(readFileSync(report.file, 'utf8'))
    const failed = report.kind === 'vitest' ? ofVitest(content) : content.suites.flatMap(ofPlaywright)
    const more = failed.length - mostTold
    return more > 0 ? [...failed.slice(0, mostTold), `and ${more} more`] : failed
  } catch {
    return []
  }
}

/** @param {{ testResults: { name: string, message?: string, status: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} report */
function ofVitest({ testResults }) {
  return testResults.flatMap(({ name, message, status, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [told(name, message)]
      : assertionResults
          .filter((test) => test.status === 'failed')
          .map((test) => told(`${name}: ${test.fullName}`, test.failureMessages[0])),
  )
}

/**
 * @typedef {{ title: string, file: string, suites?: PlaywrightSuite[], specs?: { title: string, ok: boolean, tests: { results: { error?: { message?: string } }[] }[] }[] }} PlaywrightSuite
 *
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function ofPlaywright({ file, suites = [], specs = [] }) {
  return [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) =>
        told(
          `${file}: ${title}`,
          tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))[0],
        ),
      ),
    ...suites.flatMap(ofPlaywright),
  ]
}

/**
 * @param {string} name
 * @param {string | undefined} words
 */
function told(name, words = '') {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one
  const plain = words.replaceAll(/\u001b\[[\d;]*m/g, '').slice(0, mostWords)
  return `failed: ${name}\n${plain.replaceAll(/^/gm, '    ')}`
}
