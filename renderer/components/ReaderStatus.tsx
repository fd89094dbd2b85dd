import type { CardInReader, CardState } from '../../preload/shapes/card.ts'
import type { Person } from '../../preload/shapes/people.ts'
import { cardTrouble, isPhone } from '../cardTrouble.ts'
import { useText } from '../text/TextContext.tsx'
import { Icon } from './Icon.tsx'
import style from './ReaderStatus.module.css'
import { Ruby } from './Ruby.tsx'

interface Props {
  readonly state: CardState | undefined
  readonly people: readonly Person[]
  readonly openPersonId: string | undefined
  /** Where it stands by itself, outside any part. */
  readonly framed?: boolean
}

/** Readers and cards as they are now, told again when they change. */
export function ReaderStatus({ state, people, openPersonId, framed = false }: Props) {
  const { text } = useText()
  const sentence = useCardSentence(people, openPersonId)
  return (
    <div className={`${style['status']} ${framed ? style['framed'] : ''}`} role="status">
      {state === undefined && <Line tone="none" words={text.shell.loading} />}
      {state?.service === 'down' && <Line tone="bad" words={text.card.serviceDown} />}
      {state?.service === 'up' && state.readers.length === 0 && <Line tone="none" words={text.card.noReader} />}
      {state?.service === 'up' &&
        state.readers.map(({ id, card }, index) => (
          <Line
            key={id}
            tone={
              card === null
                ? 'none'
                : card.kind === 'reading'
                  ? 'wait'
                  : card.kind === 'licence' || cardTrouble(card, openPersonId) === undefined
                    ? 'good'
                    : 'bad'
            }
            words={sentence(card)}
            reader={state.readers.length > 1 ? `${text.card.reader} ${index + 1}${text.marks.colon}` : undefined}
          />
        ))}
    </div>
  )
}

/** One card in one sentence. */
export function useCardSentence(people: readonly Person[], openPersonId: string | undefined) {
  const { text } = useText()
  return (card: CardInReader | null): string => {
    if (card === null) return text.card.empty
    if (card.kind === 'reading') return text.card.reading
    if (card.kind === 'unknown') return text.card.unknown
    if (card.kind === 'failed') return text.card.trouble
    if (card.kind === 'licence') return text.pinCare.media.licence
    const owner = people.find(({ id }) => id === card.personId)
    const kind = isPhone(card) ? text.pinCare.media[card.medium] : text.card.myNumber
    const name = owner === undefined ? kind : text.card.belongsTo(owner.name)
    return cardTrouble(card, openPersonId) === undefined ? name : `${name}${text.marks.aside(text.card.trouble)}`
  }
}

function Line({
  tone,
  words,
  reader,
}: {
  tone: 'none' | 'good' | 'bad' | 'wait'
  words: string
  reader?: string | undefined
}) {
  return (
    <p className={style['line']} data-tone={tone}>
      <Icon name={tone === 'good' ? 'card' : tone === 'bad' ? 'warn' : 'reader'} size={22} />
      <span>
        {reader !== undefined && <small>{reader}</small>}
        <Ruby>{words}</Ruby>
      </span>
    </p>
  )
}
