/** From when on an end is said to come soon: most renewals are possible from then. */
export const soonDays = 90

/** Whole days from today to that day (YYYY-MM-DD), both in Japan; negative when it has passed. */
export function daysUntil(day: string, now: Date = new Date()): number {
  const today = new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
}
