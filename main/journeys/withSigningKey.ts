// The card held with its signing key (署名用), by the PIN that was asked for before: for documents and for applications.
import type { CertificateMemory } from '../card/certificateFile.ts'
import { comparedLate } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { withSignatureKey } from '../card/signature.ts'
import { readCertificate } from '../certificates/certificate.ts'
import { fail } from '../failure.ts'
import type { Ports } from '../ports.ts'
import { leavesCount, type PinAsker, withAskedPin } from './askPin.ts'

type Asked = Parameters<typeof withAskedPin>[1]
type SigningKey = Parameters<Parameters<typeof withSignatureKey>[3]>[0]

export interface OwnSigning {
  /** Signing certificates of the person whose turn it is; see withSignatureKey. */
  readonly ownMemory: CertificateMemory
  /** Told the certificate of a phone, or of a card that shows no other: throws card.otherPerson and the like. */
  readonly opened?: ((seen: SeenCard, certificate: Uint8Array) => Promise<void>) | undefined
}

/**
 * Nothing is signed with a certificate that has ended, nor before its owner was compared.
 * @throws card.*, app.cancelled, and what `work` throws
 */
export async function withSigningKey<T>(
  { now, cards, signal }: Pick<Ports, 'now'> & Pick<PinAsker, 'cards' | 'signal'>,
  asked: Asked,
  { ownMemory, opened }: OwnSigning,
  work: (key: SigningKey) => Promise<T>,
): Promise<T> {
  const judge = async (certificate: Uint8Array): Promise<void> => {
    mustNotHaveEnded(certificate, now())
    if (comparedLate(asked.seen)) await opened?.(asked.seen, certificate)
  }
  return withAskedPin({ cards, signal }, asked, (exchange, access, unchanged) =>
    withSignatureKey(
      exchange,
      access,
      { typed: asked, memory: cards.memory, ownMemory, opened: judge },
      async (key) => {
        const value = await work(key)
        if (leavesCount(asked)) unchanged()
        return value
      },
    ),
  )
}

/** A signature by a certificate that has ended would count nowhere. @throws card.certificateExpired */
function mustNotHaveEnded(certificate: Uint8Array, at: Date): void {
  const { validUntil } = readCertificate(certificate)
  if (at.toISOString() > validUntil) fail({ code: 'card.certificateExpired', endedAt: validUntil })
}
