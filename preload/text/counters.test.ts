import { expect, it } from 'vitest'
import { daysCounted, minutesCounted, peopleCounted } from './counters.ts'

it.each([
  [1, 'にち'],
  [2, 'か'],
  [10, 'か'],
  [11, 'にち'],
  [14, 'か'],
  [20, 'か'],
  [30, 'にち'],
  [60, 'にち'],
])('reads %i 日 as … %s', (count, reading) => expect(daysCounted(count)).toBe(`{日|${reading}}`))

it.each([
  [1, 'ぷん'],
  [2, 'ふん'],
  [3, 'ぷん'],
  [5, 'ふん'],
  [10, 'ぷん'],
  [15, 'ふん'],
  [30, 'ぷん'],
])('reads %i 分 as … %s', (count, reading) => expect(minutesCounted(count)).toBe(`{分|${reading}}`))

it.each([
  [1, 'り'],
  [2, 'り'],
  [3, 'にん'],
])('reads %i 人 as … %s', (count, reading) => expect(peopleCounted(count)).toBe(`{人|${reading}}`))
