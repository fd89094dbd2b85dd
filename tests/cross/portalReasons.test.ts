// Whatever the practice portal may say no for has a sentence of ours in both languages.
import { describe, expect, it } from 'vitest'
import { problemCodes } from '../../practice/portal/problem.ts'
import * as en from '../../preload/text/failures/portalReasons.en.ts'
import * as ja from '../../preload/text/failures/portalReasons.ja.ts'
import { failureText } from '../../preload/text/failureText.ts'

const refused = (reason: string, language: 'ja' | 'en', more: { title?: string; retryAfter?: number } = {}) =>
  failureText({ code: 'portal.refused', reason, ...more }, language)

describe('a portal that says no', () => {
  it('is understood: every code of the practice portal, and both languages the same ones', () => {
    expect(problemCodes.filter((code) => !Object.hasOwn(ja.portalReasons, code))).toEqual([])
    expect(Object.keys(en.portalReasons)).toEqual(Object.keys(ja.portalReasons))
    for (const [code, [, remedy]] of Object.entries(ja.portalReasons)) expect(en.portalReasons[code]?.[1]).toBe(remedy)
  })

  it('that nobody set up yet names some of its slots, and how many more', () => {
    const told = (missing: string[]) => failureText({ code: 'portal.notConfigured', missing }, 'en').what
    expect(told(['origin'])).toContain('(origin).')
    expect(told(['a', 'b', 'c', 'd', 'e'])).toContain('(a, b, c and 2 more).')
  })

  it('is quoted where its code is not known, also one that every object has', () => {
    for (const reason of ['of_their_own', 'constructor']) {
      expect(refused(reason, 'en').what).toBe(`The portal’s reason: ${reason}`)
      expect(refused(reason, 'ja', { title: '休みです' }).what).toContain('休みです')
    }
  })

  it.each([
    [30, '30 seconds', '30{秒|びょう}'],
    [1800, '30 minutes', '30{分|ぷん}'],
    [7200, '2 hours', '2{時間|じかん}'],
  ])('tells how long it asks to wait: %i', (retryAfter, inEnglish, inJapanese) => {
    expect(refused('maintenance', 'en', { retryAfter }).what).toContain(inEnglish)
    expect(refused('maintenance', 'ja', { retryAfter }).what).toContain(inJapanese)
    expect(refused('maintenance', 'en', { retryAfter }).remedy).toContain('What you have typed stays')
  })
})
