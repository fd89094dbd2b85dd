// Instants as people say them. Japanese time, since what is shown concerns Japanese authorities.
export type Language = 'ja' | 'en'

export const locale: Record<Language, string> = { ja: 'ja-JP', en: 'en-GB' }
export const timeZone = 'Asia/Tokyo'

export const formatDate = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], { dateStyle: 'long', timeZone }).format(new Date(instant))

export const formatDateTime = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  )

export const formatTime = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], { timeStyle: 'short', timeZone }).format(new Date(instant))

const units = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How long ago, in words: 「3日前」「たった今」. An instant in the future counts as now: clocks differ. */
export function formatAge(instant: string, language: Language, now: Date = new Date()): string {
  const seconds = Math.max(0, (now.getTime() - new Date(instant).getTime()) / 1000)
  for (const [unit, length] of units) {
    if (seconds >= length)
      return new Intl.RelativeTimeFormat(locale[language]).format(-Math.floor(seconds / length), unit)
  }
  return language === 'ja' ? 'たった今' : 'just now'
}
