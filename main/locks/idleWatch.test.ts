// Counting idle time on a clock of the test's own.
import { beforeEach, expect, it } from 'vitest'
import { type Clock, type IdleWatch, watchIdle } from './idleWatch.ts'

/** A clock that goes on only when told. */
function handClock(): Clock & { forward(ms: number): void } {
  let now = 0
  let nextId = 0
  const waiting = new Map<number, { at: number; call: () => void }>()
  return {
    now: () => now,
    after(ms, call) {
      const id = nextId++
      waiting.set(id, { at: now + ms, call })
      return () => waiting.delete(id)
    },
    forward(ms) {
      const until = now + ms
      for (;;) {
        const due = [...waiting].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0]
        if (due === undefined) break
        waiting.delete(due[0])
        now = due[1].at
        due[1].call()
      }
      now = until
    },
  }
}

const minute = 60_000
let clock: ReturnType<typeof handClock>
let news: (number | undefined | 'idle')[]
let elsewhere: number | undefined
let working: boolean
let watch: IdleWatch
beforeEach(() => {
  clock = handClock()
  news = []
  elsewhere = undefined
  working = false
  watch = watchIdle({
    clock,
    limit: 5 * minute,
    warning: 30_000,
    elsewhere: () => elsewhere,
    working: () => working,
    warn: (left) => news.push(left),
    idle: () => news.push('idle'),
  })
})

it('warns half a minute before, counts down each second, and tells once', () => {
  clock.forward(5 * minute - 30_001)
  expect(news).toEqual([])
  clock.forward(1)
  expect(news).toEqual([30_000])
  clock.forward(2_000)
  expect(news).toEqual([30_000, 29_000, 28_000])
  clock.forward(28_000)
  expect(news.at(-1)).toBe('idle')
  expect(news).toHaveLength(31)
  clock.forward(10 * minute)
  expect(news).toHaveLength(31)
})

it('begins anew with every hand, and takes the warning back', () => {
  clock.forward(4 * minute)
  watch.touched()
  clock.forward(4 * minute + 29_999)
  expect(news).toEqual([])
  clock.forward(1_001)
  expect(news).toEqual([30_000, 29_000])
  watch.touched()
  expect(news.at(-1)).toBeUndefined()
  clock.forward(4 * minute + 29_999)
  expect(news).toHaveLength(3)
  clock.forward(30_001)
  expect(news.at(-1)).toBe('idle')
})

it('counts a hand that was seen elsewhere, also while it warns', () => {
  clock.forward(4 * minute)
  elsewhere = 1_000
  clock.forward(minute)
  // At 4:30 it was told of a hand at 4:29.
  expect(news).toEqual([])
  elsewhere = undefined
  clock.forward(3 * minute + 59_000)
  expect(news[0]).toBe(30_000)
  elsewhere = 0
  clock.forward(1_000)
  expect(news.at(-1)).toBeUndefined()
})

it('does not count the time of work that goes on by itself, and the whole time after it', () => {
  working = true
  clock.forward(60 * minute)
  expect(news).toEqual([])
  working = false
  clock.forward(10 * minute)
  expect(news.at(-1)).toBe('idle')
})

it('is silent once it was ended', () => {
  clock.forward(4 * minute + 31_000)
  watch.end()
  expect(news.at(-1)).toBeUndefined()
  const before = news.length
  clock.forward(60 * minute)
  expect(news).toHaveLength(before)
})
