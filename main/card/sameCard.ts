// Is it still the card that was looked at? Asked anew each time that a card is held, before a PIN is sent to it.
import { fail } from '../failure.ts'
import { files, selectApplication } from './applications.ts'
import type { Exchange } from './channel.ts'
import type { FileAccess } from './fileAccess.ts'
import { type FileStart, isEmpty, readStart } from './files.ts'
import type { SeenCard } from './seenCard.ts'

/**
 * Compares the beginning of the authentication certificate, which holds issuer, serial number and more (RFC 5280 4.1), with
 * what was seen. Leaves 公的個人認証AP selected, where the card has it. A driver's licence has none: its insertion is all there is to compare.
 *
 * @throws card.swapped
 */
export async function confirmSameCard(exchange: Exchange, access: FileAccess, seen: SeenCard): Promise<void> {
  if (seen.card.kind !== 'myNumber') return
  const start: FileStart = (await selectApplication(exchange, 'jpki'))
    ? await readStart(exchange, access, files.authenticationCertificate, 'compare certificate')
    : { kind: 'absent' }
  if (!fits(start, seen)) return fail({ code: 'card.swapped' })
}

function fits(start: FileStart, seen: SeenCard): boolean {
  if (start.kind === 'pinNeeded') return isPhone(seen)
  if (start.kind === 'absent' || isEmpty(start.bytes)) return seen.certificate === undefined && !isPhone(seen)
  return seen.certificate !== undefined && isPrefix(start.bytes, seen.certificate)
}

/** A phone's token, which keeps its certificate behind the PIN. */
export function isPhone({ card }: Pick<SeenCard, 'card'>): boolean {
  return card.kind === 'myNumber' && (card.medium === 'android' || card.medium === 'iphone')
}

/** What the PIN opens could not be compared with anything before: it is compared then, before anything is signed. */
export const comparedLate = (seen: SeenCard): boolean => seen.certificate === undefined || isPhone(seen)

/** Fewer bytes than these could be two certificates' alike. The file goes on with filler behind a short one. */
const tellingBytes = 200

function isPrefix(start: Uint8Array, certificate: Uint8Array): boolean {
  const length = Math.min(start.length, certificate.length)
  return length >= tellingBytes && Buffer.compare(start.subarray(0, length), certificate.subarray(0, length)) === 0
}
