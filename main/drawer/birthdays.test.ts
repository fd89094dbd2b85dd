import { expect, it } from 'vitest'
import { birthdaysOf } from './birthdays.ts'

const of = (...attributes: [path: string[], value: string | number][]) => ({
  attributes: attributes.map(([path, value]) => ({ path, value, label: { ja: '', en: '' } })),
})

it('finds the birthday of every format, each once, and nothing else', () => {
  expect(
    birthdaysOf([
      of([['birth_date'], '1980-02-17'], [['issued_on'], '2024-04-01']),
      of([['org.iso.18013.5.1', 'birth_date'], '1980-02-17']),
      of([['birthdate'], '2019-05-03']),
      of([['birth_date'], '昭和55年'], [['birth_date'], 19800217]),
    ]),
  ).toEqual(['19800217', '20190503'])
})
