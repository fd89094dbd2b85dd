// What a log-in does with a card, without a watch: looks at it, takes the PIN that was typed, holds it for one signature.
import { type AuthenticationKey, withAuthenticationKey } from '../../main/card/authentication.ts'
import { type CertificateMemory, rememberCertificates } from '../../main/card/certificateFile.ts'
import { openChannel } from '../../main/card/channel.ts'
import { lookAtCard } from '../../main/card/look.ts'
import { confirmSameCard, isPhone } from '../../main/card/sameCard.ts'
import type { SeenCard } from '../../main/card/seenCard.ts'
import type { Transmit } from '../../main/ports.ts'

export interface Typed {
  readonly bytes: Uint8Array
  readonly shown: number
}

export interface CardPin {
  readonly typed: Typed
  readonly memory?: CertificateMemory
  readonly opened?: (certificate: Uint8Array) => Promise<void>
}

/** The card as a watch would have seen it. */
export async function see(
  transmit: Transmit,
  memory: CertificateMemory = rememberCertificates(),
  now: () => Date = () => new Date(),
): Promise<SeenCard> {
  const { card, certificate } = await lookAtCard(transmit, { now, memory })
  return { reader: 'one', insertion: 1, card, certificate, shown: undefined }
}

/** All that is sent while the card is held. */
export async function holdKey<T>(
  transmit: Transmit,
  seen: SeenCard,
  { typed, memory = rememberCertificates(), opened }: CardPin,
  work: (key: AuthenticationKey) => Promise<T>,
): Promise<T> {
  const exchange = openChannel(transmit)
  const access = { shortIds: memory.access.shortIds }
  await confirmSameCard(exchange, access, seen)
  const certificate = isPhone(seen) ? undefined : seen.certificate
  const more = opened === undefined ? {} : { opened }
  return withAuthenticationKey(exchange, access, { typed, certificate, memory, ...more }, work)
}

/** One message signed. */
export const signHeld = (transmit: Transmit, seen: SeenCard, { message, ...pin }: CardPin & { message: Uint8Array }) =>
  holdKey(transmit, seen, pin, async ({ certificate, sign }) => ({ certificate, signature: await sign(message) }))
