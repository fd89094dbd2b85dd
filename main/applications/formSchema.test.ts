// From a JSON Schema to what a screen shows, and what is refused because it could not be shown whole.
import { expect, test } from 'vitest'
import { formSchema } from '../../practice/portal/procedures/formSchema.ts'
import { findOnline, searchProcedures } from '../../practice/portal/procedures/list.ts'
import type { FormField } from '../../preload/shapes/drafts.ts'
import { parseForm } from './formSchema.ts'

const online = searchProcedures({}).flatMap(({ id }) => findOnline(id) ?? [])
const object = (properties: Record<string, unknown>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
})

test('every form of the practice portal is shown, and everything in it has a name', () => {
  expect(online.length).toBeGreaterThanOrEqual(11)
  const named = (field: FormField): boolean =>
    field.title !== '' &&
    field.title !== field.name &&
    (field.members ?? []).every(named) &&
    (field.item === undefined || named(field.item))
  for (const { id, online: one } of online) {
    const fields = parseForm(formSchema(one.form))
    expect(
      fields.filter((field) => !named(field)),
      id,
    ).toEqual([])
  }
})

test('choices have their words, a confirmation takes only yes, a list its bounds', () => {
  const [reason, consent, children] = ['reason', 'consent', 'children'].map((name) =>
    parseForm(formSchema(findOnline('child-allowance')?.online.form ?? expect.unreachable())).find(
      (field) => field.name === name,
    ),
  )
  expect(reason).toMatchObject({ kind: 'choice', choices: [{ value: 'birth', label: '出生' }, {}, {}] })
  expect(consent).toMatchObject({ kind: 'yesNo', onlyYes: true, required: true })
  expect(children).toMatchObject({ kind: 'list', minItems: 1, maxItems: 8, item: { kind: 'group', title: '児童' } })
  expect(children?.item?.members?.[1]).toMatchObject({ kind: 'date', title: '生年月日' })
})

test('a choice without words shows its values, and help and length are kept', () => {
  const fields = parseForm(
    object({
      a: { type: 'string', enum: ['x', 'y'], title: 'A' },
      b: { type: 'string', maxLength: 500, title: 'B', description: 'help' },
    }),
  )
  expect(fields).toEqual([
    {
      name: 'a',
      title: 'A',
      required: false,
      kind: 'choice',
      choices: ['x', 'y'].map((value) => ({ value, label: value })),
    },
    { name: 'b', title: 'B', required: false, kind: 'longText', help: 'help', maxLength: 500 },
  ])
})

const deep = (levels: number): object => (levels === 0 ? { type: 'string' } : object({ inner: deep(levels - 1) }))
test.each([
  ['a list as the form', { type: 'array', items: { type: 'string' } }],
  ['nothing', undefined],
  ['a type that is not known', object({ a: { type: 'number' } })],
  ['no type', object({ a: {} })],
  ['a boolean schema', object({ a: true })],
  ['a reference', object({ a: { $ref: '#/$defs/x', type: 'string' } })],
  ['alternatives', object({ a: { anyOf: [{ type: 'string' }], type: 'string' } })],
  ['a condition', { ...object({ a: { type: 'string' } }), if: {}, else: {} }],
  ['a list of several things', object({ a: { type: 'array', items: { type: 'string' }, prefixItems: [] } })],
  ['a name that is a path', object({ 'a/b': { type: 'string' } })],
  ['the prototype', JSON.parse('{"type":"object","properties":{"a b":{"type":"string"}}}')],
  ['too deep', deep(8)],
  ['too many', object(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`f${at}`, { type: 'string' }])))],
  ['a title as long as a book', object({ a: { type: 'string', title: 'x'.repeat(301) } })],
])('%s is refused whole', (_, schema) => {
  expect(() => parseForm(schema)).toThrow(
    expect.objectContaining({ failure: { code: 'portal.badAnswer', detail: expect.stringMatching(/^form: /) } }),
  )
})
