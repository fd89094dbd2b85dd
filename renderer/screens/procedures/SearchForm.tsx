// What is looked for: a life event, for whom, where, and words; each may be left open.
import { useState } from 'react'
import { lifeEvent, type Municipality, type ProcedureSearch, personKind } from '../../../preload/shapes/procedures.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions } from '../../components/Page.tsx'
import { Select } from '../../components/Select.tsx'
import { useText } from '../../text/TextContext.tsx'
import { MunicipalityField } from './MunicipalityField.tsx'
import style from './Procedures.module.css'

interface Props {
  /** What was asked last. */
  readonly before: ProcedureSearch
  readonly place: Municipality | undefined
  readonly pending: boolean
  readonly search: (asked: ProcedureSearch) => void
}

export function SearchForm({ before, place: placeBefore, pending, search }: Props) {
  const { text } = useText()
  const words = text.procedures
  const [event, setEvent] = useState(before.lifeEvent)
  const [kind, setKind] = useState(before.personKind)
  const [typed, setTyped] = useState(before.text ?? '')
  const [place, setPlace] = useState(placeBefore)
  const [typedPlace, setTypedPlace] = useState('')
  const [tried, setTried] = useState(false)
  const unchosen = place === undefined && typedPlace.trim() !== ''
  const submit = () => {
    setTried(true)
    if (unchosen || pending) return
    search({
      ...(event === undefined ? {} : { lifeEvent: event }),
      ...(kind === undefined ? {} : { personKind: kind }),
      ...(place === undefined ? {} : { municipality: place.code }),
      ...(typed.trim() === '' ? {} : { text: typed.trim() }),
    })
  }
  return (
    <search>
      <Form className={style['form']} submit={submit}>
        <Choice
          row
          label={words.fields.lifeEvent}
          value={event ?? 'any'}
          onChange={(chosen) => setEvent(chosen === 'any' ? undefined : chosen)}
          options={[
            { value: 'any', label: words.fields.any },
            ...lifeEvent.options.map((one) => ({ value: one, label: words.lifeEvents[one] })),
          ]}
        />
        <div className={style['short']}>
          <Select
            label={words.fields.personKind}
            none={words.fields.any}
            value={kind}
            onChange={setKind}
            options={personKind.options.map((one) => [one, words.personKinds[one]])}
          />
        </div>
        <MunicipalityField
          place={place}
          typed={typedPlace}
          onTyped={setTypedPlace}
          onChosen={(chosen) => {
            setPlace(chosen)
            setTypedPlace('')
          }}
          unchosen={tried && unchosen}
        />
        <Field
          label={words.fields.text}
          note={words.fields.textNote}
          value={typed}
          maxLength={100}
          onChange={setTyped}
        />
        <Actions>
          <Button look="primary" icon="seek" type="submit" pending={pending}>
            {words.find}
          </Button>
        </Actions>
        <Note>{words.notTold}</Note>
      </Form>
    </search>
  )
}
