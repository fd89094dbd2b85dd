// Which reader is meant, where more than one holds a card.
import { useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Person } from '../../preload/shapes/people.ts'
import { preferredReader } from '../cardTrouble.ts'
import { useText } from '../text/TextContext.tsx'
import { Choice } from './Choice.tsx'
import style from './ReaderStatus.module.css'
import { useCardSentence } from './ReaderStatus.tsx'

/**
 * The reader that was chosen, as long as it holds a card; otherwise the one that fits whose drawer is open.
 *
 * @returns `choice`: what to choose with; undefined where there is nothing to choose
 */
export function useReaderChoice(
  state: CardState | undefined,
  people: readonly Person[],
  openPersonId: string | undefined,
) {
  const { text } = useText()
  const sentence = useCardSentence(people, openPersonId)
  const [chosen, setChosen] = useState<string>()
  const held = state?.readers.filter(({ card }) => card !== null) ?? []
  const reader =
    held.find(({ id }) => id === chosen) ??
    held.find(({ id }) => state !== undefined && id === preferredReader(state, openPersonId))
  const choice =
    held.length > 1 ? (
      <Choice
        label={text.card.chooseReader}
        value={reader?.id}
        onChange={setChosen}
        options={held.map((one) => ({
          value: one.id,
          label: sentence(one.card),
          content: <small className={style['reader']}>{one.id}</small>,
        }))}
      />
    ) : undefined
  return { reader, choice }
}
