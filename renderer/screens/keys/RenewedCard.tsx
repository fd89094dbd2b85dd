// A card that is nobody's key: perhaps the owner's own after its certificate was renewed.
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Key } from '../../../preload/shapes/keys.ts'
import type { Household } from '../../../preload/shapes/people.ts'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'

/** A plastic card or phone lies in a reader and belongs to nobody of this household. */
const unknownCard = (card: CardState | undefined): boolean =>
  card?.readers.some(({ card: held }) => held?.kind === 'myNumber' && held.personId === null && !held.withoutPins) ===
  true

interface Props {
  readonly card: CardState | undefined
  readonly keys: readonly Key[]
  readonly running: boolean
  readonly onRenew: (key: Key) => void
}

/** With the drawer open: the card takes the place of the old one. */
export function RenewedCard({ card, keys, running, onRenew }: Props) {
  const { text } = useText()
  const [old] = keys.filter(({ kind }) => kind === 'card')
  if (old === undefined || !unknownCard(card)) return null
  return (
    <Notice kind="info" title={text.keys.renewed}>
      <p>
        <Ruby>{text.keys.renewedText}</Ruby>
      </p>
      <Actions>
        <Button icon="card" pending={running} onPress={() => onRenew(old)}>
          {text.keys.renewCard}
        </Button>
      </Actions>
    </Notice>
  )
}

interface HintProps {
  readonly card: CardState | undefined
  readonly household: Household
  readonly go: Go
}

/** What to do first; with a drawer open that a card opens, where to go on. */
export function RenewedCardHint({ card, household, go }: HintProps) {
  const { text } = useText()
  const { open, people } = household
  const concerned = open === null ? people : people.filter(({ id }) => id === open.personId && open.by !== 'card')
  if (!concerned.some(({ openers }) => openers.includes('card')) || !unknownCard(card)) return null
  return (
    <Notice kind="info" title={text.keys.renewed}>
      <p>
        <Ruby>{open === null ? text.keys.renewedFamily : text.keys.renewedText}</Ruby>
      </p>
      {open !== null && (
        <Actions>
          <Button icon="card" onPress={() => go({ name: 'keys' })}>
            {text.keys.open}
          </Button>
        </Actions>
      )}
    </Notice>
  )
}
