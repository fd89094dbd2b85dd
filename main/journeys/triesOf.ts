import type { CardInReader } from '../../preload/shapes/card.ts'
import { fail } from '../failure.ts'
import type { PinName } from '../ports.ts'

/** The tries left of that PIN as a look saw them; null: there is no such PIN. @throws card.unknown on a card of another kind */
export function triesOf(card: CardInReader, pin: PinName): number | null {
  if (card.kind === 'licence') return pin === 'licence1' || pin === 'licence2' ? card.triesLeft[pin] : null
  if (card.kind !== 'myNumber') return fail({ code: 'card.unknown' })
  if (pin === 'licenceOnCard') return card.licence?.triesLeft ?? null
  return pin === 'licence1' || pin === 'licence2' ? fail({ code: 'card.unknown' }) : card.triesLeft[pin]
}
