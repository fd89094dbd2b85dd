import { expect, test } from 'vitest'
import { fromBase64url, textFromBase64url, toBase64url } from './base64url.ts'

const refused = expect.objectContaining({ failure: expect.objectContaining({ code: 'credential.invalid', rule: 'X' }) })

test('bytes come back as they were, in memory of their own', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const back = fromBase64url(toBase64url(bytes), 'X')
  expect(back).toEqual(bytes)
  expect(back.buffer.byteLength).toBe(256)
})

test.each(['AA==', 'A A', 'AA+A', 'AA/A', 'A', 'AAAAA', 'é', 'AA\n'])('%j is refused', (text) => {
  expect(() => fromBase64url(text, 'X')).toThrow(refused)
})

test('text is UTF-8, also where it has the replacement character itself', () => {
  for (const text of ['練習', '\uFFFD', '\uFEFFx', '']) {
    expect(textFromBase64url(Buffer.from(text).toString('base64url'), 'X')).toBe(text)
  }
  expect(() => textFromBase64url(Buffer.from([0xc3, 0x28]).toString('base64url'), 'X')).toThrow(refused)
})
