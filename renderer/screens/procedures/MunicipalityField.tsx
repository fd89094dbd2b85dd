// Choosing a municipality: part of its name is typed, and one of those that fit is taken. None is taken by itself.
import { useEffect, useState } from 'react'
import type { Municipality } from '../../../preload/shapes/procedures.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { Note } from '../../components/Note.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Procedures.module.css'

interface Props {
  readonly place: Municipality | undefined
  readonly typed: string
  readonly onTyped: (typed: string) => void
  readonly onChosen: (place: Municipality | undefined) => void
  /** Something was typed and nothing taken. */
  readonly unchosen: boolean
}

export function MunicipalityField({ place, typed, onTyped, onChosen, unchosen }: Props) {
  const { text } = useText()
  const words = text.procedures.fields
  const fitting = useFitting(typed)
  if (place !== undefined)
    return (
      <div className={style['chosen']}>
        <p>
          <strong>
            <Ruby>{words.place}</Ruby>
          </strong>
          {text.marks.colon}
          {place.prefecture}
          {place.name}
        </p>
        <Button look="quiet" icon="cross" onPress={() => onChosen(undefined)}>
          {words.placeClear}
        </Button>
      </div>
    )
  return (
    <div className={style['place']}>
      <Field
        label={words.place}
        note={words.placeNote}
        value={typed}
        maxLength={40}
        onChange={onTyped}
        error={unchosen ? words.placeUnchosen : undefined}
      />
      <Note live>{fitting !== undefined && <Ruby>{words.placeFitting(fitting.length)}</Ruby>}</Note>
      {fitting !== undefined && fitting.length > 0 && (
        <ul className={style['fitting']} aria-label={withoutRuby(words.placeList)}>
          {fitting.map((one) => (
            <li key={one.code}>
              <button type="button" onClick={() => onChosen(one)}>
                {one.prefecture}
                {one.name}
                <small>{one.reading}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Undefined while nothing was typed, or main has not answered for it. */
function useFitting(typed: string): readonly Municipality[] | undefined {
  const [answer, setAnswer] = useState<{ readonly typed: string; readonly fitting: readonly Municipality[] }>()
  useEffect(() => {
    if (typed.trim() === '') return
    let ended = false
    void window.wallet.procedures.municipalities({ text: typed }).then((outcome) => {
      if (!ended && outcome.ok) setAnswer({ typed, fitting: outcome.value })
    })
    return () => {
      ended = true
    }
  }, [typed])
  return answer?.typed === typed && typed.trim() !== '' ? answer.fitting : undefined
}
