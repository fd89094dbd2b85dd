// What does not fit yet, said at its place; and what is sent of a form.
import { expect, test } from 'vitest'
import type { FormContent } from '../../preload/shapes/applications.ts'
import type { FormField } from '../../preload/shapes/drafts.ts'
import { checkForm } from './checkForm.ts'
import { checkWords } from './checkWords.ts'
import { sentForm } from './content.ts'
import { holdsNumber } from './numbers.ts'
import { fieldAt, leavesOf, valueAt, withValue } from './places.ts'

const text = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  title: name.toUpperCase(),
  required: true,
  kind: 'text',
  ...more,
})
const fields: FormField[] = [
  text('name', { minLength: 2, maxLength: 4 }),
  text('phone', { pattern: '^0\\d{1,4}-\\d{4}$' }),
  text('born', { kind: 'date' }),
  text('count', { kind: 'number', minimum: 1, maximum: 3 }),
  text('kind', { kind: 'choice', choices: [{ value: 'a', label: 'あ' }] }),
  text('sure', { kind: 'yesNo', onlyYes: true }),
  text('people', {
    kind: 'list',
    minItems: 1,
    maxItems: 2,
    item: text('', { kind: 'group', members: [text('name'), text('note', { required: false })] }),
  }),
  text('doctor', { kind: 'group', required: false, members: [text('clinic')] }),
]
const good: FormContent = {
  name: '練習',
  phone: '090-0000',
  born: '2020-02-29',
  count: 2,
  kind: 'a',
  sure: true,
  people: [{ name: '一' }],
}
const faults = (form: FormContent) => checkForm(fields, form, 'en').map(({ pointer }) => pointer)
const { ja, en } = checkWords

test('a whole form has no fault, and an empty one has one for all that is required', () => {
  expect(faults(good)).toEqual([])
  expect(faults({})).toEqual(
    ['name', 'phone', 'born', 'count', 'kind', 'sure', 'people'].map((name) => `/form/${name}`),
  )
})

test.each<[string, FormContent, string, string]>([
  ['too short', { name: '一' }, '/form/name', en.tooShort(2)],
  ['too long, counted in characters', { name: '𠮷𠮷𠮷𠮷𠮷' }, '/form/name', en.tooLong(4)],
  ['another writing', { phone: '0900000' }, '/form/phone', en.pattern],
  ['a day that is none', { born: '2021-02-29' }, '/form/born', en.noDay],
  ['no whole number', { count: 'two' }, '/form/count', en.noNumber],
  ['a number too small', { count: 0 }, '/form/count', en.atLeast(1)],
  ['a number too large', { count: 4 }, '/form/count', en.atMost(3)],
  ['no choice of it', { kind: 'b' }, '/form/kind', en.unfit],
  ['a no where only yes is taken', { sure: false }, '/form/sure', en.onlyYes],
  ['text in place of a yes', { sure: 'true' }, '/form/sure', en.unfit],
  ['too many', { people: [{ name: '一' }, { name: '二' }, { name: '三' }] }, '/form/people', en.tooMany(2)],
  ['one of them without a name', { people: [{ name: '一' }, {}] }, '/form/people/1/name', en.missing],
  ['half a group', { doctor: { clinic: '', other: 'x' } }, '/form/doctor/clinic', en.missing],
  ['nothing chosen', { kind: '' }, '/form/kind', en.choose],
  ['no day', { born: '' }, '/form/born', en.noDay],
  ['a list in place of a text', { name: ['一'] }, '/form/name', en.unfit],
])('%s', (_, over, pointer, message) => {
  expect(checkForm(fields, { ...good, ...over }, 'en')).toEqual([{ pointer, message }])
})

test('says it in either language', () => {
  expect(checkForm(fields, { ...good, name: '' }, 'ja')).toEqual([{ pointer: '/form/name', message: ja.missing }])
})

test('what is sent has the members of the form, and nothing empty', () => {
  const form = { ...good, more: 1, doctor: { clinic: '' }, people: [{ name: '一', note: '', age: 3 }] }
  expect(sentForm(fields, form)).toEqual(good)
})

test('a member that every object inherits is none that was filled in', () => {
  const strange = [text('constructor'), text('toString', { required: false })]
  expect(checkForm(strange, {}, 'en')).toEqual([{ pointer: '/form/constructor', message: en.missing }])
  expect(sentForm(strange, {})).toEqual({})
})

test('places are found, filled in order, and nowhere else', () => {
  expect(leavesOf(fields, good).find(({ pointer }) => pointer === '/people/0/name')).toMatchObject({
    label: ['PEOPLE 1', 'NAME'],
    value: '一',
  })
  expect(leavesOf(fields, {}, true).map(({ pointer }) => pointer)).toContain('/people/0/name')
  const filled = withValue({}, '/people/0/name', '二')
  expect(filled).toEqual({ people: [{ name: '二' }] })
  expect(withValue(filled, '/people/2/name', '三')).toEqual(filled)
  expect(withValue({ name: 'x' }, '/name/0', 'y')).toEqual({ name: 'x' })
  expect(valueAt(filled, '/people/0/name')).toBe('二')
  expect(valueAt(filled, '/people/length')).toBeUndefined()
  expect(fieldAt(fields, '/people/7/note')?.title).toBe('NOTE')
  expect(fieldAt(fields, '/people')).toBeUndefined()
  expect(fieldAt(fields, '/constructor')).toBeUndefined()
})

test.each<[FormContent, boolean]>([
  [{ a: '番号は 1234 5678 9018 です' }, true],
  [{ a: { b: ['１２３４５６７８９０１８'] } }, true],
  [{ a: '1234-5678-9018' }, true],
  [{ a: '123456789010' }, false],
  [{ a: '1234567890181' }, false],
  [{ a: '090-0000-0000' }, false],
  [{ a: 123456789018 }, true],
])('%j', (form, holds) => {
  expect(holdsNumber(form)).toBe(holds)
})
