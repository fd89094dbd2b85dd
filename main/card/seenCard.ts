import type { CardInReader } from '../../preload/shapes/card.ts'
import type { ReaderId } from '../ports.ts'

/** A card as it was looked at. */
export interface SeenCard {
  readonly reader: ReaderId
  readonly insertion: number
  readonly card: Exclude<CardInReader, { kind: 'reading' | 'failed' }>
  /** The authentication certificate (DER); `undefined`: it has none, or shows it only after the PIN. */
  readonly certificate: Uint8Array | undefined
  /** What it showed only after a PIN, last: a phone's certificate, or the signing certificate of a card that has no other. */
  readonly shown: Uint8Array | undefined
}
