import fc from 'fast-check'
import { expect, test } from 'vitest'
import { member, parseJson, parseJsonObject } from './json.ts'

const refused = expect.objectContaining({ failure: expect.objectContaining({ code: 'credential.invalid', rule: 'X' }) })

test('any JSON reads as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      expect(parseJson(text, 'X')).toEqual(JSON.parse(text))
    }),
  )
})

test.each([
  ['a member twice', '{"a":1,"a":2}'],
  ['a member twice, once escaped', '{"a":1,"\\u0061":2}'],
  ['a member twice, deep inside', '[{"x":{"a":[{"b":1,"c":"}","b":2}]}}]'],
  ['a member twice after an array', '{"a":[1,2],"b":{},"a":0}'],
  ['nesting deeper than anybody needs', `${'['.repeat(33)}${']'.repeat(33)}`],
  ['no JSON', '{'],
])('%s is refused', (_, text) => {
  expect(() => parseJson(text, 'X')).toThrow(refused)
})

test.each(['{"a":"a","b":"{\\"a\\":1,\\"a\\":2}"}', '[{"a":1},{"a":2}]', '{"a":{"a":{"a":[]}}}', '"\\\\"'])(
  '%s is allowed',
  (text) => {
    expect(parseJson(text, 'X')).toEqual(JSON.parse(text))
  },
)

test('an object is wanted where one is wanted', () => {
  expect(() => parseJsonObject('[]', 'X')).toThrow(refused)
  expect(() => parseJsonObject('null', 'X')).toThrow(refused)
})

test('members are its own, whatever they are called', () => {
  const object = parseJsonObject('{"__proto__":{"a":1},"b":2}', 'X')
  expect(member(object, 'b')).toBe(2)
  expect(member(object, '__proto__')).toEqual({ a: 1 })
  expect(member(object, 'a')).toBeUndefined()
  expect(member(object, 'toString')).toBeUndefined()
})
