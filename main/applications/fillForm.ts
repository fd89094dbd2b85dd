// Fields filled by the wallet: what each source says, by what a form asks for (`x-fill`), and into which places it goes.
import type { Application, FormContent, Json } from '../../preload/shapes/applications.ts'
import type { CardAttributes } from '../../preload/shapes/cardData.ts'
import type { CredentialDetail } from '../../preload/shapes/credentials.ts'
import type { FieldSource, FormField } from '../../preload/shapes/drafts.ts'
import { dateText, dayOfText } from '../credentials/dateText.ts'
import { fieldAt, isEmpty, leavesOf, valueAt, withValue } from './places.ts'

/** Values by place. */
export type Filling = ReadonlyMap<string, Json>

/** By what is asked for: `card.name`, `card.birthDate`, `card.address`, `person.kana`, `person.roman`. */
type Values = Readonly<Record<string, string>>

/** What the card gives once it is read, said before it is. */
export const cardValues = ['card.name', 'card.birthDate', 'card.address'] as const

export function valuesOfCard({ name, birthDate, address }: CardAttributes): Values {
  return {
    'card.name': name,
    'card.address': address,
    ...(dateText(birthDate) === undefined ? {} : { 'card.birthDate': birthDate }),
  }
}

/** Of a person, typed when a draft for them was begun. */
export const valuesOfPerson = ({ name, birthDate }: { readonly name: string; readonly birthDate: string }): Values => ({
  'card.name': name,
  'card.birthDate': birthDate,
})

/** By the last part of the attribute's path: the insurance credential, and the licence with its Japanese elements. */
export function valuesOfCredential({ attributes }: Pick<CredentialDetail, 'attributes'>): Values {
  const told = new Map(attributes.map(({ path, text }) => [String(path.at(-1)), text.ja]))
  const of = (...names: string[]): string => names.map((name) => told.get(name) ?? '').join('')
  const national = [of('family_name_national_character'), of('given_name_national_character')]
  const roman = [of('family_name'), of('given_name')]
  const found = {
    'card.name': of('name') || (national.includes('') ? '' : national.join('　')),
    'card.birthDate': dayOfText(of('birth_date')) ?? '',
    'card.address': of('resident_address'),
    'person.kana': of('name_kana'),
    'person.roman': roman.includes('') ? '' : roman.join(' ').toUpperCase(),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''))
}

/**
 * Into the empty places that ask for one of these values; with `only`, into those places whatever stands there.
 * Of a list its first entry is meant, unless another one is named.
 */
export function fillingBy(
  fields: readonly FormField[],
  form: FormContent,
  values: Values,
  only?: readonly string[],
): Filling {
  const places = leavesOf(fields, form, true).flatMap(({ pointer, field: { fill }, value }): [string, Json][] => {
    const given = fill === undefined || !Object.hasOwn(values, fill) ? undefined : values[fill]
    if (given === undefined || !wanted(pointer, value, only)) return []
    return only === undefined && /\/[1-9]\d*\//.test(pointer) ? [] : [[pointer, given]]
  })
  return new Map(places)
}

/**
 * From an application of before, whose form may be another one: the same place under the same title, or the same `x-fill`.
 * A confirmation is given anew each time.
 */
export function fillingByEarlier(
  fields: readonly FormField[],
  form: FormContent,
  earlier: { readonly fields: readonly FormField[]; readonly form: FormContent },
  only?: readonly string[],
): Filling {
  const leaves = leavesOf(earlier.fields, earlier.form).filter(({ value }) => !isEmpty(value))
  const filling = new Map<string, Json>()
  for (const { pointer, field: before, value } of leaves) {
    const field = fieldAt(fields, pointer)
    if (field === undefined || value === undefined || field.onlyYes === true) continue
    if (field.kind !== before.kind || field.title !== before.title) continue
    if (wanted(pointer, valueAt(form, pointer), only)) filling.set(pointer, value)
  }
  const values: Record<string, string> = {}
  for (const { field: before, value } of leaves)
    if (before.fill !== undefined && typeof value === 'string') values[before.fill] ??= value
  for (const [pointer, value] of fillingBy(fields, form, values, only))
    if (!filling.has(pointer)) filling.set(pointer, value)
  return filling
}

const wanted = (pointer: string, value: Json | undefined, only: readonly string[] | undefined): boolean =>
  only === undefined ? isEmpty(value) : only.includes(pointer)

/** The form and its sources with that in place. */
export function filled(
  { form, sources }: { readonly form: FormContent; readonly sources: Readonly<Record<string, FieldSource>> },
  filling: Filling,
  source: FieldSource,
): { form: FormContent; sources: Record<string, FieldSource> } {
  let next = form
  const from: Record<string, FieldSource> = { ...sources }
  for (const [pointer, value] of filling) {
    next = withValue(next, pointer, value)
    from[pointer] = source
  }
  return { form: next, sources: from }
}

/** Whether it is an application of whom the draft concerns. */
export const isOf = ({ applicant }: Pick<Application, 'applicant'>, other: string | undefined): boolean =>
  other === undefined ? applicant.me : sameName(applicant.name, other)

const sameName = (one: string, other: string): boolean => plain(one) === plain(other)
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '')
