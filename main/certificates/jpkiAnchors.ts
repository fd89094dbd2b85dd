import { createHash } from 'node:crypto'
import type { Trust } from './trust.ts'

/**
 * The anchors for a certificate of the card: the realm's own, and of the certificates that came with it those whose
 * fingerprint is pinned. A card carries a copy of its authority's certificate; by itself that copy is no anchor.
 *
 * @param chain DER, leaf first
 */
export function jpkiAnchors(
  { jpki }: Trust,
  use: 'authentication' | 'signature',
  chain: readonly Uint8Array[],
): readonly Uint8Array[] {
  const pinned = new Set(jpki.pinned?.[use])
  const sha256 = (der: Uint8Array) => createHash('sha256').update(der).digest('hex')
  return [...jpki[use], ...chain.slice(1).filter((der) => pinned.has(sha256(der)))]
}
