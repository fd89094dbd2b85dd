// Days as cards write them, turned into YYYY-MM-DD.

const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * YYYYMMDD in ASCII. A register may know a birth date in part only: month and day may be 00 then, and stay so.
 * @returns undefined for anything else
 */
export function parseDay(text: string): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '', day = ''] = match
  const known = month !== '00'
  if (!known && day !== '00') return undefined
  if (known && (Number(month) > 12 || Number(day) > (lastDays[Number(month) - 1] ?? 0))) return undefined
  return `${year}-${month}-${day}`
}

/** The last year before each era began: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和. */
const before: Readonly<Record<string, number>> = { 1: 1867, 2: 1911, 3: 1925, 4: 1988, 5: 2018 }

/**
 * A day of a driver's licence: seven digits, era, year, month, day. Six zeros behind any era mean that there is none (a
 * class that is not held).
 * @returns null for such a one; undefined when it is no day
 */
export function parseEraDay(text: string): string | null | undefined {
  if (/^\d000000$/.test(text)) return null
  const match = /^([1-5])(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (match === null) return undefined
  const [, era = '', year = '', month = '', day = ''] = match
  const first = before[era]
  if (first === undefined || year === '00' || month === '00' || day === '00') return undefined
  return parseDay(`${first + Number(year)}${month}${day}`)
}

/** Four bytes BCD YYYYMMDD. @returns undefined when a half byte is no digit or the day does not exist */
export function parseBcdDay(bytes: Uint8Array): string | undefined {
  return bytes.length === 4 ? parseDay(Buffer.from(bytes).toString('hex')) : undefined
}
