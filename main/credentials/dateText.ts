// Dates as people read them: in Japanese with the era and the Gregorian year, in English with the month's name.
import { dayOf } from '../mandates/days.ts'

/** A calendar date `YYYY-MM-DD`; undefined for any other text. */
export function dateText(date: string): { ja: string; en: string } | undefined {
  const instant = midnightOf(date)
  return instant && written(instant, 'UTC')
}

function midnightOf(date: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
  const instant = new Date(`${date}T00:00:00Z`)
  // A date that the calendar does not have (31 April) is shown as it was written.
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== date ? undefined : instant
}

/** The `YYYY-MM-DD` of what {@link dateText} wrote in Japanese; undefined for any other text. */
export function dayOfText(ja: string): string | undefined {
  const found = /（(\d{4})年(\d{1,2})月(\d{1,2})日）$/.exec(ja)
  if (found === null) return undefined
  const [, year = '', month = '', day = ''] = found
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** An instant in ISO 8601 with its zone, as the day it is in Japan. */
export function instantText(text: string): { ja: string; en: string } | undefined {
  const instant = instantOf(text)
  return instant && written(instant, 'Asia/Tokyo')
}

function instantOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined
  const instant = new Date(text)
  return Number.isNaN(instant.getTime()) ? undefined : instant
}

/** The day in Japan of a calendar date or an instant with its zone, as YYYY-MM-DD; undefined for any other text. */
export function dayInJapan(text: string): string | undefined {
  if (midnightOf(text) !== undefined) return text
  const instant = instantOf(text)
  return instant && dayOf(instant.toISOString())
}

function written(instant: Date, timeZone: string): { ja: string; en: string } {
  const day = { year: 'numeric', month: 'long', day: 'numeric', timeZone } as const
  const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { ...day, era: 'long' }).format(instant)
  const gregorian = new Intl.DateTimeFormat('ja-JP', day).format(instant)
  return { ja: `${era}（${gregorian}）`, en: new Intl.DateTimeFormat('en-GB', day).format(instant) }
}
