import { expect, test } from 'vitest'
import { isFlatPattern } from './flatPattern.ts'
import { parseForm } from './formSchema.ts'

test.each([
  '^\\d{6}$',
  '^0\\d{1,4}-\\d{1,4}-\\d{3,4}$',
  '^[A-Z]+ [A-Z]+$',
  '^[ァ-ヶー　]+$',
  '^A?b$',
  '^$',
  '^[\\]a]\\.$',
])('%s costs little', (pattern) => {
  expect(isFlatPattern(pattern)).toBe(true)
})

test.each([
  '^(a+)+$',
  '^(a|a)*$',
  '^(?=a)b$',
  '^(.)\\1$',
  'a',
  '^a',
  'a$',
  '^a|b$',
  '^[a-z]*[a-z]*[a-z]*[a-z]*x$',
  '^\\d{1,9999}\\d{1,9999}\\d{1,9999}$',
  '^a{2}{3}$',
  '^a+?$',
  '^[z-a]$',
  '^[$',
  '^\\p{L}+$',
])('%s is left to the portal', (pattern) => {
  expect(isFlatPattern(pattern)).toBe(false)
  const schema = { type: 'object', properties: { a: { type: 'string', pattern } } }
  expect(parseForm(schema)[0]).not.toHaveProperty('pattern')
})

test('what is used is over in a moment, whatever the text', () => {
  const pattern = '^[a-z]*[a-z]*x$'
  expect(isFlatPattern(pattern)).toBe(true)
  const begun = performance.now()
  expect(new RegExp(pattern, 'u').test('a'.repeat(300))).toBe(false)
  expect(performance.now() - begun).toBeLessThan(1_000)
})
