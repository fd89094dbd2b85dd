// Which card would sign the application, and what keeps it from doing so, judged before any PIN is asked.
import type { Failure } from '../../../preload/failure.ts'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Review } from '../../../preload/shapes/drafts.ts'
import { cardTrouble, isPhone, preferredReader, readerTrouble } from '../../cardTrouble.ts'
import { signingTrouble } from '../documents/signingCard.ts'

interface CardFor {
  readonly reader: string | undefined
  /** Whose it is has to be said first. */
  readonly phone: boolean
  readonly trouble: Failure | undefined
  /** Of the PIN that will be asked. */
  readonly triesLeft: number | null
}

const without: CardFor = { reader: undefined, phone: false, trouble: undefined, triesLeft: null }

/** @param personId whose card it has to be */
export function cardFor(signature: Review['signature'], state: CardState | undefined, personId: string): CardFor {
  if (signature === 'none' || state === undefined) return without
  const reader = preferredReader(state, personId)
  const card = state.readers.find(({ id }) => id === reader)?.card ?? undefined
  const judge = signature === 'sign' ? signingTrouble : cardTrouble
  const tries = card?.kind === 'myNumber' ? card.triesLeft : undefined
  return {
    reader,
    phone: card !== undefined && isPhone(card),
    trouble: readerTrouble(state) ?? (card === undefined ? undefined : judge(card, personId)),
    triesLeft: (signature === 'sign' ? tries?.signature : tries?.authentication) ?? null,
  }
}
