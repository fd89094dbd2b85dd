// What keeps a card from logging in, judged before any PIN is asked; undefined when nothing does.
import type { Failure } from '../preload/failure.ts'
import type { CardInReader, CardState } from '../preload/shapes/card.ts'

export type MyNumberCard = Extract<CardInReader, { kind: 'myNumber' }>

/** `openPersonId`: whose drawer is open. A card whose owner is not known yet is let through: main compares again. */
export function cardTrouble(card: CardInReader, openPersonId: string | undefined): Failure | undefined {
  switch (card.kind) {
    case 'reading':
      return undefined
    case 'unknown':
    case 'licence':
      return { code: 'card.unknown' }
    case 'failed':
      // Main made it; only a newer main could name a code that has no sentence, and failureText answers for that too.
      return card.failure as Failure
    case 'myNumber':
      if (card.personId !== null && openPersonId !== undefined && card.personId !== openPersonId)
        return { code: 'card.otherPerson', personId: card.personId }
      if (card.withoutPins) return { code: 'card.withoutPins' }
      if (card.authentication === null && !isPhone(card)) return { code: 'card.noCertificate' }
      if (card.authentication?.expired)
        return { code: 'card.certificateExpired', endedAt: card.authentication.validUntil }
      if (card.triesLeft.authentication === 0) return { code: 'card.pinLocked' }
      return undefined
  }
}

/** A phone's token, which shows its certificate only after the PIN. */
export const isPhone = (card: CardInReader): boolean =>
  card.kind === 'myNumber' && (card.medium === 'android' || card.medium === 'iphone')

/** Trouble before there is any card to judge. */
export function readerTrouble(state: CardState): Failure | undefined {
  if (state.service === 'down') return { code: 'card.noService' }
  if (state.readers.length === 0) return { code: 'card.noReader' }
  if (state.readers.every(({ card }) => card === null)) return { code: 'card.absent' }
  return undefined
}

/** The reader to begin with: the open person's own card, else the first usable one, else the first with a card. */
export function preferredReader(state: CardState, openPersonId: string | undefined): string | undefined {
  const held = state.readers.filter(({ card }) => card !== null)
  const own = held.find(
    ({ card }) => card?.kind === 'myNumber' && card.personId !== null && card.personId === openPersonId,
  )
  const usable = held.find(({ card }) => card?.kind === 'myNumber' && cardTrouble(card, openPersonId) === undefined)
  return (own ?? usable ?? held[0])?.id
}
