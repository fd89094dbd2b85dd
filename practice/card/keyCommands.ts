// What the card does with its keys, and the random numbers it gives.
import { randomBytes, sign as signMessage } from 'node:crypto'
import { answer, ok } from './answer.ts'
import type { Command } from './apdu.ts'
import { type CardState, referenced } from './cardState.ts'
import { computeSignature } from './signing.ts'

/** COMPUTE DIGITAL SIGNATURE. */
export function sign({ p1, p2, data, le }: Command, card: CardState): Uint8Array {
  // P2 00 is how the key that needs no PIN is called; taken as the current file.
  const file = p2 === 0x00 ? (card.file ?? 0x6986) : referenced(card, p2)
  if (typeof file === 'number') return answer(file)
  if (file.kind === 'pin') return answer(0x6985)
  if (file.kind !== 'key') return answer(0x6981)
  // A key for the other command: the status word is known from the reverse.
  if (file.use === 'internalAuthenticate') return answer(0x6985)
  if (p1 > 0x05) return answer(0x6a86)
  if (!card.opens(file.access)) return answer(0x6982)
  if (data.length === 0 || le === undefined || le < 256) return answer(0x6700)
  const signature = computeSignature(file.key, p1, data)
  return typeof signature === 'number' ? answer(signature) : answer(ok, signature)
}

/** INTERNAL AUTHENTICATE: the challenge of 1–255 bytes signed with PKCS #1 v1.5 and SHA-256. */
export function internalAuthenticate({ p1, p2, data, le }: Command, card: CardState): Uint8Array {
  if (p1 !== 0x00) return answer(0x6a86)
  const file = referenced(card, p2)
  if (typeof file === 'number') return answer(file)
  if (file.kind !== 'key') return answer(0x6981)
  if (!card.opens(file.access)) return answer(0x6982)
  if (file.use !== 'internalAuthenticate') return answer(0x6985)
  if (data.length === 0 || data.length > 255 || le === undefined || le < 256) return answer(0x6700)
  return answer(ok, signMessage('sha256', data, file.key))
}

/** GET CHALLENGE: exactly as many random bytes as were asked for. */
export function getChallenge({ p1, p2, data, le, extended }: Command): Uint8Array {
  if (p1 !== 0 || p2 !== 0) return answer(0x6a86)
  if (data.length > 0 || le === undefined) return answer(0x6700)
  return extended ? answer(0x6985) : answer(ok, randomBytes(le))
}
