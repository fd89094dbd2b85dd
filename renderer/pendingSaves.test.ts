// A lock waits for what was typed, and never long.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepsTyped, typedIsKept } from './pendingSaves.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Whether it is over by now. */
function watched(work: Promise<void>): () => boolean {
  let over = false
  void work.then(() => {
    over = true
  })
  return () => over
}

it('is at once where nothing is open', async () => {
  await typedIsKept()
  expect(vi.getTimerCount()).toBe(0)
})

it('waits until every open screen has kept what was typed', async () => {
  const kept: string[] = []
  const saving = (name: string, ms: number) => async () => {
    await new Promise((done) => setTimeout(done, ms))
    kept.push(name)
  }
  const ends = [keepsTyped(saving('one', 20)), keepsTyped(saving('two', 60))]
  const over = watched(typedIsKept())
  await vi.advanceTimersByTimeAsync(50)
  expect([kept, over()]).toEqual([['one'], false])
  await vi.advanceTimersByTimeAsync(10)
  expect([kept, over()]).toEqual([['one', 'two'], true])
  for (const end of ends) end()
  await vi.advanceTimersByTimeAsync(100)
  expect(vi.getTimerCount()).toBe(0)
})

it('waits for the last save of a screen that was left, once', async () => {
  let saves = 0
  const leave = keepsTyped(async () => {
    saves += 1
    await new Promise((done) => setTimeout(done, 30))
  })
  leave()
  const over = watched(typedIsKept())
  await vi.advanceTimersByTimeAsync(20)
  expect([saves, over()]).toEqual([1, false])
  await vi.advanceTimersByTimeAsync(10)
  expect(over()).toBe(true)
  await typedIsKept()
  expect(saves).toBe(1)
})

it('is over after a moment, whatever hangs or fails', async () => {
  const ends = [keepsTyped(() => new Promise(() => undefined)), keepsTyped(() => Promise.reject(new Error('broken')))]
  const over = watched(typedIsKept())
  await vi.advanceTimersByTimeAsync(399)
  expect(over()).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(over()).toBe(true)
  for (const end of ends) end()
})
