// The ways in which people write a day in digits, to keep a birthday out of a PIN.

/** First day of each era and its letter (改元: 1868-10-23 and 1912-07-30, 1926-12-25, 1989-01-08, 2019-05-01). */
const eras = [
  { from: 20190501, letter: 'R', first: 2019 },
  { from: 19890108, letter: 'H', first: 1989 },
  { from: 19261225, letter: 'S', first: 1926 },
  { from: 19120730, letter: 'T', first: 1912 },
  { from: 18680101, letter: 'M', first: 1868 },
] as const

/**
 * Writings of a day. `short` are whole PINs of four digits (MMDD, DDMM, YYMM, YYYY, with the Gregorian and the era's
 * year, padded and unpadded); `long` are six digits and more, with and without the era's letter.
 *
 * @param day YYYYMMDD; anything else gives nothing
 */
export function writingsOf(day: string): { readonly short: ReadonlySet<string>; readonly long: ReadonlySet<string> } {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(day) ?? []
  if (year === undefined || month === undefined || date === undefined) return { short: new Set(), long: new Set() }
  const era = eras.find(({ from }) => Number(day) >= from)
  const eraYear = era === undefined ? undefined : Number(year) - era.first + 1
  const years = [year.slice(2), ...(eraYear === undefined ? [] : [String(eraYear).padStart(2, '0'), String(eraYear)])]
  const months = [month, String(Number(month))]
  const dates = [date, String(Number(date))]

  const short = new Set([year])
  const long = new Set<string>()
  const take = (...parts: readonly string[]): void => {
    const text = parts.join('')
    if (text.length === 4) short.add(text)
    if (text.length >= 6) long.add(text)
  }
  for (const m of months)
    for (const d of dates) {
      take(m, d)
      take(d, m)
      for (const y of [...years, year])
        for (const order of [
          [y, m, d],
          [m, d, y],
          [d, m, y],
          [y, d, m],
        ])
          take(...order)
    }
  for (const y of years)
    for (const part of [...months, ...dates]) {
      take(y, part)
      take(part, y)
    }
  if (era !== undefined)
    for (const y of years.slice(1)) for (const m of months) for (const d of dates) long.add(`${era.letter}${y}${m}${d}`)
  return { short, long }
}
