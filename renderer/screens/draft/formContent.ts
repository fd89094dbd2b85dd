// Places in a form, and the form with one of them changed. Nothing is changed in place, so that a screen can compare.
import type { FormContent, Json } from '../../../preload/shapes/applications.ts'

/** From the form down: names of members, and numbers of what a list holds. */
export type Path = readonly (string | number)[]

/** As a JSON pointer (RFC 6901), by which main names places. */
export const pointerOf = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
const isGroup = (value: Json | undefined): value is FormContent =>
  typeof value === 'object' && value !== null && !isList(value)

/** Undefined: nothing was filled in there. */
export function valueAt(form: FormContent, path: Path): Json | undefined {
  let value: Json | undefined = form
  for (const step of path) {
    if (typeof step === 'number') value = isList(value) ? value[step] : undefined
    else value = isGroup(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}

/** What a list holds before anything is filled in: as what comes beside it. */
const blank = (next: string | number | undefined, beside: Json | undefined): Json =>
  typeof next === 'string' || (next === undefined && isGroup(beside)) ? {} : next === undefined ? '' : []

function placed(into: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (typeof step === 'number') {
    const list = isList(into) ? into : []
    const long = Array.from({ length: Math.max(list.length, step + 1) }, (_, at) => list[at] ?? blank(rest[0], value))
    return long.with(step, placed(long[step], rest, value) ?? blank(rest[0], value))
  }
  const group = isGroup(into) ? into : {}
  const { [step]: before, ...others } = group
  const made = placed(Object.hasOwn(group, step) ? before : undefined, rest, value)
  // What holds nothing is not there, so that an optional group that was emptied asks for none of its members.
  if (made === undefined) return Object.keys(others).length === 0 ? undefined : others
  return { ...group, [step]: made }
}

/** @param value undefined takes away what was there */
export function withValue(form: FormContent, path: Path, value: Json | undefined): FormContent {
  const made = placed(form, path, value)
  return isGroup(made) ? made : {}
}

/** The list at `path` without one of its parts, or with it elsewhere (`to`). */
export function withoutItem(form: FormContent, path: Path, at: number, to?: number): FormContent {
  const list = valueAt(form, path)
  const item = isList(list) ? list[at] : undefined
  if (!isList(list) || item === undefined) return form
  const rest = list.toSpliced(at, 1)
  const made = to === undefined ? rest : rest.toSpliced(to, 0, item)
  return withValue(form, path, made.length === 0 ? undefined : made)
}
