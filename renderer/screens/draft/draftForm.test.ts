// The pure parts of a form in hand: places, what is typed, labels, and what is told where.
import { expect, it } from 'vitest'
import type { FormField, OpenDraft } from '../../../preload/shapes/drafts.ts'
import { dayHeld, dayShown, noDay } from './dayTyped.ts'
import { faultAt, toldFaults, withinForm } from './faults.ts'
import { pointerOf, valueAt, withoutItem, withValue } from './formContent.ts'
import { labelsOf } from './labels.ts'
import { placesFilled } from './placesFilled.ts'
import { rowGroups } from './rowGroups.ts'
import { asText, numberTyped, tidied } from './typed.ts'

const text = (name: string, title: string, more: Partial<FormField> = {}): FormField => ({
  name,
  title,
  required: true,
  kind: 'text',
  ...more,
})
const children: FormField = {
  name: 'children',
  title: '児童',
  required: true,
  kind: 'list',
  item: { ...text('', ''), kind: 'group', members: [text('name', '氏名'), text('birth_date', '生年月日')] },
}

it('writes a place without touching what was there', () => {
  const before = { phone: '03-0000-0000', account: { number: '1' } }
  const after = withValue(before, ['account', 'kind'], '普通')
  expect(before).toEqual({ phone: '03-0000-0000', account: { number: '1' } })
  expect(after).toEqual({ phone: '03-0000-0000', account: { number: '1', kind: '普通' } })
  expect(valueAt(after, ['account', 'kind'])).toBe('普通')
  expect(valueAt(after, ['account', 'kind', 'further'])).toBeUndefined()
})

it('makes the groups and lists that lead to a place', () => {
  expect(withValue({}, ['children', 1, 'name'], '練習 さくら')).toEqual({ children: [{}, { name: '練習 さくら' }] })
  expect(withValue({}, ['children', 1], {})).toEqual({ children: [{}, {}] })
  expect(withValue({}, ['hopes', 0], '練習保育園')).toEqual({ hopes: ['練習保育園'] })
})

it('takes an emptied group away, and keeps the places of a list', () => {
  expect(withValue({ account: { number: '1' } }, ['account', 'number'], undefined)).toEqual({})
  const list = { children: [{ name: '一' }, { name: '二' }] }
  expect(withValue(list, ['children', 0, 'name'], undefined)).toEqual({ children: [{}, { name: '二' }] })
})

