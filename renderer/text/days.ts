// Days without a time (YYYY-MM-DD), as documents in Japan write them.
import { formatDate, type Language, locale, timeZone } from './dates.ts'

/**
 * In Japanese with the year of the era beside, which is what is printed. A day that is known in part is shown in part:
 * month and day may be 00 in a birth date.
 */
export function formatDay(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (month === '00') return language === 'ja' ? `${year}年` : year
  if (date === '00')
    return language === 'ja' ? `${year}年${Number(month)}月` : `${monthName(`${year}-${month}-01`)} ${year}`
  const shown = formatDate(`${day}T00:00:00+09:00`, language)
  return language === 'ja' ? `${shown}（${eraYear(day)}）` : shown
}

/** With the day of the week beside, for what is due: offices are shut at weekends. */
export function formatDueDay(day: string, language: Language): string {
  const weekday = new Intl.DateTimeFormat(locale[language], { weekday: 'long', timeZone }).format(
    new Date(`${day}T00:00:00+09:00`),
  )
  return language === 'ja' ? `${formatDay(day, language)}${weekday}` : `${weekday}, ${formatDay(day, language)}`
}

export const knownInPart = (day: string): boolean => day.includes('-00')

/** Past at the end of that day in Japan. */
export const isPast = (day: string, now: Date = new Date()): boolean => now > new Date(`${day}T23:59:59.999+09:00`)

/** The day in Japan, so many days from now, YYYY-MM-DD. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

function eraYear(day: string): string {
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'Asia/Tokyo' })
  return parts.format(new Date(`${day}T00:00:00+09:00`))
}

const monthName = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'Asia/Tokyo' }).format(new Date(`${day}T00:00:00+09:00`))
