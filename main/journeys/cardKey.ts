// A card as the way into a drawer: finding its slot, and making one.

import { withAuthenticationKey } from '../card/authentication.ts'
import { isPhone } from '../card/sameCard.ts'
import type { SeenCard } from '../card/seenCard.ts'
import { openCertificate } from '../certificates/certificate.ts'
import { cardSlotSalt, newCardSalt } from '../drawer/cardSlot.ts'
import type { DrawerHeader, DrawerKey, NewSlot } from '../drawer/contract/door.ts'
import { fail } from '../failure.ts'
import { cardTag } from '../household/householdSecret.ts'
import type { ReaderId } from '../ports.ts'
import { askPin, leavesCount, type PinAsker, withAskedPin } from './askPin.ts'

export interface CardAtHand extends Omit<PinAsker, 'guard'> {
  readonly reader: ReaderId
  /** Whose drawer, for the question. */
  readonly person: string
}

/** The card's tag under this household's secret: tells one card from another and nothing about it. */
export function tagOf(certificate: Uint8Array, householdSecret: Uint8Array): string {
  const { publicKey } = openCertificate(certificate)
  if (publicKey === undefined) return fail({ code: 'card.certificateUnreadable' })
  return cardTag(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })), householdSecret)
}

/**
 * The key that this card gives for the drawer. The card is compared with the drawer's slots before its PIN is asked; a
 * phone's, which shows its certificate later, before it signs.
 * @param unknown says whose it is that opens nothing here; by its tag
 * @throws card.otherPerson, card.notAKey, drawer.noSuchSlot, card.*, app.cancelled
 */
export async function keyFromCard(
  card: CardAtHand,
  header: DrawerHeader,
  householdSecret: Uint8Array,
  unknown: (tag: string) => never,
): Promise<DrawerKey> {
  const slots = header.slots.filter(({ kind }) => kind === 'card')
  if (slots.length === 0) fail({ code: 'drawer.noSuchSlot' })
  const slotOf = (certificate: Uint8Array) => {
    const tag = tagOf(certificate, householdSecret)
    return slots.find(({ cardTag }) => cardTag === tag) ?? unknown(tag)
  }
  const check = (certificate: Uint8Array): void => void slotOf(certificate)
  return withKey(card, 'openDrawer', check, async ({ certificate, signSlot }) => {
    const slot = slotOf(certificate)
    const signature = await signSlot(cardSlotSalt(slot, householdSecret), false)
    return { kind: 'card', signature, householdSecret, slotId: slot.id }
  })
}

/**
 * A new slot for this card: the card signs twice, and is refused when the two differ.
 * @param check may refuse the card before its PIN is asked
 */
export async function newCardSlot(
  card: CardAtHand,
  householdSecret: Uint8Array,
  check: (tag: string) => void,
): Promise<NewSlot> {
  const salt = newCardSalt()
  const checkTag = (certificate: Uint8Array): void => check(tagOf(certificate, householdSecret))
  return withKey(card, 'newDrawer', checkTag, async ({ certificate, signSlot }, phone) => {
    const signature = await signSlot(salt, true)
    const medium = phone ? 'phone' : 'card'
    return { kind: 'card', salt, signature, cardTag: tagOf(certificate, householdSecret), householdSecret, medium }
  })
}

async function withKey<T>(
  card: CardAtHand,
  purpose: 'openDrawer' | 'newDrawer',
  check: (certificate: Uint8Array) => void,
  work: (key: Parameters<Parameters<typeof withAuthenticationKey<T>>[3]>[0], phone: boolean) => Promise<T>,
): Promise<T> {
  const { reader, person } = card
  const guard = async ({ certificate }: SeenCard): Promise<void> => {
    if (certificate !== undefined) check(certificate)
  }
  const asked = await askPin({ ...card, guard }, { reader, pin: 'authentication', purpose, person })
  const certificate = isPhone(asked.seen) ? undefined : asked.seen.certificate
  return withAskedPin(card, asked, async (exchange, access, unchanged) => {
    const { memory } = card.cards
    const opened = async (shown: Uint8Array): Promise<void> => check(shown)
    const result = await withAuthenticationKey(exchange, access, { typed: asked, certificate, memory, opened }, (key) =>
      work(key, isPhone(asked.seen)),
    )
    if (leavesCount(asked)) unchanged()
    return result
  })
}
