import { expect, test } from 'vitest'
import { scaleOf } from './chartScale.ts'

const frame = { left: 0, right: 100, top: 0, bottom: 50 }
const point = (on: string, value: number) => ({ on, value })

test('a chart has round numbers around its values, and every point lies within its frame', () => {
  for (const values of [
    [124, 136, 78],
    [5.4, 5.6],
    [171.2, 171.2],
    [0, 0],
    [-3, 3],
    [0.0001, 0.0002],
    [99_999, 123_456],
  ]) {
    const points = values.map((value, year) => point(`20${20 + year}-06-15`, value))
    const { ticks, x, y } = scaleOf(points, frame)
    expect(ticks.length).toBeGreaterThan(1)
    expect(ticks.length).toBeLessThan(10)
    for (const { on, value } of points) {
      expect(x(on)).toBeGreaterThanOrEqual(0)
      expect(x(on)).toBeLessThanOrEqual(100)
      expect(y(value)).toBeGreaterThanOrEqual(-0.001)
      expect(y(value)).toBeLessThanOrEqual(50.001)
    }
  }
  expect(scaleOf([point('2024-01-01', 124), point('2025-01-01', 136)], frame).ticks).toEqual([120, 125, 130, 135, 140])
})

test('time runs from left to right, and a single day stands in the middle', () => {
  const { x, y } = scaleOf([point('2024-01-01', 1), point('2025-01-01', 2), point('2028-01-01', 3)], frame)
  expect([x('2024-01-01'), x('2028-01-01')]).toEqual([0, 100])
  expect(x('2025-01-01')).toBeCloseTo(25, 0)
  expect(y(3)).toBeLessThan(y(1))
  expect(scaleOf([point('2024-01-01', 1)], frame).x('2024-01-01')).toBe(50)
})
