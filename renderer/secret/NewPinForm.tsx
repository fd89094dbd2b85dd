import { useState } from 'react'
import type { Asked } from '../../preload/secretContract.ts'
import { Fact } from '../components/Fact.tsx'
import { Field } from '../components/Field.tsx'
import { Note } from '../components/Note.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { useText } from '../text/TextContext.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import style from './SecretPage.module.css'
import { useAnswer } from './useAnswer.ts'

type NewPinQuestion = Extract<Asked['question'], { kind: 'newPin' }>

/** The new PIN of the card, twice. What would be guessed is refused by main, with its reason. */
export function NewPinForm({ question: { pin: which, person } }: { question: NewPinQuestion }) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [typed, setTyped] = useState('')
  const [repeated, setRepeated] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const digits = which !== 'signature'
  const differ = tried && typed !== repeated

  const submit = async () => {
    setTried(true)
    if (typed === '' || typed !== repeated) return
    if (await answer(typed)) {
      setTyped('')
      setRepeated('')
    }
  }
  const field = {
    type: shown ? 'text' : 'password',
    inputMode: digits ? 'numeric' : 'text',
    maxLength: digits ? 4 : 16,
    spaced: true,
  } as const
  return (
    <AnswerForm submit={submit} action={text.pinCare.secret.decide} sending={sending}>
      {person !== undefined && (
        <dl className={style['facts']}>
          <Fact name={text.secret.whose}>{person}</Fact>
        </dl>
      )}
      <p>
        <Ruby>{text.pinCare.secret.newText}</Ruby>
      </p>
      <Note>{text.pinCare.secret.newAdvice}</Note>
      <Field
        {...field}
        label={`${text.pinCare.secret.newPin}${text.marks.aside(text.pinCare.forms[which])}`}
        note={text.pinCare.officials[which]}
        value={typed}
        onChange={(value) => {
          setTyped(digits ? value : value.toUpperCase())
          forget()
        }}
        error={refusal ?? (tried && typed === '' ? text.secret.missing : undefined)}
        autoFocus
      />
      <Field
        {...field}
        label={text.pinCare.secret.again}
        value={repeated}
        onChange={(value) => setRepeated(digits ? value : value.toUpperCase())}
        error={differ ? text.pinCare.secret.differs : undefined}
      />
      <Toggle label={text.secret.show} on={shown} onChange={setShown} />
    </AnswerForm>
  )
}
