// Nothing that the doctor says is without a test in which the fault really happens. The compiler finds a code that the list
// lacks; here the tests that it names are found, run everywhere, and expect that code.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { doctorCodes } from '../../main/doctor/diagnosis.ts'
import { realFaults } from '../support/realFaults.ts'

it('names a test for each code, and no other', () => {
  expect(Object.keys(realFaults).sort()).toEqual([...doctorCodes].sort())
  expect(new Set(doctorCodes).size).toBe(doctorCodes.length)
})

it.each(doctorCodes)('%s is expected by the test that makes it happen', (code) => {
  const { file, test } = realFaults[code]
  const expected = expectationsIn(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'), test)
  expect(expected.some((expectation) => expectation.includes(`'${code}'`))).toBe(true)
})

it('takes no test that is skipped, commented out or missing, and no code that is only mentioned', () => {
  const source = (opening: string) =>
    [
      `${opening}('title', () => {`,
      `  const a = 'a.one' // 'a.two'`,
      `  expect(a).toBe(`,
      `    'a.three',`,
      '  )',
      '})',
    ].join('\n')
  expect(expectationsIn(source('it'), 'title')).toEqual([`expect(a).toBe(\n    'a.three',\n  )`])
  for (const opening of ['it.skip', 'it.todo', 'it.runIf(root)', '// it', 'describe'])
    expect(() => expectationsIn(source(opening), 'title')).toThrow('title')
  expect(() => expectationsIn(source('it'), 'titl')).toThrow('titl')
})

/**
 * The expectations of that test, one a piece. Sources are formatted: a test ends with the first line that closes it at its
 * own depth.
 */
function expectationsIn(source: string, title: string): string[] {
  const lines = source.split('\n')
  const opening = /^ *(?:it|test)(?:\.runIf\(process\.platform === 'linux'\))?\('/
  const first = lines.findIndex((line) => opening.test(line) && line.includes(`('${title}', `))
  const depth = /^ */.exec(lines[first] ?? '')?.[0] ?? ''
  const last = lines.findIndex((line, at) => at > first && line === `${depth}})`)
  if (first === -1 || last === -1) throw new Error(`no test that runs everywhere is called "${title}"`)
  const statements: string[] = []
  for (const line of lines.slice(first + 1, last).map((text) => text.replace(/(^|\s)\/\/.*$/, ''))) {
    const continues = /^ *[\])}]/.test(line) || line.search(/\S/) > (statements.at(-1)?.search(/\S/) ?? line.length)
    if (continues && statements.length > 0) statements.push(`${statements.pop()}\n${line}`)
    else statements.push(line)
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement.includes('expect('))
}
