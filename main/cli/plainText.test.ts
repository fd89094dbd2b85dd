import { expect, it } from 'vitest'
import { plainText } from './plainText.ts'

it('takes out what moves a terminal, and leaves words, lines and columns', () => {
  expect(plainText('却下\u001b[2K\u001b]0;title\u0007 \u009b31m\r上書き\u007f')).toBe('却下�[2K�]0;title� �31m�上書き�')
  expect(plainText('窓口\u202e悪\u2066')).toBe('窓口悪')
  expect(plainText('受付番号\t1\n練習　太郎 – ✓ 𠮷')).toBe('受付番号\t1\n練習　太郎 – ✓ 𠮷')
})
