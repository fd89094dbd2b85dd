// Calendar days in Japan, and the birthdays that change who may act for a child.
//
// Japan has had no summer time since 1951: a day there begins at 15:00 UTC of the day before.

const dayMs = 86_400_000
const offsetMs = 9 * 3_600_000

/** The day in Japan at that instant, as YYYY-MM-DD. */
export const dayOf = (instant: string): string => new Date(Date.parse(instant) + offsetMs).toISOString().slice(0, 10)

/** The instant at which a day in Japan begins. */
export const beginOf = (day: string): string => new Date(Date.parse(day) - offsetMs).toISOString()

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/**
 * The first day on which somebody is that old. An age is reached at the end of the day before the birthday, so whoever was
 * born on 29 February is a year older from 1 March on in other years.
 *
 * @see 年齢計算ニ関スル法律 (1902), 民法143条
 */
export function reachesAge(birthDate: string, years: number): string {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number)
  // A day that this year does not have overflows to the next one: 29 February to 1 March.
  return new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10)
}

/** 民法4条, since 2022-04-01. */
export const comesOfAge = (birthDate: string): string => reachesAge(birthDate, 18)

/**
 * From that day on a holder can have a signing certificate of their own. Municipalities say 「15歳未満」 have none; a guardian's
 * part at the card changes with it.
 */
export const turnsFifteen = (birthDate: string): string => reachesAge(birthDate, 15)

/** Up to the day before a child comes of age its guardians may act. */
export const lastGuardedDay = (birthDate: string): string => addDays(comesOfAge(birthDate), -1)
