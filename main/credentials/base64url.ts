// Base64url without padding (RFC 7515 2), strict: what is not in the alphabet is refused and not skipped.
import { fail } from '../failure.ts'

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/** @throws credential.invalid */
export function fromBase64url(text: string, rule: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
    return fail({ code: 'credential.invalid', rule, detail: 'not base64url' })
  }
  return new Uint8Array(Buffer.from(text, 'base64url'))
}

/** @throws credential.invalid when the bytes are not base64url or not UTF-8 */
export function textFromBase64url(text: string, rule: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fromBase64url(text, rule))
  } catch (error) {
    return fail({ code: 'credential.invalid', rule, detail: 'not UTF-8' }, error)
  }
}
