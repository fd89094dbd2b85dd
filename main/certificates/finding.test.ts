import { expect, test } from 'vitest'
import { allHold, stated } from './finding.ts'

test('a rule that failed says so, once', () => {
  const findings = [
    { rule: 'A', ok: true, message: 'the key may sign' },
    { rule: 'B', ok: false, message: 'the key may sign' },
    { rule: 'C', ok: false, message: 'not checked: nothing was given' },
  ]
  const once = stated(findings)
  expect(once.map(({ message }) => message)).toEqual([
    'the key may sign',
    'does not hold: the key may sign',
    'not checked: nothing was given',
  ])
  expect(stated(once)).toEqual(once)
})

test('valid means that something was checked and all of it held', () => {
  expect(allHold([])).toBe(false)
  expect(allHold([{ rule: 'A', ok: true, message: '' }])).toBe(true)
  expect(
    allHold([
      { rule: 'A', ok: true, message: '' },
      { rule: 'B', ok: false, message: '' },
    ]),
  ).toBe(false)
})
