import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Actions } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { useText } from '../text/TextContext.tsx'
import style from './SecretPage.module.css'
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
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
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
        error={refusal !== undefined ? refusal : missing && typed === '' ? text.secret.missing : undefined}
        autoFocus
      />
      <Toggle label={text.secret.show} on={shown} onChange={setShown} />
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
