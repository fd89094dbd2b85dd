import { useState } from 'react'
import type { Asked } from '../../preload/secretContract.ts'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Actions } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { TriesLeft } from '../components/TriesLeft.tsx'
import { useText } from '../text/TextContext.tsx'
import style from './SecretPage.module.css'
import { useAnswer } from './useAnswer.ts'

type PinQuestion = Extract<Asked['question'], { kind: 'pin' }>

/** The PIN, after all that one should know: whose, what for, where to, how many tries are left. */
export function PinForm({ question }: { question: PinQuestion }) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [pin, setPin] = useState('')
  const [shown, setShown] = useState(false)
  const [sure, setSure] = useState(false)
  const [missing, setMissing] = useState(false)
  const last = question.triesLeft <= 1
  const digits = question.pin !== 'signature'

  const submit = async () => {
    setMissing(pin === '')
    if (pin !== '' && (await answer(pin, sure))) setPin('')
  }
  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <dl className={style['facts']}>
        <div>
          <dt>
            <Ruby>{text.secret.whatFor}</Ruby>
          </dt>
          <dd>
            <Ruby>{text.secret.purposes[question.purpose]}</Ruby>
          </dd>
        </div>
        {question.person !== undefined && (
          <div>
            <dt>
              <Ruby>{text.secret.whose}</Ruby>
            </dt>
            <dd>{question.person}</dd>
          </div>
        )}
        {question.origin !== undefined && (
          <div>
            <dt>
              <Ruby>{text.secret.where}</Ruby>
            </dt>
            <dd>{question.origin}</dd>
          </div>
        )}
        <div>
          <dt>
            <Ruby>{text.secret.triesLeft}</Ruby>
          </dt>
          <dd>
            <TriesLeft left={question.triesLeft} most={question.pin === 'signature' ? 5 : 3} />
          </dd>
        </div>
      </dl>
      <Field
        label={`${text.secret.pin}${text.marks.aside(text.secret.pinForms[question.pin])}`}
        note={text.secret.pinOfficial[question.pin]}
        type={shown ? 'text' : 'password'}
        value={pin}
        onChange={(typed) => {
          setPin(digits ? typed : typed.toUpperCase())
          forget()
        }}
        inputMode={digits ? 'numeric' : 'text'}
        maxLength={digits ? 4 : 16}
        error={
          refusal !== undefined ? text.secret.refused[refusal] : missing && pin === '' ? text.secret.missing : undefined
        }
        autoFocus
        spaced
      />
      <Toggle label={text.secret.show} on={shown} onChange={setShown} />
      {last && <Toggle label={text.secret.lastTry} on={sure} onChange={setSure} />}
      <Actions>
        <Button look="primary" type="submit" pending={sending}>
          {text.secret.use}
        </Button>
        <Button keyName="Esc" onPress={() => void window.secret.cancel()}>
          {text.secret.cancel}
        </Button>
      </Actions>
    </form>
  )
}
