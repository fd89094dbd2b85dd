// Text as the card's files hold it.
import { broken, type ObjectForm } from './objects.ts'

/** Printable ASCII. @throws card.garbled */
export function asciiText(bytes: Uint8Array, form: Pick<ObjectForm, 'step'>): string {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f) ? Buffer.from(bytes).toString('latin1') : broken(form)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
/** Controls, and marks that turn the direction of what stands beside them: no name or address has one. */
const never = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** One line of UTF-8. @throws card.garbled */
export function utf8Text(bytes: Uint8Array, form: Pick<ObjectForm, 'step'>): string {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return broken(form)
  }
  return never.test(text) ? broken(form) : text
}

/** ISO/IEC 5218 in one digit, as certificates and cards write it. @throws card.garbled */
export function sexOf(bytes: Uint8Array, form: Pick<ObjectForm, 'step'>): 'male' | 'female' | 'other' | 'unknown' {
  switch (asciiText(bytes, form)) {
    case '1':
      return 'male'
    case '2':
      return 'female'
    case '9':
      return 'other'
    case '0':
      return 'unknown'
    default:
      return broken(form)
  }
}
