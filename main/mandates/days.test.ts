import { expect, it } from 'vitest'
import { addDays, beginOf, comesOfAge, dayOf, daysBetween, turnsFifteen } from './days.ts'

it.each([
  ['2008-11-26', '2026-11-26'],
  // Born on 29 February: of age at the end of 28 February, so from 1 March on.
  ['2008-02-29', '2026-03-01'],
  ['2016-02-29', '2034-03-01'],
  ['2008-03-01', '2026-03-01'],
  ['2010-12-31', '2028-12-31'],
])('born on %s, of age from %s on', (birthDate, day) => {
  expect(comesOfAge(birthDate)).toBe(day)
})

it('fifteen comes three years before', () => {
  expect(turnsFifteen('2011-06-15')).toBe('2026-06-15')
  expect(turnsFifteen('2008-02-29')).toBe('2023-03-01')
})

it('days are those of Japan', () => {
  expect(dayOf('2026-11-25T14:59:59.999Z')).toBe('2026-11-25')
  expect(dayOf('2026-11-25T15:00:00.000Z')).toBe('2026-11-26')
  expect(dayOf(beginOf('2026-11-26'))).toBe('2026-11-26')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(daysBetween('2026-11-26', '2027-11-26')).toBe(365)
})
