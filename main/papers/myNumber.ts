// A 個人番号 in a file that is to be kept: it is refused there and then, because the wallet keeps none.
import type { XmlElement } from './xml.ts'

/** Names under which it stands: in element names, and in labels beside a value. */
const named = /個人番号|個人識別番号|マイナンバー|kojinbango|individualnumber|mynumber/i

/** Twelve digits of which the last is the check digit (総務省令 on the 個人番号: weights 2 to 7, modulo 11). */
export function isMyNumber(text: string): boolean {
  const digits = text.normalize('NFKC').replaceAll(/[\s-]/g, '')
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
