// What a person types, as the form holds it: numbers as numbers, and what was typed with a Japanese keyboard in the
// letters that the form asks for. Nothing that was typed is thrown away; whether it fits is judged in main.
import type { Json } from '../../../preload/shapes/applications.ts'
import type { FormField } from '../../../preload/shapes/drafts.ts'

/** Everything that looks like a hyphen between digits. */
const hyphens = /[‐‑‒–—―−－ｰー]/g

/** Undefined: nothing. What is no whole number stays as it was typed. */
export function numberTyped(text: string): Json | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return undefined
  const number = Number(plain)
  return /^-?\d{1,15}$/.test(plain) && Number.isSafeInteger(number) ? number : text
}

/**
 * Once the person goes on: full-width letters and digits become plain ones where the form wants only plain ones (its
 * pattern has no others), hyphens become "-" and letters capitals where it wants those.
 */
export function tidied(field: FormField, text: string): string {
  const { pattern } = field
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole range of plain letters is meant
  if (pattern === undefined || !/^[\x00-\x7f]*$/.test(pattern)) return text
  let plain = text.normalize('NFKC').trim()
  if (pattern.replaceAll(/\[[^\]]*\]/g, '').includes('-')) plain = plain.replaceAll(hyphens, '-')
  return /A-Z/.test(pattern) && !/a-z/.test(pattern) ? plain.toUpperCase() : plain
}

/** As it stands in a text box. */
export const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
