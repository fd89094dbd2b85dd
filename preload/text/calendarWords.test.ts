import { expect, it } from 'vitest'
import { calendarWords } from './calendarWords.ts'
import { withoutRuby } from './ruby.ts'

it.each([
  [-3, '3 日前に過ぎました', '3 days ago'],
  [0, 'きょう', 'today'],
  [1, 'あと 1 日', 'in 1 day'],
  [90, 'あと 90 日', 'in 90 days'],
  [150, 'あと約 5 か月', 'in about 5 months'],
  [730, 'あと約 24 か月', 'in about 24 months'],
  [1521, 'あと約 4 年', 'in about 4 years'],
])('tells how far away a day is: %i', (days, ja, en) => {
  expect([withoutRuby(calendarWords.ja.away(days)), calendarWords.en.away(days)]).toEqual([ja, en])
})
