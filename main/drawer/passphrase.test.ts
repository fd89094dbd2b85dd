import { expect, test } from 'vitest'
import { generatePassphrase, leastGuessesLog10, passphraseStrength, wordChoices } from './passphrase.ts'
import { passphraseBytes } from './passphraseBytes.ts'

const bytesOf = (text: string) => Buffer.from(passphraseBytes(new TextEncoder().encode(text))).toString('utf8')

test('six romanised words, with their kana, from a list that gives more than 64 bits', () => {
  const { text, kana } = generatePassphrase()
  expect(text).toMatch(/^[a-z]{4,}( [a-z]{4,}){5}$/)
  expect(kana.split(' ')).toHaveLength(6)
  expect(kana).toMatch(/^[ぁ-ゖー ]+$/)
  expect(6 * Math.log2(wordChoices())).toBeGreaterThan(64)
  expect(generatePassphrase().text).not.toBe(text)
})

test('what is generated is always strong enough', () => {
  for (let round = 0; round < 50; round++) {
    const { text } = generatePassphrase()
    expect({ text, ...passphraseStrength(text) }).toMatchObject({ strong: true, advice: [] })
  }
})

test.each([
  ['password', 'common'],
  ['qwertyuiop', 'keyboard'],
  ['abcdefghijklmnop', 'sequences'],
  ['さくらさくら', 'repeats'],
  ['19850412', 'dates'],
  ['hanako1985', 'names'],
  ['tanaka hanako', 'names'],
  ['tefuda', 'names'],
  ['short', 'longer'],
  ['', 'longer'],
])('%s is refused, with a reason', (text, reason) => {
  const { strong, guessesLog10, advice } = passphraseStrength(text, ['田中 花子', 'tanaka hanako'])
  expect(strong).toBe(false)
  expect(guessesLog10).toBeLessThan(leastGuessesLog10)
  expect(advice).toContain('useWords')
  expect([...advice, 'keyboard']).toContain(reason)
})

test('kana are judged as they sound: a name in kana is still the name', () => {
  expect(passphraseStrength('たなかはなこ', ['たなか はなこ']).strong).toBe(false)
})

test('a long passphrase in Japanese is strong', () => {
  expect(passphraseStrength('つくえのしたにさかながごひきおよいでいる').strong).toBe(true)
})

test('a very long text is judged within the time limit of a test', () => {
  expect(passphraseStrength('あいうえお かきくけこ '.repeat(2000)).guessesLog10).toBeGreaterThan(0)
})

test('the same bytes whatever the keyboard did to width, composition and space', () => {
  expect(bytesOf('ｓａｋａｎａ　 tsukue ')).toBe('sakana tsukue')
  expect(bytesOf('が')).toBe(bytesOf('が'))
})
