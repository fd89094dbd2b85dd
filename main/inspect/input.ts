// Takes bytes from anywhere (file, pipe, clipboard) and says in which wrapping they came.

export type Unwrapped =
  | { readonly form: 'token'; readonly text: string }
  /** DER certificates or CBOR: which of the two the reader tries out. */
  | { readonly form: 'binary'; readonly bytes: Uint8Array }
  | { readonly form: 'certificates'; readonly chain: readonly Uint8Array[] }

const maxBytes = 5 * 1024 * 1024
/** A JOSE header begins with `{"`, which is `ey` in base64url; what follows may be broken and is judged later. */
const tokenForm = /^ey[^\s.~]*\.[^\s.~]*\.[^\s.~]*(~\S*)?$/

/** @returns undefined when it is too large, empty, or text of no known kind */
export function unwrap(bytes: Uint8Array): Unwrapped | undefined {
  if (bytes.length === 0 || bytes.length > maxBytes) return undefined
  // Printable text is never DER (which begins 30 with a length) or CBOR of the kinds read here (maps and arrays).
  const text = printable(bytes)
  if (text === undefined) return { form: 'binary', bytes }
  if (text.includes('-----BEGIN CERTIFICATE-----')) {
    const chain = pemCertificates(text)
    return chain.length === 0 ? undefined : { form: 'certificates', chain }
  }
  if (tokenForm.test(text)) return { form: 'token', text }
  const packed = text.replace(/\s+/g, '')
  if (/^([0-9a-fA-F]{2})+$/.test(packed)) return { form: 'binary', bytes: new Uint8Array(Buffer.from(packed, 'hex')) }
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(packed))
    return { form: 'binary', bytes: new Uint8Array(Buffer.from(packed, 'base64')) }
  if (/^[A-Za-z0-9_-]+$/.test(packed))
    return { form: 'binary', bytes: new Uint8Array(Buffer.from(packed, 'base64url')) }
  return undefined
}

/** The certificates of a PEM bundle, DER, in order; other blocks and text between are passed over (RFC 7468 2). */
export function pemCertificates(text: string): Uint8Array[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)
  return [...blocks].map((block) => new Uint8Array(Buffer.from((block[1] ?? '').replace(/\s+/g, ''), 'base64')))
}

function printable(bytes: Uint8Array): string | undefined {
  for (const byte of bytes.subarray(0, 4096)) {
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte > 0x7e) return undefined
  }
  const text = Buffer.from(bytes).toString('latin1').trim()
  return text === '' ? undefined : text
}
