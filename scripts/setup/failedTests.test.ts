import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failedTests } from './failedTests.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tefuda-failed-'))
  file = join(folder, 'report.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const told = (kind: 'vitest' | 'playwright', report: unknown): string[] => {
  writeFileSync(file, JSON.stringify(report))
  return failedTests({ kind, file })
}
const assertion = (status: string, fullName: string) => ({
  status,
  fullName,
  failureMessages: ['\u001b[31mwrong\u001b[39m'],
})

test('of Vitest: the tests, and files that could not be loaded', () => {
  const testResults = [
    { name: 'a.test.ts', status: 'failed', assertionResults: [assertion('passed', 'one'), assertion('failed', 'two')] },
    { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    { name: 'c.test.ts', status: 'passed', assertionResults: [assertion('passed', 'three')] },
  ]
  expect(told('vitest', { testResults })).toEqual([
    'failed: a.test.ts: two\n    wrong',
    'failed: b.test.ts\n    no such module',
  ])
})

test('of Playwright: however deep they stand', () => {
  const spec = (title: string, ok: boolean) => ({
    title,
    ok,
    tests: [{ results: [{ error: { message: 'too late' } }] }],
  })
  const inner = { title: 'inner', file: 'x.spec.ts', specs: [spec('deep', false)] }
  const suites = [{ title: 'x.spec.ts', file: 'x.spec.ts', specs: [spec('fine', true)], suites: [inner] }]
  expect(told('playwright', { suites })).toEqual(['failed: x.spec.ts: deep\n    too late'])
})

test('at most twenty, and nothing of a report that cannot be read', () => {
  const assertionResults = Array.from({ length: 25 }, (_, place) => assertion('failed', String(place)))
  const report = told('vitest', { testResults: [{ name: 'a', status: 'failed', assertionResults }] })
  expect(report).toHaveLength(21)
  expect(report.at(-1)).toBe('and 5 more')
  expect(told('playwright', { half: true })).toEqual([])
  expect(failedTests({ kind: 'vitest', file: join(folder, 'none.json') })).toEqual([])
  expect(failedTests(undefined)).toEqual([])
})
