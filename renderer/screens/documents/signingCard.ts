// Which card would sign, and what keeps it from doing so, judged before any PIN is asked.
import type { Failure } from '../../../preload/failure.ts'
import type { CardInReader, CardState } from '../../../preload/shapes/card.ts'
import { isPhone, preferredReader, readerTrouble } from '../../cardTrouble.ts'

interface SigningCard {
  readonly reader: string | undefined
  /** Whose it is has to be said first. */
  readonly phone: boolean
  readonly trouble: Failure | undefined
  readonly triesLeft: number | null
}

/** @param personId whose drawer is open */
export function useSigningCard(state: CardState | undefined, personId: string | undefined): SigningCard {
  if (state === undefined) return { reader: undefined, phone: false, trouble: undefined, triesLeft: null }
  const reader = preferredReader(state, personId)
  const card = state.readers.find(({ id }) => id === reader)?.card ?? undefined
  const trouble = readerTrouble(state) ?? (card === undefined ? undefined : signingTrouble(card, personId))
  const phone = card !== undefined && isPhone(card)
  return { reader, phone, trouble, triesLeft: card?.kind === 'myNumber' ? card.triesLeft.signature : null }
}

/** A card whose owner is not known yet is let through: main compares again. */
export function signingTrouble(card: CardInReader, personId: string | undefined): Failure | undefined {
  switch (card.kind) {
    case 'reading':
      return undefined
    case 'licence':
    case 'unknown':
      return { code: 'card.unknown' }
    case 'failed':
      // Main made it; failureText answers for a code that has no sentence.
      return card.failure as Failure
    case 'myNumber':
      if (card.personId !== null && personId !== undefined && card.personId !== personId)
        return { code: 'card.otherPerson', personId: card.personId }
      if (card.withoutPins) return { code: 'card.withoutPins' }
      if (card.triesLeft.signature === 0) return { code: 'card.pinLocked' }
      return card.hasSignatureCertificate ? undefined : { code: 'card.noCertificate' }
  }
}
