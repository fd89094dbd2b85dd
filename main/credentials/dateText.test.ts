import { expect, test } from 'vitest'
import { dateText, dayOfText } from './dateText.ts'

test.each(['1926-12-25', '1989-01-07', '1989-01-08', '2000-02-29', '2019-05-01', '2026-11-03'])(
  '%s is found again in what is written of it',
  (day) => {
    expect(dayOfText(dateText(day)?.ja ?? '')).toBe(day)
  },
)

test.each(['', '平成元年', '2026-11-03', '令和8年11月3日', '（2026年11月）'])('%j names no day', (text) => {
  expect(dayOfText(text)).toBeUndefined()
})
