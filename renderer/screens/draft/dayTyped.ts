// A day as people in Japan write it: by the western year or the year of an era. The form holds it as YYYY-MM-DD; a day that
// is not whole yet is held as it was typed, so that it is not lost.

/** Western, and the eras in which people who live were born, the newest first. */
export const counts = ['western', 'reiwa', 'heisei', 'showa', 'taisho'] as const
export type Count = (typeof counts)[number]

/** The year before its first (facts: the eras' law and cabinet orders, 2019-05-01, 1989-01-08, 1926-12-25, 1912-07-30). */
const before: Readonly<Record<Count, number>> = { western: 0, reiwa: 2018, heisei: 1988, showa: 1925, taisho: 1911 }

export interface TypedDay {
  readonly count: Count
  readonly year: string
  readonly month: string
  readonly day: string
}

export const noDay: TypedDay = { count: 'western', year: '', month: '', day: '' }

const whole = /^(\d{4})-(\d{2})-(\d{2})$/
const begun = new RegExp(`^(${counts.join('|')}) (.{0,8})-(.{0,8})-(.{0,8})$`, 's')

/** @param count how it is shown where it is whole; one that was begun is shown as it was typed */
export function dayShown(held: string, count: Count): TypedDay {
  const [, year = '', month = '', day = ''] = whole.exec(held) ?? []
  if (year !== '') {
    const inEra = Number(year) - before[count]
    const shown = inEra > 0 ? count : 'western'
    return { count: shown, year: String(Number(year) - before[shown]), month: plain(month), day: plain(day) }
  }
  const typed = begun.exec(held)
  const found = counts.find((one) => one === typed?.[1])
  if (typed === null || found === undefined) return { ...noDay, count }
  return { count: found, year: typed[2] ?? '', month: typed[3] ?? '', day: typed[4] ?? '' }
}

/** As the form holds it; undefined: nothing was typed. Whether there is such a day is judged in main. */
export function dayHeld({ count, year, month, day }: TypedDay): string | undefined {
  const typed = [year, month, day].map((part) => part.normalize('NFKC').trim())
  if (typed.every((part) => part === '')) return undefined
  // The first year of an era is written 元.
  const [y = Number.NaN, m = Number.NaN, d = Number.NaN] = typed.map((part, at) =>
    at === 0 && part === '元' ? 1 : /^\d{1,4}$/.test(part) ? Number(part) : Number.NaN,
  )
  const western = y + before[count]
  if (y > 0 && m > 0 && m < 100 && d > 0 && d < 100 && western >= 1000 && western < 10_000)
    return [western, String(m).padStart(2, '0'), String(d).padStart(2, '0')].join('-')
  return `${count} ${year}-${month}-${day}`
}

const plain = (digits: string): string => String(Number(digits))
