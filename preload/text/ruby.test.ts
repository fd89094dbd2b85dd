import { expect, it } from 'vitest'
import { parseRuby, withoutRuby } from './ruby.ts'

it('takes a sentence apart into stretches and words with their reading', () =>
  expect(parseRuby('{引|ひ}き{出|だ}しを開く')).toEqual([
    { text: '引', reading: 'ひ' },
    { text: 'き' },
    { text: '出', reading: 'だ' },
    { text: 'しを開く' },
  ]))

it('gives back the plain sentence', () => expect(withoutRuby('{引|ひ}き{出|だ}しを開く')).toBe('引き出しを開く'))

it('leaves braces alone that are no reading', () => {
  for (const text of ['{}', 'a{b}c', '{a|}', '{|b}', 'x|y']) expect(withoutRuby(text)).toBe(text)
})
