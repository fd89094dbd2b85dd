// One statement signed by the card's signing key (署名用), for an application whose procedure asks for it.

import type { CertificateMemory } from '../card/certificateFile.ts'
import type { Ports } from '../ports.ts'
import { askPin, type PinAsker } from './askPin.ts'
import type { CardProof } from './proveByCard.ts'
import { withSigningKey } from './withSigningKey.ts'

export interface SignatureProof extends Omit<CardProof, 'trust'> {
  readonly ownMemory: CertificateMemory
}

/**
 * The PIN is asked before the card is held, and the card is held for one signature.
 * @param message what `portal/statement.ts` made: purpose, origin and the rest
 * @returns signature (RSASSA-PKCS1-v1_5 with SHA-256) and certificate (DER)
 * @throws card.*, app.cancelled
 */
export async function signStatement(
  { now, cards, askSecret, signal, guard }: Pick<Ports, 'now'> & PinAsker,
  { reader, purpose, person, origin, ownMemory, opened }: SignatureProof,
  message: Uint8Array,
): Promise<{ readonly certificate: Uint8Array; readonly signature: Uint8Array }> {
  const asked = await askPin({ cards, askSecret, signal, guard }, { reader, pin: 'signature', purpose, person, origin })
  return withSigningKey({ now, cards, signal }, asked, { ownMemory, opened }, async ({ certificate, sign }) => ({
    certificate,
    signature: await sign(message),
  }))
}
