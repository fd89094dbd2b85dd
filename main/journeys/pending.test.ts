import { describe, expect, it } from 'vitest'
import { refusal } from '../../tests/support/refusal.ts'
import { createPending } from './pending.ts'

function pendingAt() {
  let time = Date.parse('2026-11-23T03:00:00Z')
  return { pending: createPending<string>(() => new Date(time)), wait: (ms: number) => (time += ms) }
}

describe('what a person is being asked', () => {
  it('is answered once', async () => {
    const { pending } = pendingAt()
    const id = pending.remember('a')
    expect(pending.take(id)).toBe('a')
    expect(await refusal(() => pending.take(id))).toEqual({ code: 'pending.gone' })
  })

  it('is gone after ten minutes, also when it was put back in between', async () => {
    const { pending, wait } = pendingAt()
    const kept = pending.remember('a')
    const returned = pending.remember('b')
    wait(6 * 60_000)
    pending.putBack(returned, pending.take(returned))
    wait(4 * 60_000 - 1)
    expect(pending.take(returned)).toBe('b')
    pending.putBack(returned, 'b')
    wait(1)
    expect(await refusal(() => pending.take(kept))).toEqual({ code: 'pending.gone' })
    expect(await refusal(() => pending.take(returned))).toEqual({ code: 'pending.gone' })
  })

  it('cannot be put back unless it was taken, nor after everything was forgotten', async () => {
    const { pending } = pendingAt()
    pending.putBack('made-up', 'x')
    expect(await refusal(() => pending.take('made-up'))).toEqual({ code: 'pending.gone' })
    const id = pending.remember('a')
    pending.take(id)
    pending.clear()
    pending.putBack(id, 'a')
    expect(await refusal(() => pending.take(id))).toEqual({ code: 'pending.gone' })
  })

  it('keeps the newest of many', async () => {
    const { pending } = pendingAt()
    const ids = Array.from({ length: 40 }, (_, index) => pending.remember(String(index)))
    expect(await refusal(() => pending.take(ids[7] ?? ''))).toEqual({ code: 'pending.gone' })
    expect(pending.take(ids[8] ?? '')).toBe('8')
    expect(pending.take(ids[39] ?? '')).toBe('39')
  })
})
