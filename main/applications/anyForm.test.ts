// Whatever a portal describes as a form and whatever stands in one: an answer, or the one refusal, and never a crash.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formSchema } from '../../practice/portal/procedures/formSchema.ts'
import { findOnline, searchProcedures } from '../../practice/portal/procedures/list.ts'
import { formContent } from '../../preload/shapes/applications.ts'
import { formField } from '../../preload/shapes/drafts.ts'
import { canonical } from '../drawer/canonical.ts'
import { WalletError } from '../failure.ts'
import { checkForm } from './checkForm.ts'
import { sentForm } from './content.ts'
import { parseForm } from './formSchema.ts'
import { leavesOf, valueAt, withValue } from './places.ts'
import { reviewRows } from './reviewRows.ts'

const keyword = fc.constantFrom(
  'type',
  'properties',
  'items',
  'enum',
  'required',
  'title',
  'pattern',
  'x-labels',
  '__proto__',
)
const schema = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>('object', 'array', 'string', 'integer', 'boolean', true, null, 3, '^(a+)+$', ['a', 'b']),
    fc.dictionary(fc.oneof(keyword, fc.string()), tie('node')),
    fc.array(tie('node'), { maxLength: 3 }),
  ),
})).node

test('a schema of any shape', () => {
  fc.assert(
    fc.property(schema, (node) => {
      try {
        for (const field of parseForm(node)) formField.parse(field)
      } catch (error) {
        expect(error).toBeInstanceOf(WalletError)
      }
    }),
    { numRuns: 500 },
  )
})

const forms = searchProcedures({}).flatMap(({ id }) => {
  const online = findOnline(id)?.online
  return online === undefined ? [] : [parseForm(formSchema(online.form))]
})

test('a form with anything in it: what is sent has one spelling, stays the same, and is shown whole', () => {
  const content = fc.dictionary(
    fc.constantFrom(
      'movers',
      'account',
      'employees',
      'child',
      'phone',
      'consent',
      'members',
      'years',
      '__proto__',
      'toString',
    ),
    fc.jsonValue({ maxDepth: 4 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...forms), content, (fields, given) => {
      const parsed = formContent.safeParse(given)
      if (!parsed.success) return
      const form = sentForm(fields, parsed.data)
      canonical(form)
      expect(sentForm(fields, form)).toEqual(form)
      expect(checkForm(fields, parsed.data, 'ja').length).toBeLessThanOrEqual(100)
      const there = leavesOf(fields, form).filter(({ value }) => value !== undefined)
      expect(reviewRows(fields, form, {}, 'en')).toHaveLength(there.length)
      for (const { pointer, value } of there) expect(valueAt(form, pointer)).toEqual(value)
      for (const { pointer } of leavesOf(fields, form, true)) withValue(form, pointer, 'x')
    }),
    { numRuns: 300 },
  )
})
