import { expect, test } from 'vitest'
import { newRecoveryCode, parseRecoveryCode } from './recoveryCode.ts'

const typed = (text: string) => parseRecoveryCode(new TextEncoder().encode(text))

test('a code is seven groups of four and reads back as its bytes', () => {
  const { text, bytes } = newRecoveryCode()
  expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(typed(text)).toEqual(bytes)
  expect(bytes.length * 5).toBeGreaterThanOrEqual(130)
})

test('two codes differ', () => {
  expect(newRecoveryCode().text).not.toBe(newRecoveryCode().text)
})

test('case, width, spaces, hyphens and letters that look like digits do not matter', () => {
  for (let round = 0; round < 20; round++) {
    const { text, bytes } = newRecoveryCode()
    expect(typed(text.toLowerCase())).toEqual(bytes)
    expect(typed(text.replaceAll('-', ' '))).toEqual(bytes)
    expect(typed(`  ${text.replaceAll('-', '')}\n`)).toEqual(bytes)
    expect(typed(text.replaceAll('-', 'ー').replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(bytes)
    expect(typed(text.replaceAll('0', 'O').replaceAll('1', 'I'))).toEqual(bytes)
    const wide = text.replaceAll(/[0-9A-Z-]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
    expect(typed(wide)).toEqual(bytes)
  }
})

test('every single wrong symbol and every swap of two symbols is caught', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const letters = [...newRecoveryCode().text.replaceAll('-', '')]
  const put = (changes: Record<number, string>) =>
    typed(letters.map((letter, index) => changes[index] ?? letter).join(''))
  let tried = 0
  for (const [index, letter] of letters.entries()) {
    for (const other of alphabet) {
      if (other === letter) continue
      expect(put({ [index]: other })).toBeUndefined()
      tried++
    }
    for (const [second, otherLetter] of letters.entries()) {
      if (second <= index || otherLetter === letter) continue
      expect(put({ [index]: otherLetter, [second]: letter })).toBeUndefined()
      tried++
    }
  }
  expect(tried).toBeGreaterThan(28 * 31)
})

test('too short, too long, other letters and nothing at all are no code', () => {
  const { text } = newRecoveryCode()
  for (const wrong of ['', text.slice(0, -1), `${text}0`, `U${text.slice(1)}`, '手札', 'x'.repeat(100_000)]) {
    expect(typed(wrong)).toBeUndefined()
  }
})
