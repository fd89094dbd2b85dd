// Base64url without padding (RFC 7515 2), strict: what is not in the alphabet is refused and not skipped.
import { fail } from '../failure.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/** @throws credential.invalid */
export function fromBase64url(text: string, rule: string): Uint8Array {
  // A copy: a Buffer shares its memory with others, which would travel along when the bytes go to another process.
  return new Uint8Array(decoded(text, rule))
}

/** @throws credential.invalid when the bytes are not base64url or not UTF-8 */
export function textFromBase64url(text: string, rule: string): string {
  const bytes = decoded(text, rule)
  const quick = bytes.toString('utf8')
  // The quick way writes U+FFFD where bytes are wrong; only then is it worth asking the strict way, which is slower.
  if (!quick.includes('\uFFFD')) return quick
  try {
    return strict.decode(bytes)
  } catch (error) {
    return fail({ code: 'credential.invalid', rule, detail: 'not UTF-8' }, error)
  }
}

function decoded(text: string, rule: string): Buffer {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
    return fail({ code: 'credential.invalid', rule, detail: 'not base64url' })
  }
  return Buffer.from(text, 'base64url')
}
