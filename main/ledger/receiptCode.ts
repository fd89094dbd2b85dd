// The head in short, for receipts on paper: how many rows, and the first 80 bits of the last hash in Crockford's base 32.
// Another history with the same code would take about 2^80 tries.
import type { HeadMark } from './chain.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const hashBytes = 10
const groups = 4

/** For example `37-K7QD-29XB-MM3T-0VWZ`. */
export function receiptCode({ count, hash }: HeadMark): string {
  let bits = 0n
  for (const byte of hash.subarray(0, hashBytes)) bits = (bits << 8n) | BigInt(byte)
  const text = Array.from({ length: (hashBytes * 8) / 5 }, (_, index) => {
    const letter = Number((bits >> BigInt(hashBytes * 8 - 5 * (index + 1))) & 31n)
    return letters.charAt(letter)
  }).join('')
  const size = text.length / groups
  const parts = Array.from({ length: groups }, (_, index) => text.slice(index * size, (index + 1) * size))
  return [count, ...parts].join('-')
}

/** What was copied from a receipt, in any width and case, with or without its hyphens; undefined where it can be none. */
export function parseReceiptCode(typed: string): HeadMark | undefined {
  const plain = typed.normalize('NFKC').trim().toUpperCase()
  const [, number = '', rest = ''] = /^(\d{1,9})[\s\p{Pd}−ー]+(.*)$/u.exec(plain) ?? []
  const code = rest
    .replace(/[\s\p{Pd}−ー]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (code.length !== (hashBytes * 8) / 5) return undefined
  let bits = 0n
  for (const letter of code) {
    const value = letters.indexOf(letter)
    if (value < 0) return undefined
    bits = (bits << 5n) | BigInt(value)
  }
  const hash = Uint8Array.from({ length: hashBytes }, (_, index) =>
    Number((bits >> BigInt(8 * (hashBytes - 1 - index))) & 255n),
  )
  const count = Number(number)
  return count === 0 ? undefined : { count, hash }
}
