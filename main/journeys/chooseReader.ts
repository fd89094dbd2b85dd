import type { CardState } from '../../preload/shapes/card.ts'
import { fail } from '../failure.ts'
import type { ReaderId } from '../ports.ts'

/**
 * The reader that is meant: the named one, else the one with a My Number Card, else the one with any card.
 * @throws card.noService, card.noReader, card.absent
 */
export function chooseReader(state: CardState, named: ReaderId | undefined): ReaderId {
  if (state.service === 'down') fail({ code: 'card.noService' })
  if (state.readers.length === 0) fail({ code: 'card.noReader' })
  if (named !== undefined) return state.readers.some(({ id }) => id === named) ? named : fail({ code: 'card.noReader' })
  const withCard = state.readers.filter(({ card }) => card !== null)
  const chosen = withCard.find(({ card }) => card?.kind === 'myNumber') ?? withCard[0]
  return chosen?.id ?? fail({ code: 'card.absent' })
}
