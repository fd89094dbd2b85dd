import { describe, expect, it } from 'vitest'
import { WalletError } from '../../failure.ts'
import { readValue } from './readValue.ts'
import { type PdfValue, rawOf } from './value.ts'

const read = (text: string): PdfValue => readValue({ bytes: Buffer.from(text, 'latin1'), at: 0 })
const textIn = (text: string): string => {
  const value = read(text)
  return value.kind === 'string' ? Buffer.from(value.bytes).toString('latin1') : value.kind
}

describe('values (ISO 32000-1 7.3)', () => {
  it.each([
    ['0', 0],
    ['+17', 17],
    ['-98', -98],
    ['34.5', 34.5],
    ['-.002', -0.002],
    ['4.', 4],
    ['00012', 12],
    ['99999999999', 99999999999],
  ])('number %s', (text, value) => expect(read(text)).toMatchObject({ kind: 'number', value }))

  it.each([
    ['(plain)', 'plain'],
    ['(a (nested) one)', 'a (nested) one'],
    ['(\\n\\r\\t\\b\\f\\(\\)\\\\)', '\n\r\t\b\f()\\'],
    ['(\\053\\53\\0053)', '++\u00053'],
    ['(two \\\nlines)', 'two lines'],
    ['(line\r\nend\rs)', 'line\nend\ns'],
    ['(\\q)', 'q'],
    ['()', ''],
    ['<48656C6C6F>', 'Hello'],
    ['<48 65\n6c6C 6f>', 'Hello'],
    ['<901FA>', '\u0090\u001f\u00a0'],
    ['<>', ''],
  ])('string %s', (text, value) => expect(textIn(text)).toBe(value))

  it.each([
    ['/Name1', 'Name1'],
    ['/A;Name_With-Various***Characters?', 'A;Name_With-Various***Characters?'],
    ['/Lime#20Green', 'Lime Green'],
    ['/', ''],
  ])('name %s', (text, value) => expect(read(text)).toMatchObject({ kind: 'name', value }))

  it('dictionaries, arrays, references, and what stands between', () => {
    const value = read('<< /A 1 0 R /B [1 0 2 0 R true null] % a comment\n/C<</D/E>>>>')
    expect(value).toMatchObject({ kind: 'dictionary', repeated: [] })
    if (value.kind !== 'dictionary') return
    expect(value.entries.get('A')).toMatchObject({ kind: 'reference', number: 1, generation: 0 })
    const list = value.entries.get('B')
    expect(list?.kind === 'array' && list.items.map(({ kind }) => kind)).toEqual([
      'number',
      'number',
      'reference',
      'boolean',
      'null',
    ])
    const inner = value.entries.get('C')
    expect(inner && Buffer.from(rawOf(inner)).toString()).toBe('<</D/E>>')
  })

  it('a key that stands there twice is remembered', () => {
    expect(read('<< /A 1 /B 2 /A 3 >>')).toMatchObject({ repeated: ['A'] })
  })

  it.each([
    '',
    'nul',
    '--1',
    '1.2.3',
    '(open',
    '<4G>',
    '<48',
    '[1 2',
    '<< /A >>',
    '<< 1 2 >>',
    '<< /A 1',
    '/A#2',
    ']',
    'R',
  ])('is no value: %s', (text) => {
    expect(() => read(text)).toThrow(WalletError)
  })
})
