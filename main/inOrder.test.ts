import { describe, expect, it } from 'vitest'
import { inOrder } from './inOrder.ts'

describe('what crosses to the page', () => {
  it('has no letter that turns others around, wherever it stands', () => {
    const said = '正しい窓口\u202e口窓い悪\u202c \u2066x\u2069\u200f\u061c'
    const right = '正しい窓口口窓い悪 x'
    expect(
      inOrder({ ok: false, failure: { code: 'portal.refused', title: said }, list: [{ ja: said, n: 1, none: null }] }),
    ).toEqual({ ok: false, failure: { code: 'portal.refused', title: right }, list: [{ ja: right, n: 1, none: null }] })
  })

  it('is otherwise as it was', () => {
    const value = { text: '髙﨑　葛󠄀城 ｱｲｳ\n\t 𠮷野家 – Zoë', bytes: Uint8Array.of(1), gone: undefined, on: true }
    expect(inOrder(value)).toEqual(value)
    expect(inOrder(undefined)).toBeUndefined()
  })
})
