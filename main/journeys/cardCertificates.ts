// The certificates of a card: looking at them, reading the one that wants its PIN, and keeping one in the drawer.
import type { CertificateRole, CertificateView } from '../../preload/shapes/certificates.ts'
import type { CredentialCard } from '../../preload/shapes/credentials.ts'
import { leaveClean } from '../card/applications.ts'
import type { CardWatch } from '../card/cardWatch.ts'
import { certificateFiles, readCertificate, readCertificates } from '../card/certificateFile.ts'
import { openChannel } from '../card/channel.ts'
import { pins, verifyPin } from '../card/pin.ts'
import { comparedLate, confirmSameCard } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { cardCertificateNames } from '../certificates/cardCertificateNames.ts'
import { certificateView } from '../certificates/certificateView.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import type { ReaderId } from '../ports.ts'
import { untilCancelled } from '../work.ts'
import { askPin, leavesCount, type PinAsker, withAskedPin } from './askPin.ts'

/** DER, the certificate first, its authority's after it where the card has one. */
type CertificateChain = readonly Uint8Array[]

/** A signing certificate that was read, and from which card. */
export interface SigningCertificate {
  readonly chain: CertificateChain
  readonly seen: SeenCard
}

interface Judging {
  readonly trust: Trust
  readonly at: Date
}

type CardInUse = Pick<PinAsker, 'signal'> & { readonly cards: Pick<CardWatch, 'look' | 'withSeen' | 'memory'> }

/**
 * The certificates that are open to everybody. Each is read once in the life of the program.
 * @throws card.noCertificate where there is none at all, card.*
 */
export async function viewCertificates(
  using: CardInUse,
  reader: ReaderId,
  { trust, at }: Judging,
): Promise<CertificateView[]> {
  const { found } = await readOpen(using, reader, ['authentication', 'authenticationAuthority', 'signatureAuthority'])
  const authority = found.find(({ role }) => role === 'authenticationAuthority')?.der
  const views = found.map(({ role, der }) =>
    certificateView({
      certificate: der,
      role,
      authority: role === 'authentication' ? authority : undefined,
      trust,
      at,
    }),
  )
  return views.length === 0 ? fail({ code: 'card.noCertificate' }) : Promise.all(views)
}

/**
 * Asks for the signing PIN and reads the certificate that it opens. Where the card showed none before, as a phone does, it
 * is compared with the open drawer here.
 * @param opened told that certificate; throws card.otherPerson, card.unfamiliar
 * @throws card.noCertificate, and what `askPin` and `verifyPin` throw
 */
export async function readSigningCertificate(
  asker: PinAsker,
  { reader, person, opened }: { reader: ReaderId; person?: string; opened: OpenedCertificate },
): Promise<SigningCertificate> {
  const asked = await askPin(asker, {
    reader,
    pin: 'signature',
    purpose: 'readCertificate',
    ...(person === undefined ? {} : { person }),
  })
  const { seen } = asked
  const chain = await withAskedPin(asker, asked, async (exchange, access, unchanged) => {
    try {
      await verifyPin(exchange, access, pins.signature, asked)
      // Its holder's name and address stay in no memory of the program.
      const read = await readCertificate(exchange, access, certificateFiles.signature)
      if (read.kind !== 'certificate') return fail({ code: 'card.noCertificate' })
      if (comparedLate(seen)) await opened(seen, read.der)
      const authority = await readCertificates(exchange, access, asker.cards.memory, ['signatureAuthority'])
      if (leavesCount(asked)) unchanged()
      return [read.der, ...authority.map(({ der }) => der)]
    } finally {
      await leaveClean(exchange)
    }
  })
  return { chain, seen }
}

type OpenedCertificate = (seen: SeenCard, certificate: Uint8Array) => Promise<void>

/** A signing certificate as it is shown. */
export async function signingView({ chain }: SigningCertificate, { trust, at }: Judging): Promise<CertificateView> {
  const [certificate, authority] = chain
  if (certificate === undefined) return fail({ code: 'card.noCertificate' })
  return certificateView({ certificate, role: 'signature', authority, trust, at })
}

/**
 * Reads the authentication certificate and its authority's, after the guard has compared the card.
 * @throws card.noCertificate, card.*, and what `guard` throws
 */
export async function readToKeep(
  using: CardInUse & { readonly guard: (certificate: Uint8Array) => Promise<void> },
  reader: ReaderId,
): Promise<CertificateChain> {
  const seen = await using.cards.look(reader, using.signal)
  if (seen.certificate === undefined) return fail({ code: 'card.noCertificate' })
  await using.guard(seen.certificate)
  const { found } = await readOpen(using, reader, ['authentication', 'authenticationAuthority'])
  const [first] = found
  if (first?.role !== 'authentication') return fail({ code: 'card.noCertificate' })
  // The card may have been exchanged since.
  await using.guard(first.der)
  return found.map(({ der }) => der)
}

/** Puts a certificate into the drawer, to be looked at without the card. @throws credential.invalid, drawer.* */
export function keepCertificate(
  drawer: Drawer,
  kind: 'authentication' | 'signature',
  chain: CertificateChain,
  at: string,
): Promise<CredentialCard> {
  return drawer.keepCertificate(chain, cardCertificateNames[kind], at)
}

async function readOpen({ cards, signal }: CardInUse, reader: ReaderId, roles: readonly CertificateRole[]) {
  const seen = await cards.look(reader, signal)
  if (seen.card.kind !== 'myNumber') return fail({ code: 'card.unknown' })
  const found = await cards.withSeen(seen, async (transmit, unchanged) => {
    const exchange = openChannel(untilCancelled(transmit, signal))
    const access = { shortIds: cards.memory.access.shortIds }
    await confirmSameCard(exchange, access, seen)
    const certificates = await readCertificates(exchange, access, cards.memory, roles)
    await leaveClean(exchange)
    unchanged()
    return certificates
  })
  return { seen, found }
}
