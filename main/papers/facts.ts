// The small words that every paper is read into.
import type { PaperFact } from '../../preload/shapes/papers.ts'

type Bilingual = PaperFact['label']

/** Longer values are cut: a paper's whole text is the file itself. */
const longest = 2_000

export const same = (text: string): Bilingual => ({ ja: text.slice(0, longest), en: text.slice(0, longest) })

/** No line where there is nothing to say. */
export function factOf(label: Bilingual, value: string | Bilingual, as: PaperFact['as'] = 'text'): PaperFact[] {
  const both = typeof value === 'string' ? same(value) : value
  return both.ja === '' ? [] : [{ label, value: both, as }]
}

/** A line with a day; one that cannot be read as a day stays the text that it is. */
export function dayFact(label: Bilingual, text: string): PaperFact[] {
  const day = dayOf(text)
  return factOf(label, day ?? text, day === undefined ? 'text' : 'day')
}

/** YYYYMMDD (with or without a time behind it) or YYYY-MM-DD as YYYY-MM-DD; undefined for every other text, and 31 February. */
export function dayOf(text: string): string | undefined {
  const [, year, month, date] = /^(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\d])/.exec(text) ?? []
  if (year === undefined || month === undefined || date === undefined) return undefined
  const day = `${year}-${month}-${date}`
  const instant = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day) ? day : undefined
}

/** An object with the member, where there is one. */
export const maybe = <K extends string, T>(name: K, value: T | undefined): { [name in K]?: T } => {
  const object: { [name in K]?: T } = {}
  if (value !== undefined) object[name] = value
  return object
}
