import { expect, test } from 'vitest'
import { recent } from './recent.ts'

test('the oldest is forgotten first, and reading makes it new again', () => {
  const numbers = recent<number>(2)
  numbers.write('a', 1)
  numbers.write('b', 2)
  expect(numbers.read('a')).toBe(1)
  numbers.write('c', 3)
  expect([numbers.read('a'), numbers.read('b'), numbers.read('c')]).toEqual([1, undefined, 3])
})

test('writing again replaces and does not grow', () => {
  const numbers = recent<number>(2)
  numbers.write('a', 1)
  numbers.write('b', 2)
  expect(numbers.write('a', 3)).toBe(3)
  expect([numbers.read('a'), numbers.read('b')]).toEqual([3, 2])
})
