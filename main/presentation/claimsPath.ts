// Claims path pointers: which elements of a credential a path selects (OpenID4VP 1.0 section 7.1).
import { isArray, isObject, type Json } from '../credentials/json.ts'

export type { Json }

export type ClaimPath = readonly (string | number | null)[]

/** One element that a path selects: its place without wildcards, and its value. */
export interface Selected {
  readonly path: readonly (string | number)[]
  readonly value: Json
}

/**
 * All elements that the path selects. Empty where nothing is there, and also where the path does not fit the kind of
 * element that it meets (a name into a list, an index into an object): the standard then selects nothing at all.
 */
export function select(claims: Json, path: ClaimPath): Selected[] {
  let selected: Selected[] = [{ path: [], value: claims }]
  for (const part of path) {
    const next: Selected[] = []
    for (const element of selected) {
      const { value } = element
      const fits = typeof part === 'string' ? isObject(value) : isArray(value)
      if (!fits) return []
      next.push(...step(element, part))
    }
    selected = next
  }
  return selected
}

function step({ path, value }: Selected, part: string | number | null): Selected[] {
  if (typeof part === 'string') {
    if (!isObject(value) || !Object.hasOwn(value, part)) return []
    return [{ path: [...path, part], value: value[part] ?? null }]
  }
  if (!isArray(value)) return []
  if (part === null) return value.map((element, index) => ({ path: [...path, index], value: element }))
  const element = value[part]
  return element === undefined ? [] : [{ path: [...path, part], value: element }]
}
