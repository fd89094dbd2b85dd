import { expect, it } from 'vitest'
import { formatDay, formatDueDay, isPast, knownInPart } from './days.ts'

it('tells days with the year of the era in Japanese', () => {
  expect(formatDay('1980-02-17', 'ja')).toBe('1980年2月17日（昭和55年）')
  expect(formatDay('2028-05-17', 'ja')).toBe('2028年5月17日（令和10年）')
  expect(formatDay('2019-05-01', 'ja')).toBe('2019年5月1日（令和元年）')
  expect(formatDay('1980-02-17', 'en')).toBe('17 February 1980')
})

it('tells the day of the week of what is due', () => {
  expect(formatDueDay('2026-12-26', 'ja')).toBe('2026年12月26日（令和8年）土曜日')
  expect(formatDueDay('2026-12-26', 'en')).toBe('Saturday, 26 December 2026')
})

it('tells what is known of a day that is known in part', () => {
  expect(['1940-00-00', '1940-05-00'].map((day) => formatDay(day, 'ja'))).toEqual(['1940年', '1940年5月'])
  expect(['1940-00-00', '1940-05-00'].map((day) => formatDay(day, 'en'))).toEqual(['1940', 'May 1940'])
  expect([knownInPart('1940-05-00'), knownInPart('1940-05-01')]).toEqual([true, false])
})

it('counts a day to its end in Japan', () => {
  expect(isPast('2026-11-25', new Date('2026-11-25T14:59:59Z'))).toBe(false)
  expect(isPast('2026-11-25', new Date('2026-11-25T15:00:00Z'))).toBe(true)
})
