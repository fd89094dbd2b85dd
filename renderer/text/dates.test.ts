import { expect, it } from 'vitest'
import { formatAge, formatDate } from './dates.ts'

const now = new Date('2026-11-23T03:00:00Z')

it.each([
  ['2026-11-23T02:59:30Z', 'たった今', 'just now'],
  ['2026-11-23T02:30:00Z', '30 分前', '30 minutes ago'],
  ['2026-11-20T03:00:00Z', '3 日前', '3 days ago'],
  ['2025-11-01T03:00:00Z', '1 年前', '1 year ago'],
])('says how long ago %s was', (instant, ja, en) => {
  expect(formatAge(instant, 'ja', now)).toBe(ja)
  expect(formatAge(instant, 'en', now)).toBe(en)
})

it('takes an instant of a clock that is ahead for now', () =>
  expect(formatAge('2026-11-24T00:00:00Z', 'ja', now)).toBe('たった今'))

it('means days in Japan', () => expect(formatDate('2026-09-22T15:00:00Z', 'ja')).toBe('2026年9月23日'))
