import { useState } from 'react'
import { Field } from '../components/Field.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { useText } from '../text/TextContext.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { useAnswer } from './useAnswer.ts'

export function PassphraseForm({ person, backup }: { person: string; backup: boolean }) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState(false)
  const [missing, setMissing] = useState(false)
  const submit = async () => {
    setMissing(typed === '')
    if (typed !== '' && (await answer(typed))) setTyped('')
  }
  return (
    <AnswerForm submit={submit} action={text.secret.open} sending={sending}>
      <p>
        <Ruby>{backup ? text.backup.secret.passphraseText : text.secret.passphraseText(person)}</Ruby>
      </p>
      <Field
        label={text.secret.passphrase}
        type={shown ? 'text' : 'password'}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          forget()
        }}
        maxLength={256}
        error={refusal ?? (missing && typed === '' ? text.secret.missing : undefined)}
        autoFocus
      />
      <Toggle label={text.secret.show} on={shown} onChange={setShown} />
    </AnswerForm>
  )
}
