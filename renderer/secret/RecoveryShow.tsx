import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Actions } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { formatDate } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import style from './SecretPage.module.css'
import { useAnswer } from './useAnswer.ts'

/** The recovery code: shown to be printed or written down, then hidden and typed back from the paper. */
export function RecoveryShow({ person, code }: { person: string; code: string }) {
  const { text, language } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [checking, setChecking] = useState(false)
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const [printed, setPrinted] = useState(false)
  const groups = code.split(/[\s-]+/)

  const submit = async () => {
    setMissing(typed.trim() === '')
    if (typed.trim() !== '' && (await answer(typed))) setTyped('')
  }
  if (!checking) {
    return (
      <div className={style['form']}>
        <p>
          <Ruby>{text.secret.recoveryText(person)}</Ruby>
        </p>
        <div className={style['sheet']}>
          <p className={style['onPaper']}>
            <strong>
              <Ruby>{text.secret.printHeading}</Ruby>
            </strong>
            {person}
            {text.marks.dot}
            <Ruby>{text.secret.printed2}</Ruby> {formatDate(new Date().toISOString(), language)}
          </p>
          <ol className={style['groups']}>
            {groups.map((group, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups may be alike and keep their places
              <li key={index}>{group}</li>
            ))}
          </ol>
          <p>
            <Ruby>{text.secret.recoveryKeep}</Ruby>
          </p>
        </div>
        <p role="status">{printed && <Ruby>{text.secret.printed}</Ruby>}</p>
        <Actions>
          <Button look="primary" onPress={() => setChecking(true)}>
            {text.secret.written}
          </Button>
          <Button icon="print" onPress={() => void window.secret.print().then(setPrinted)}>
            {text.secret.print}
          </Button>
          <Button look="quiet" keyName="Esc" onPress={() => void window.secret.cancel()}>
            {text.secret.cancel}
          </Button>
        </Actions>
      </div>
    )
  }
  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2>
        <Ruby>{text.secret.typeBackTitle}</Ruby>
      </h2>
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
          {text.secret.confirm}
        </Button>
        <Button
          onPress={() => {
            setTyped('')
            setChecking(false)
          }}
        >
          {text.secret.showAgain}
        </Button>
        <Button look="quiet" keyName="Esc" onPress={() => void window.secret.cancel()}>
          {text.secret.cancel}
        </Button>
      </Actions>
    </form>
  )
}
