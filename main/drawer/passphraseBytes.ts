/**
 * One spelling of a passphrase however it was typed: NFKC (full-width letters, composed kana), white space at the ends
 * removed and inside as one space.
 */
export const normalisedPassphrase = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')

/** The bytes that a typed passphrase stands for, the same on every keyboard. The caller wipes them. */
export function passphraseBytes(typed: Uint8Array): Uint8Array {
  return new TextEncoder().encode(normalisedPassphrase(new TextDecoder().decode(typed)))
}
