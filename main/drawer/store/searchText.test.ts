import { expect, test } from 'vitest'
import { searchText, searchWords, spelledAlike } from './searchText.ts'

test.each([
  ['ﾔﾏﾀﾞ', 'ヤマダ'],
  ['やまだ', 'ヤマダ'],
  ['ＡＢＣ１２３', 'abc123'],
  ['１９９０－０１－０２', '1990-01-02'],
  ['ｶﾞｰﾄﾞ', 'ガード'],
])('%s is found as %s', (typed, found) => expect(spelledAlike(typed)).toBe(found))

test('words are parted by every kind of space, each once, and not without end', () => {
  expect(searchWords('　山田  保険　山田 ')).toEqual(['山田', '保険'])
  expect(searchWords(' \n')).toEqual([])
  expect(searchWords(Array.from({ length: 50 }, (_, index) => `w${index}`).join(' '))).toHaveLength(8)
})

test('what is shown is found; a picture is not read', () => {
  const attributes = [
    { path: ['name'], label: { ja: 'name', en: 'name' }, value: '架空　花子' },
    { path: ['copayment_rate'], label: { ja: '負担割合', en: 'Co-payment' }, value: '030' },
    { path: ['portrait'], label: { ja: '写真', en: 'Portrait' }, value: { picture: `data:image/png;base64,${pixel}` } },
  ]
  const issuer = { name: 'テスト健康保険組合', certificateSha256: '' }
  const labels = [{ path: ['name'], label: { ja: 'お名前', en: 'The name' } }]
  const text = searchText({ ja: '保険証', en: 'Insurance' }, { issuer, attributes, type: 'urn:test' }, labels)
  for (const word of ['架空花子', 'オ名前', 'thename', '3割', '30%', 'insurance', 'テスト健康保険組合'])
    expect(text).toContain(word)
  expect(text).not.toContain('base64')
})

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
