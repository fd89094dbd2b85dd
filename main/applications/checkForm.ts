// What of a form does not fit its fields yet, so that nobody sends it only to hear that. The portal looks at it again.
import type { Fault, FormContent, Json } from '../../preload/shapes/applications.ts'
import type { FormField } from '../../preload/shapes/drafts.ts'
import { dateText } from '../credentials/dateText.ts'
import { type CheckWords, checkWords } from './checkWords.ts'
import { mostPatternText } from './flatPattern.ts'
import { isEmpty, isGroup, isList, memberOf } from './places.ts'

const mostFaults = 100

/** @returns at most 100; places begin with /form */
export function checkForm(fields: readonly FormField[], form: FormContent, language: 'ja' | 'en'): Fault[] {
  const words = checkWords[language]
  return faultsOf({ name: '', title: '', required: true, kind: 'group', members: fields }, form, '/form', words).slice(
    0,
    mostFaults,
  )
}

function faultsOf(field: FormField, value: Json | undefined, pointer: string, words: CheckWords): Fault[] {
  const wrong = (message: string): Fault[] => [{ pointer, message }]
  if (field.kind === 'group') {
    // A group that may be left out is not there when nothing in it is.
    if (!field.required && isBlank(value)) return []
    return (field.members ?? []).flatMap((member) =>
      faultsOf(member, memberOf(value, member.name), `${pointer}/${member.name}`, words),
    )
  }
  if (field.kind === 'list') {
    const entries = isList(value) ? value : []
    const { item, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = field
    if (entries.length === 0) return field.required && minItems > 0 ? wrong(words.missing) : []
    if (entries.length < minItems) return wrong(words.tooFew(minItems))
    if (entries.length > maxItems) return wrong(words.tooMany(maxItems))
    return item === undefined ? [] : entries.flatMap((entry, at) => faultsOf(item, entry, `${pointer}/${at}`, words))
  }
  if (isEmpty(value)) return field.required ? wrong(emptyFault(field, words)) : []
  const message = leafFault(field, value, words)
  return message === undefined ? [] : wrong(message)
}

/** In the words of what a person does there. */
function emptyFault({ kind, onlyYes }: FormField, words: CheckWords): string {
  if (onlyYes === true) return words.onlyYes
  if (kind === 'date') return words.noDay
  return kind === 'choice' || kind === 'yesNo' ? words.choose : words.missing
}

function leafFault(field: FormField, value: Json | undefined, words: CheckWords): string | undefined {
  switch (field.kind) {
    case 'yesNo':
      if (typeof value !== 'boolean') return words.unfit
      return field.onlyYes === true && !value ? words.onlyYes : undefined
    case 'choice':
      return field.choices?.some((choice) => choice.value === value) === true ? undefined : words.unfit
    case 'date':
      return typeof value === 'string' && dateText(value) !== undefined ? undefined : words.noDay
    case 'number': {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return words.noNumber
      const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = field
      if (value < minimum) return words.atLeast(minimum)
      return value > maximum ? words.atMost(maximum) : undefined
    }
    default:
      return typeof value === 'string' ? textFault(field, value, words) : words.unfit
  }
}

/** Lengths are counted in code points (JSON Schema Validation 6.3.1). */
function textFault(
  { minLength = 0, maxLength, pattern }: FormField,
  value: string,
  words: CheckWords,
): string | undefined {
  const length = [...value].length
  if (length < minLength) return words.tooShort(minLength)
  if (maxLength !== undefined && length > maxLength) return words.tooLong(maxLength)
  if (pattern === undefined || length > mostPatternText) return undefined
  return new RegExp(pattern, 'u').test(value) ? undefined : words.pattern
}

const isBlank = (value: Json | undefined): boolean =>
  isEmpty(value) || (isGroup(value) && Object.values(value).every(isBlank)) || (isList(value) && value.every(isBlank))
