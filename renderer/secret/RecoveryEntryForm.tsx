import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Actions } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import style from './SecretPage.module.css'
import { useAnswer } from './useAnswer.ts'

/** Typed in the open: it comes from a paper, and one wrong letter is hard to find among dots. */
export function RecoveryEntryForm({ person, backup }: { person: string; backup: boolean }) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = async () => {
    setMissing(typed.trim() === '')
    if (typed.trim() !== '' && (await answer(typed))) setTyped('')
  }
  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p>
        <Ruby>{backup ? text.backup.secret.recoveryText : text.secret.recoveryEntry(person)}</Ruby>
      </p>
      <Field
        label={text.secret.code}
        note={text.secret.typeBackText}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          forget()
        }}
        maxLength={256}
        error={refusal !== undefined ? refusal : missing && typed === '' ? text.secret.missing : undefined}
        autoFocus
      />
      <Actions>
        <Button look="primary" type="submit" pending={sending}>
          {text.secret.open}
        </Button>
        <Button keyName="Esc" onPress={() => void window.secret.cancel()}>
          {text.secret.cancel}
        </Button>
      </Actions>
    </form>
  )
}
