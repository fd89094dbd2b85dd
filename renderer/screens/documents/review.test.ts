import { expect, it } from 'vitest'
import { isDone } from './review.ts'

const pdf = { kind: 'pdf' } as const
const other = { kind: 'other' } as const
const seen = { ended: true, broken: [], checked: false }

it.each([
  ['a PDF of which the end was seen', pdf, seen, true],
  ['a PDF that was only opened', pdf, { ...seen, ended: false }, false],
  ['a PDF that was only opened, whatever was ticked', pdf, { ...seen, ended: false, checked: true }, false],
  ['a PDF with a page that could not be drawn', pdf, { ...seen, broken: [2] }, false],
  ['such a one, checked elsewhere', pdf, { ...seen, broken: [2], checked: true }, true],
  ['a file that cannot be shown', other, seen, false],
  ['such a one, checked elsewhere', other, { ...seen, ended: false, checked: true }, true],
])('%s: %#', (_, document, what, done) => {
  expect(isDone(document, what)).toBe(done)
})
