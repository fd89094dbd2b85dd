import { describe, expect, it } from 'vitest'
import type { ReadersState } from '../ports.ts'
import { insertionCounter } from './pcscState.ts'

const present = 0x20
const empty = 0x10
const reader = (events: number, flags: number) => ({
  name: 'one',
  state: events * 65_536 + flags,
  atr: Buffer.of(0x3b),
})
const insertionIn = (state: ReadersState): number | undefined =>
  state.service === 'up' ? state.readers[0]?.card?.insertion : undefined

describe('insertions told from PC/SC states', () => {
  it('count a card once, however often it is looked at and whoever uses it', () => {
    const fold = insertionCounter()
    expect(insertionIn(fold([reader(1, present)]))).toBe(1)
    // SCARD_STATE_INUSE and SCARD_STATE_EXCLUSIVE come and go with its users.
    expect(insertionIn(fold([reader(1, present | 0x180)]))).toBe(1)
  })

  it('tell a card that was taken out and put in between two looks', () => {
    const fold = insertionCounter()
    fold([reader(1, present)])
    expect(insertionIn(fold([reader(3, present)]))).toBe(2)
  })

  it('go on counting over an empty reader, a missing one and a service that stopped', () => {
    const fold = insertionCounter()
    fold([reader(1, present)])
    expect(insertionIn(fold([reader(2, empty)]))).toBeUndefined()
    expect(insertionIn(fold([reader(3, present)]))).toBe(2)
    expect(fold([])).toEqual({ service: 'up', readers: [] })
    expect(insertionIn(fold([reader(1, present)]))).toBe(3)
    expect(fold(undefined)).toEqual({ service: 'down' })
    // Counts of a restarted service begin anew and may be the same as before.
    expect(insertionIn(fold([reader(1, present)]))).toBe(4)
  })
})
