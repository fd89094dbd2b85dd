import { useState } from 'react'
import type { Asked } from '../../preload/secretContract.ts'
import { Field } from '../components/Field.tsx'
import { Note } from '../components/Note.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { mostTries } from '../mostTries.ts'
import { useText } from '../text/TextContext.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { PinFacts } from './PinFacts.tsx'
import { useAnswer } from './useAnswer.ts'

type PinQuestion = Extract<Asked['question'], { kind: 'pin' }>

/** The PIN, after all that one should know: whose, what for, where to, how many tries are left, what a lock means. */
export function PinForm({ question }: { question: PinQuestion }) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [pin, setPin] = useState('')
  const [shown, setShown] = useState(false)
  const [sure, setSure] = useState(false)
  const [missing, setMissing] = useState(false)
  const { triesLeft, purpose, person, origin } = question
  const digits = question.pin !== 'signature'
  const most = mostTries[question.pin]

  const submit = async () => {
    setMissing(pin === '')
    if (pin !== '' && (await answer(pin, sure))) setPin('')
  }
  return (
    <AnswerForm submit={submit} action={text.secret.use} sending={sending}>
      <PinFacts purpose={purpose} person={person} origin={origin} left={triesLeft} most={most} />
      <Field
        label={`${text.secret.pin}${text.marks.aside(text.pinCare.forms[question.pin])}`}
        note={text.pinCare.officials[question.pin]}
        type={shown ? 'text' : 'password'}
        value={pin}
        onChange={(typed) => {
          setPin(digits ? typed : typed.toUpperCase())
          forget()
        }}
        inputMode={digits ? 'numeric' : 'text'}
        maxLength={digits ? 4 : 16}
        error={refusal ?? (missing && pin === '' ? text.secret.missing : undefined)}
        autoFocus
        spaced
      />
      <Toggle label={text.secret.show} on={shown} onChange={setShown} />
      {triesLeft < most && (
        <Note>
          <Ruby>{text.pinCare.locks[question.pin](most)}</Ruby> <Ruby>{text.pinCare.unlock[question.pin]}</Ruby>
        </Note>
      )}
      {triesLeft <= 1 && <Toggle label={text.secret.lastTry} on={sure} onChange={setSure} />}
    </AnswerForm>
  )
}
