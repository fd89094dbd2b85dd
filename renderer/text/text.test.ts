import { expect, it } from 'vitest'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

/** Every sentence under its path; those that are made of something are made of a sample. */
function sentences(of: unknown, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]]
  if (typeof of === 'function') return [[path, String(of('見本', '見本', 2))]]
  if (typeof of !== 'object' || of === null) return []
  return Object.entries(of).flatMap(([key, inside]) => sentences(inside, `${path}.${key}`))
}

it('says something everywhere, in both languages', () => {
  expect(sentences(en).map(([path]) => path)).toEqual(sentences(ja).map(([path]) => path))
  for (const [path, sentence] of [...sentences(ja), ...sentences(en)]) {
    expect(sentence.trim(), path).not.toBe('')
    expect(sentence, path).not.toMatch(/undefined|\[object/)
  }
})

it('has readings that are whole, and none in English', () => {
  for (const [path, sentence] of sentences(ja)) expect(withoutRuby(sentence), path).not.toMatch(/[{}|]/)
  for (const [path, sentence] of sentences(en)) expect(sentence, path).not.toMatch(/[{}|]/)
})

it('reads kanji in hiragana', () => {
  for (const [path, sentence] of sentences(ja)) {
    for (const [, word, reading] of sentence.matchAll(/\{([^{}|]+)\|([^{}|]+)\}/g)) {
      expect(word, path).toMatch(/\p{Script=Han}/u)
      expect(reading, path).toMatch(/^[\p{Script=Hiragana}ー]+$/u)
    }
  }
})