it('never reaches what every object has', () => {
  expect(valueAt({}, ['__proto__'])).toBeUndefined()
  expect(valueAt({}, ['constructor', 'name'])).toBeUndefined()
  const made = withValue({}, ['__proto__', 'polluted'], true)
  expect(Object.hasOwn(made, '__proto__')).toBe(true)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

it('takes a part out of a list, or puts it elsewhere', () => {
  const form = { hopes: ['一', '二', '三'] }
  expect(withoutItem(form, ['hopes'], 1)).toEqual({ hopes: ['一', '三'] })
  expect(withoutItem(form, ['hopes'], 2, 1)).toEqual({ hopes: ['一', '三', '二'] })
  expect(withoutItem({ hopes: ['一'] }, ['hopes'], 0)).toEqual({})
  expect(withoutItem(form, ['hopes'], 7)).toBe(form)
  expect(withoutItem(form, ['none'], 0)).toBe(form)
})

it('names places as RFC 6901 does, and finds their labels again', () => {
  expect(pointerOf(['a/b', 0, 'c~d'])).toBe('/a~1b/0/c~0d')
  expect(labelsOf([children], '/children/1/name')).toEqual(['児童 2', '氏名'])
  expect(labelsOf([children], '/children')).toEqual(['児童'])
  expect(labelsOf([text('a/b', '欄')], '/a~1b')).toEqual(['欄'])
  expect(labelsOf([children], '/unknown/1')).toEqual([])
})

it('takes whole numbers as numbers and anything else as it was typed', () => {
  expect(numberTyped('２０２５')).toBe(2025)
  expect(numberTyped(' 12 ')).toBe(12)
  expect(numberTyped('-3')).toBe(-3)
  expect(numberTyped('  ')).toBeUndefined()
  for (const odd of ['1.5', '1e3', '二', '12345678901234567890']) expect(numberTyped(odd)).toBe(odd)
  expect(asText(2025)).toBe('2025')
  expect(asText({ of: 'a group' })).toBe('')
})

it('makes full-width letters plain only where the form wants plain ones', () => {
  const phone = text('phone', '電話', { pattern: '^0\\d{1,4}-\\d{1,4}-\\d{3,4}$' })
  expect(tidied(phone, '０９０ー００００−００００')).toBe('090-0000-0000')
  const roman = text('roman', 'ローマ字', { pattern: '^[A-Z]+ [A-Z]+$' })
  expect(tidied(roman, ' ｒｅｎｓｙｕ　taro ')).toBe('RENSYU TARO')
  expect(tidied(text('kana', 'カナ'), 'レンシュウ　タロウ')).toBe('レンシュウ　タロウ')
  const kana = text('kana', 'カナ', { pattern: '^[ァ-ヶー 　]+$' })
  expect(tidied(kana, 'レンシュー　タロウ')).toBe('レンシュー　タロウ')
})

const open = (faults: OpenDraft['faults'], told: OpenDraft['faults'] = []): OpenDraft => ({
  draft: {
    id: '6f1c9b0e-7b7e-4f4e-9a39-3e0f8a1f0c11',
    procedure: 'benefit',
    title: '練習生活応援給付金',
    organisation: '練習区役所',
    form: {},
    sources: {},
    attachments: [],
    told,
    begunAt: '2026-11-20T00:00:00Z',
    savedAt: '2026-11-20T00:00:00Z',
  },
  form: {
    procedure: 'benefit',
    title: '練習生活応援給付金',
    organisation: '練習区役所',
    fields: [],
    rules: [],
    signature: 'none',
    standings: [],
    asOf: '2026-11-20T00:00:00Z',
  },
  faults,
})

it('tells of a fault where somebody has been, where the portal told it, and everywhere once they ask', () => {
  const faults = [
    { pointer: '/form/phone', message: '入れてください' },
    { pointer: '/form/members', message: '登録は4人です' },
    { pointer: '/form/head', message: '入れてください' },
  ]
  const told = [{ pointer: '/form/members', message: '登録は4人です' }]
  const pointers = (left: string[], checked: boolean) =>
    toldFaults(open(faults, told), new Set(left), checked).map(({ pointer }) => pointer)
  expect(pointers([], false)).toEqual(['/form/members'])
  expect(pointers(['/phone'], false)).toEqual(['/form/phone', '/form/members'])
  expect(pointers([], true)).toHaveLength(3)
  expect(withinForm('/form')).toBe('')
  expect(withinForm('/formal/x')).toBe('/formal/x')
  const twice = [...faults, { pointer: '/form/phone', message: '短すぎます' }]
  expect(faultAt(twice, '/form/phone')).toBe('入れてください 短すぎます')
  expect(faultAt(twice, '/form/none')).toBeUndefined()
})

it('counts the places that were filled in, not those that were there', () => {
  const card = { from: 'card' as const, at: '2026-11-20T00:00:00Z' }
  const later = { ...card, at: '2026-11-21T00:00:00Z' }
  expect(placesFilled({ sources: { '/a': card } }, { sources: { '/a': card, '/b': card } })).toBe(1)
  expect(placesFilled({ sources: { '/a': card } }, { sources: { '/a': later } })).toBe(1)
  expect(placesFilled({ sources: {} }, { sources: { '/a': { from: 'typed' } } })).toBe(0)
})

it('puts what is sent together by group, in the order of the form', () => {
  const row = (pointer: string, ...label: string[]) => ({
    pointer,
    label,
    value: '値',
    source: { from: 'typed' as const },
  })
  const groups = rowGroups([
    row('/head', '世帯主の氏名'),
    row('/phone', '電話番号'),
    row('/children/0/name', '児童 1', '氏名'),
    row('/children/0/birth_date', '児童 1', '生年月日'),
    row('/consent', '確認'),
  ])
  expect(groups.map(({ title, rows }) => [title, rows.map(({ label }) => label)])).toEqual([
    [undefined, ['世帯主の氏名', '電話番号']],
    ['児童 1', ['氏名', '生年月日']],
    [undefined, ['確認']],
  ])
})

it('holds a day by the western year whatever it was counted by', () => {
  const typed = (count: 'western' | 'reiwa' | 'heisei' | 'showa' | 'taisho', year: string, month = '3', day = '4') =>
    dayHeld({ count, year, month, day })
  expect(typed('western', '2010')).toBe('2010-03-04')
  expect(typed('reiwa', '８')).toBe('2026-03-04')
  expect(typed('reiwa', '元', '5', '1')).toBe('2019-05-01')
  expect(typed('heisei', '31', '4', '30')).toBe('2019-04-30')
  expect(typed('showa', '22')).toBe('1947-03-04')
  expect(typed('taisho', '15', '12', '24')).toBe('1926-12-24')
  expect(dayHeld(noDay)).toBeUndefined()
})

it('keeps a day that is not whole as it was typed', () => {
  for (const day of [
    { count: 'showa', year: '22', month: '', day: '' },
    { count: 'western', year: '20', month: '1', day: '1' },
    { count: 'western', year: '二千', month: '3', day: 'x' },
  ] as const) {
    const held = dayHeld(day)
    expect(held).not.toMatch(/^\d{4}-/)
    expect(dayShown(held ?? '', 'western')).toEqual(day)
  }
  expect(dayShown('nonsense', 'showa')).toEqual({ ...noDay, count: 'showa' })
})

it('shows a whole day by the count that was chosen, where that count was there', () => {
  expect(dayShown('1947-03-04', 'showa')).toEqual({ count: 'showa', year: '22', month: '3', day: '4' })
  expect(dayShown('1947-03-04', 'western')).toEqual({ count: 'western', year: '1947', month: '3', day: '4' })
  expect(dayShown('1947-03-04', 'reiwa').count).toBe('western')
})
