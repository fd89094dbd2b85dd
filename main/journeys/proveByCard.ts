// One statement signed by the card's authentication key: for logging in, and for letting this PC log in.
import { withAuthenticationKey } from '../card/authentication.ts'
import { isPhone } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { readCertificate } from '../certificates/certificate.ts'
import { verifyChain } from '../certificates/chain.ts'
import type { Trust } from '../certificates/trust.ts'
import { fail } from '../failure.ts'
import type { PinPurpose, Ports, ReaderId } from '../ports.ts'
import { askPin, leavesCount, type PinAsker, withAskedPin } from './askPin.ts'

export interface CardProof {
  readonly trust: Trust
  readonly reader: ReaderId
  readonly purpose: PinPurpose
  /** Whose drawer is open, and who receives the statement: for the question. */
  readonly person: string
  readonly origin: string
  /** A certificate that the card showed only after the PIN, before anything is signed: throws card.otherPerson and the like. */
  readonly opened?: (seen: SeenCard, certificate: Uint8Array) => Promise<void>
}

/**
 * The PIN is asked before the card is held, and the card is held for one signature.
 * @param message what `portal/statement.ts` made: purpose, origin and the rest
 * @returns signature (RSASSA-PKCS1-v1_5 with SHA-256) and certificate (DER)
 * @throws card.*, app.cancelled
 */
export async function proveByCard(
  { now, cards, askSecret, signal, guard }: Pick<Ports, 'now'> & PinAsker,
  { trust, reader, purpose, person, origin, opened }: CardProof,
  message: Uint8Array,
): Promise<{ readonly certificate: Uint8Array; readonly signature: Uint8Array }> {
  const asked = await askPin(
    {
      cards,
      askSecret,
      signal,
      guard: async (seen, wanted) => {
        if (seen.certificate !== undefined) await checkCardCertificate(seen.certificate, trust, now())
        await guard(seen, wanted)
      },
    },
    { reader, pin: 'authentication', purpose, person, origin },
  )
  const { seen } = asked
  return withAskedPin({ cards, signal }, asked, async (exchange, access, unchanged) => {
    const signed = await withAuthenticationKey(
      exchange,
      access,
      {
        typed: asked,
        certificate: isPhone(seen) ? undefined : seen.certificate,
        memory: cards.memory,
        opened: async (certificate) => {
          await checkCardCertificate(certificate, trust, now())
          await opened?.(seen, certificate)
        },
      },
      async ({ certificate, sign }) => ({ certificate, signature: await sign(message) }),
    )
    if (leavesCount(asked)) unchanged()
    return signed
  })
}

/**
 * Before a PIN is spent: the certificate has not ended, and a rehearsal takes practice cards only. Whose authority a real
 * portal accepts is the portal's to judge.
 * @throws card.certificateExpired, card.unknown
 */
async function checkCardCertificate(certificate: Uint8Array, trust: Trust, at: Date): Promise<void> {
  const { validUntil } = readCertificate(certificate)
  if (at.toISOString() > validUntil) fail({ code: 'card.certificateExpired', endedAt: validUntil })
  if (trust.realm === 'real') return
  const anchors = trust.jpki.authentication
  const { ok } = await verifyChain({ chain: [certificate], anchors, at, purpose: 'jpkiAuthentication' })
  if (!ok) fail({ code: 'card.unknown' })
}
