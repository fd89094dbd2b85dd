// How a driver's licence writes: two bytes a character after JIS X 0208, and days counted by era.
import { eraOf } from '../calendar.ts'

/** U+E001–U+E007 stand for 外字 1–7, U+E00A for a character that is missing (欠字). */
const firstExternal = 0xe000

/**
 * ISO-2022-JP without its escapes. @throws Error for a character that JIS X 0208 does not have: the household is written
 * so that there is none
 */
export function licenceText(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap(bytesOf))
}

function bytesOf(character: string): number[] {
  const code = character.codePointAt(0) ?? 0
  if ((code > firstExternal && code <= firstExternal + 7) || code === firstExternal + 0x0a)
    return [0xff, 0xf0 + code - firstExternal]
  const found = table().get(character)
  if (found === undefined) throw new Error('a practice licence holds a character outside JIS X 0208')
  return [found >> 8, found & 0xff]
}

let characters: ReadonlyMap<string, number> | undefined

/** Made by decoding all of EUC-JP, which differs in the two high bits only. */
function table(): ReadonlyMap<string, number> {
  if (characters !== undefined) return characters
  const decoder = new TextDecoder('euc-jp')
  const made = new Map<string, number>()
  for (let high = 0x21; high <= 0x74; high++) {
    // Rows 9–15 and those behind 84 are not of JIS X 0208; the decoder knows makers' characters there.
    if (high > 0x28 && high < 0x30) continue
    for (let low = 0x21; low <= 0x7e; low++) {
      const character = decoder.decode(Uint8Array.of(high | 0x80, low | 0x80))
      if (character.length === 1 && character !== '\ufffd') made.set(character, high * 256 + low)
    }
  }
  characters = made
  return made
}

/** Seven digits: the era's number, then year of the era, month, day. */
export function eraDay(day: string): string {
  const [year, month, date] = day.split('-')
  const { digit, firstYear } = eraOf(day)
  return `${digit}${String(Number(year) - firstYear + 1).padStart(2, '0')}${month}${date}`
}

/** Four bytes YYYYMMDD, a digit in each half. */
export function bcdDay(day: string): Uint8Array {
  return Uint8Array.from(Buffer.from(day.replaceAll('-', ''), 'hex'))
}
