// Writes DER (ITU-T X.690): the few types that a CMS signature is made of.

/** One element: its tag byte, and its content put together. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from([tag]), lengthBytes(length), ...parts])
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => element(0x30, ...parts)
export const octets = (bytes: Uint8Array): Uint8Array => element(0x04, bytes)
export const nothing = Uint8Array.of(0x05, 0x00)
export const smallInteger = (value: number): Uint8Array => element(0x02, Uint8Array.of(value))
/** [n] EXPLICIT, or IMPLICIT over something constructed. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Uint8Array => element(0xa0 | number, ...parts)

/** SET OF: in ascending order of the encodings (11.6). */
export function setOf(...members: readonly Uint8Array[]): Uint8Array {
  return element(0x31, ...[...members].sort((a, b) => Buffer.compare(a, b)))
}

/** OBJECT IDENTIFIER (8.19): the first two numbers in one, each in base 128. */
export function identifier(oid: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)))
}

function base128(number: number): number[] {
  const digits = [number % 128]
  for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(128 + (left % 128))
  return digits
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5652 11.3), to the second. */
export function time(instant: Date): Uint8Array {
  const text = instant.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  const year = instant.getUTCFullYear()
  return year < 2050 ? element(0x17, Buffer.from(text.slice(2), 'latin1')) : element(0x18, Buffer.from(text, 'latin1'))
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}
