// Text of a driver's licence: two bytes a character, JIS X 0208 without escapes, and external characters (外字) whose
// pictures lie in files of their own. National Police Agency's specification of the IC licence as its implementers quote it.
import { broken } from '../data/objects.ts'

/** A run of text, an external character by its number (1–7), or a character that the licence could not hold (欠字). */
export type JisPart = string | { readonly external: number } | { readonly missing: true }
export type JisText = readonly JisPart[]

// ISO-2022-JP differs from EUC-JP in the two high bits only (JIS X 0208 annex 3).
const euc = new TextDecoder('euc-jp', { fatal: true })

const firstExternal = 0xfff1
const lastExternal = 0xfff7
const missing = 0xfffa

/**
 * @returns the parts in order; adjacent characters make one run. A code that this year's table has no character for
 * counts as missing
 * @throws card.garbled for an odd byte, or bytes outside the table
 */
export function parseJisText(bytes: Uint8Array, step: string): JisPart[] {
  if (bytes.length % 2 !== 0) return broken({ step })
  const parts: JisPart[] = []
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low = 0] = bytes.subarray(at, at + 2)
    const part = characterOf(high, low, step)
    const before = parts.at(-1)
    if (typeof part === 'string' && typeof before === 'string') parts[parts.length - 1] = before + part
    else parts.push(part)
  }
  return parts
}

/** The same as one string, where external characters are not expected: the name of an authority, a class of colour. */
export function plainJisText(bytes: Uint8Array, step: string): string {
  return parseJisText(bytes, step)
    .map((part) => (typeof part === 'string' ? part : '〓'))
    .join('')
}

function characterOf(high: number, low: number, step: string): JisPart {
  const code = high * 256 + low
  if (code >= firstExternal && code <= lastExternal) return { external: code - firstExternal + 1 }
  if (code === missing) return { missing: true }
  const inTable = high >= 0x21 && high <= 0x7e && low >= 0x21 && low <= 0x7e
  if (!inTable) return broken({ step })
  try {
    return euc.decode(Uint8Array.of(high | 0x80, low | 0x80))
  } catch {
    return { missing: true }
  }
}
