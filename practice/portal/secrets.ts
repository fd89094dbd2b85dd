// Random values that the portal hands out, and how it remembers them.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, base64url: codes, tokens, nonces. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * 128 random bits, base64url: names that are not secret but must not be guessed from one another. None begins with a
 * hyphen, as whoever types one would give a command an option.
 */
export function newId(): string {
  const id = randomBytes(16).toString('base64url')
  return id.startsWith('-') ? newId() : id
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Compares without telling by the time taken where two texts differ. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest())
}
