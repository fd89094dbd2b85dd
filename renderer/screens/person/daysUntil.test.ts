import { expect, it } from 'vitest'
import { daysUntil } from './daysUntil.ts'

it('counts days in Japan', () => {
  // 00:30 of 1 March in Japan.
  const now = new Date('2027-02-28T15:30:00Z')
  expect(daysUntil('2027-03-01', now)).toBe(0)
  expect(daysUntil('2027-03-31', now)).toBe(30)
  expect(daysUntil('2027-02-28', now)).toBe(-1)
  expect(daysUntil('2028-03-01', now)).toBe(366)
})
