// Places in a form, by JSON pointer (RFC 6901).
import type { FormContent, Json } from '../../preload/shapes/applications.ts'
import type { FormField } from '../../preload/shapes/drafts.ts'

/** One thing that a person fills in. */
export interface Leaf {
  /** Within the form: `/movers/0/name`. */
  readonly pointer: string
  readonly field: FormField
  /** Titles that lead to it; of a list with the number of the entry: 引っ越す人 2, 氏名. */
  readonly label: readonly string[]
  readonly value: Json | undefined
}

/**
 * All that there is to fill in, as the form stands: of a list the entries that are there.
 * @param atLeastOne: of an empty list of groups its first entry too
 */
export function leavesOf(fields: readonly FormField[], form: FormContent, atLeastOne = false): Leaf[] {
  const below = (field: FormField, value: Json | undefined, pointer: string, label: readonly string[]): Leaf[] => {
    if (field.kind === 'group')
      return (field.members ?? []).flatMap((member) =>
        below(member, memberOf(value, member.name), `${pointer}/${escaped(member.name)}`, [...label, member.title]),
      )
    if (field.kind === 'list' && field.item !== undefined) {
      const { item } = field
      const entries: readonly (Json | undefined)[] = isList(value) ? value : []
      const shown = entries.length === 0 && atLeastOne && item.kind === 'group' ? [undefined] : entries
      return shown.flatMap((entry, at) => below(item, entry, `${pointer}/${at}`, numbered(label, at)))
    }
    return [{ pointer, field, label, value }]
  }
  return fields.flatMap((field) => below(field, memberOf(form, field.name), `/${escaped(field.name)}`, [field.title]))
}

const numbered = (label: readonly string[], at: number): string[] => [
  ...label.slice(0, -1),
  `${label.at(-1) ?? ''} ${at + 1}`,
]

/** What is filled in at that place, whether or not something stands there. */
export function fieldAt(fields: readonly FormField[], pointer: string): FormField | undefined {
  let here: FormField | undefined = { name: '', title: '', required: true, kind: 'group', members: fields }
  for (const part of pathOf(pointer)) {
    if (here?.kind === 'list') here = isIndex(part) ? here.item : undefined
    else here = here?.members?.find(({ name }) => name === part)
  }
  return here?.kind === 'group' || here?.kind === 'list' ? undefined : here
}

/** The value at that place. */
export function valueAt(form: FormContent, pointer: string): Json | undefined {
  let here: Json | undefined = form
  for (const part of pathOf(pointer)) {
    if (isList(here)) here = isIndex(part) ? here[Number(part)] : undefined
    else here = memberOf(here, part)
  }
  return here
}

/** The form with that value there; entries of a list come one after the other. Nothing changes where the place cannot be. */
export function withValue(form: FormContent, pointer: string, value: Json): FormContent {
  const put = (into: Json | undefined, path: readonly string[]): Json => {
    const [first, ...rest] = path
    if (first === undefined) return value
    if (isList(into) || (into === undefined && isIndex(first))) {
      const entries: readonly Json[] = isList(into) ? into : []
      const at = Number(first)
      if (!isIndex(first) || at > entries.length) return into ?? []
      return entries.toSpliced(at, 1, put(entries[at], rest))
    }
    if (into !== undefined && !isGroup(into)) return into
    return { ...into, [first]: put(memberOf(into, first), rest) }
  }
  const made = put(form, pathOf(pointer))
  return isGroup(made) ? made : form
}

export const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

export const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === ''

const isIndex = (text: string): boolean => /^(0|[1-9]\d{0,3})$/.test(text)
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
export function isGroup(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
/** Its own, never an inherited one. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isGroup(value) && Object.hasOwn(value, name) ? value[name] : undefined
}
