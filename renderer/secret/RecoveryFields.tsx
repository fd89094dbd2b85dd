import { type ReactNode, useState } from 'react'
import { Field } from '../components/Field.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { useAnswer } from './useAnswer.ts'

interface Props {
  readonly note?: string
  readonly action: string
  /** Beside the first button; otherwise the way out. */
  readonly more?: ReactNode
}

/** Typed in the open: it comes from a paper, and one wrong letter is hard to find among dots. */
export function RecoveryFields({ note, action, more }: Props) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = async () => {
    setMissing(typed.trim() === '')
    if (typed.trim() !== '' && (await answer(typed))) setTyped('')
  }
  return (
    <AnswerForm submit={submit} action={action} sending={sending} more={more}>
      {note !== undefined && (
        <p>
          <Ruby>{note}</Ruby>
        </p>
      )}
      <Field
        label={text.secret.code}
        note={text.secret.typeBackText}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          forget()
        }}
        maxLength={256}
        error={refusal ?? (missing && typed === '' ? text.secret.missing : undefined)}
        autoFocus
      />
    </AnswerForm>
  )
}
