// What is sent, line by line, as a person reads it.
import type { FormContent, Json } from '../../preload/shapes/applications.ts'
import type { FieldSource, FormField, Review } from '../../preload/shapes/drafts.ts'
import { dateText } from '../credentials/dateText.ts'
import { leavesOf } from './places.ts'

export function reviewRows(
  fields: readonly FormField[],
  form: FormContent,
  sources: Readonly<Record<string, FieldSource>>,
  language: 'ja' | 'en',
): Review['rows'] {
  return leavesOf(fields, form).flatMap(({ pointer, field, label, value }) =>
    value === undefined
      ? []
      : [
          {
            pointer: `/form${pointer}`,
            label: [...label],
            value: valueText(field, value, language),
            source: sources[pointer] ?? { from: 'typed' as const },
          },
        ],
  )
}

export function valueText(field: Pick<FormField, 'kind' | 'choices'>, value: Json, language: 'ja' | 'en'): string {
  if (typeof value === 'boolean') {
    const words = language === 'ja' ? { yes: 'はい', no: 'いいえ' } : { yes: 'Yes', no: 'No' }
    return value ? words.yes : words.no
  }
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return ''
  if (field.kind === 'choice') return field.choices?.find((choice) => choice.value === value)?.label ?? value
  return field.kind === 'date' ? (dateText(value)?.[language] ?? value) : value
}
