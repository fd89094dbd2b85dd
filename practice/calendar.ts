// Calendar dates as YYYY-MM-DD, in Japan's time: birthdays and ends of validity are days there, not instants.

/** The day it is in Japan at that instant. */
export function dayInJapan(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
}

/** The last second of that day in Japan: 14:59:59 UTC. */
export function endOfDayInJapan(day: string): Date {
  return new Date(`${day}T14:59:59Z`)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The same day of another month, or that month's last day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)))
    .toISOString()
    .slice(0, 10)
}

export function addYears(day: string, years: number): string {
  return addMonths(day, years * 12)
}

export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return addYears(birthDate, years) > day ? years - 1 : years
}

/** The `count`-th birthday after that day (a birthday on the day itself does not count). */
export function birthdayAfter(birthDate: string, day: string, count: number): string {
  return addYears(birthDate, ageOn(birthDate, day) + count)
}

/** 大正 2, 昭和 3, 平成 4, 令和 5, and the Gregorian year that is the era's first. */
export function eraOf(day: string): { digit: 2 | 3 | 4 | 5; firstYear: number } {
  if (day >= '2019-05-01') return { digit: 5, firstYear: 2019 }
  if (day >= '1989-01-08') return { digit: 4, firstYear: 1989 }
  if (day >= '1926-12-25') return { digit: 3, firstYear: 1926 }
  return { digit: 2, firstYear: 1912 }
}

export function earlierOf(one: string, other: string): string {
  return one <= other ? one : other
}
