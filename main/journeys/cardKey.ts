// A card as the way into a drawer: finding its slot, and making one.

import { withAuthenticationKey } from '../card/authentication.ts'
import type { CertificateMemory } from '../card/certificateFile.ts'
import { openCertificate } from '../certificates/certificate.ts'
import type { DrawerHeader, DrawerKey, NewSlot } from '../drawer/drawer.ts'
import { cardSlotSalt, newCardSalt } from '../drawer/keySlots.ts'
import { fail } from '../failure.ts'
import { cardTag } from '../household/householdSecret.ts'
import type { AskSecret, CardReaders, ReaderId } from '../ports.ts'

export interface CardAtHand {
  readonly withCard: CardReaders['withCard']
  readonly reader: ReaderId
  readonly memory: CertificateMemory
  readonly askSecret: AskSecret
  readonly signal: AbortSignal
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
 * The key that this card gives for the drawer. The card is compared with the drawer's slots before its PIN is asked.
 * @throws card.otherPerson, drawer.noSuchSlot, card.*, app.cancelled
 */
export async function keyFromCard(
  card: CardAtHand,
  header: DrawerHeader,
  householdSecret: Uint8Array,
): Promise<DrawerKey> {
  const slots = header.slots.filter(({ kind }) => kind === 'card')
  if (slots.length === 0) fail({ code: 'drawer.noSuchSlot' })
  const slotOf = (certificate: Uint8Array) => {
    const tag = tagOf(certificate, householdSecret)
    return slots.find(({ cardTag }) => cardTag === tag) ?? fail({ code: 'card.otherPerson' })
  }
  return card.withCard(card.reader, (transmit) =>
    withAuthenticationKey(
      transmit,
      { ...howToAsk(card, 'openDrawer'), check: (certificate) => void slotOf(certificate) },
      async ({ certificate, signSlot }) => {
        const slot = slotOf(certificate)
        const signature = await signSlot(cardSlotSalt(slot, householdSecret), false)
        return { kind: 'card', signature, householdSecret, slotId: slot.id }
      },
    ),
  )
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
  return card.withCard(card.reader, (transmit) =>
    withAuthenticationKey(
      transmit,
      { ...howToAsk(card, 'newDrawer'), check: (certificate) => check(tagOf(certificate, householdSecret)) },
      async ({ certificate, signSlot }) => {
        const signature = await signSlot(salt, true)
        return { kind: 'card', salt, signature, cardTag: tagOf(certificate, householdSecret), householdSecret }
      },
    ),
  )
}

function howToAsk({ memory, askSecret, signal, person }: CardAtHand, purpose: 'openDrawer' | 'newDrawer') {
  return {
    memory,
    askPin: (triesLeft: number) =>
      askSecret({ kind: 'pin', pin: 'authentication', triesLeft, purpose, person }, signal),
    // The question takes an answer at the last try only after the person confirmed knowing the PIN.
    lastTry: 'askPinConfirms',
  } as const
}
