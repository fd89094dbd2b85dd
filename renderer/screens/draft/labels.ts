// What a place of the form is called, for the list of what is still wrong.
import type { FormField } from '../../../preload/shapes/drafts.ts'

/**
 * From the outside in, a list's parts with their number: ['児童 2', '氏名'].
 *
 * @param pointer within the form (RFC 6901)
 */
export function labelsOf(fields: readonly FormField[], pointer: string): string[] {
  const [first, ...rest] = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const found = fields.find(({ name }) => name === first)
  return found === undefined ? [] : within(found, rest, found.title)
}

function within(field: FormField, [step, ...rest]: readonly string[], title: string): string[] {
  if (step === undefined) return [title]
  if (field.kind === 'list' && field.item !== undefined && /^\d+$/.test(step))
    return within(field.item, rest, numbered(title, Number(step)))
  const member = field.members?.find(({ name }) => name === step)
  return member === undefined ? [title] : [title, ...within(member, rest, member.title)]
}

/** Counted as people do, from 1. */
export const numbered = (title: string, index: number): string => `${title} ${index + 1}`
