// A 個人番号 in a file that is to be kept: it is refused there and then, because the wallet keeps none.
import type { XmlElement } from './xml.ts'

/** Names under which it stands: in element names, and in labels beside a value. */
const named = /個人番号|個人識別番号|マイナンバー|kojinbango|individualnumber|mynumber/i

/** What people put between groups of digits: spaces, hyphens and dashes of every kind, the long vowel mark of a Japanese keyboard. */
const between = /[\s\p{Pd}\u2212\u30fc]/gu

/** Twelve digits of which the last is the check digit (総務省令 on the 個人番号: weights 2 to 7, modulo 11). */
export function isMyNumber(text: string): boolean {
  const digits = text.normalize('NFKC').replaceAll(between, '')
  if (!/^\d{12}$/.test(digits)) return false
  const sum = [...digits.slice(0, 11)].reverse().reduce((so, digit, at) => {
    return so + Number(digit) * (at < 6 ? at + 2 : at - 4)
  }, 0)
  const rest = sum % 11
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest)
}

/** Whether an element, or a value beside a label, says that it is one and has its form. */
export function holdsMyNumber({ name, text, attributes, children }: XmlElement): boolean {
  const labelled =
    children.some((child) => named.test(child.text)) || Object.values(attributes).some((one) => named.test(one))
  return (
    (named.test(name) && isMyNumber(text)) ||
    Object.entries(attributes).some(([key, value]) => named.test(key) && isMyNumber(value)) ||
    (labelled && [text, ...children.map((child) => child.text), ...Object.values(attributes)].some(isMyNumber)) ||
    children.some(holdsMyNumber)
  )
}

/** The same in JSON: the value of a member, or in the list of one, that is named so. However deep it is nested. */
export function jsonHoldsMyNumber(value: unknown): boolean {
  const left: (readonly [name: string, value: unknown])[] = [['', value]]
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const [name, inner] = one
    if (typeof inner === 'string' || typeof inner === 'number') {
      if (named.test(name) && isMyNumber(String(inner))) return true
    } else if (typeof inner === 'object' && inner !== null) {
      for (const [key, member] of Object.entries(inner)) left.push([Array.isArray(inner) ? name : key, member])
    }
  }
  return false
}
