// Four lines, as they stand on the paper of a share; a mistake is told at its line.
import { type ReactNode, useState } from 'react'
import { Field } from '../components/Field.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { useAnswer } from './useAnswer.ts'

const empty = ['', '', '', ''] as const

interface Props {
  readonly note: string
  readonly action: string
  /** Beside the first button; otherwise the way out. */
  readonly more?: ReactNode
}

/** Typed in the open: it comes from a paper, and one wrong letter is hard to find among dots. */
export function ShareFields({ note, action, more }: Props) {
  const { text } = useText()
  const { answer, refusal, line, sending, forget } = useAnswer()
  const [lines, setLines] = useState<readonly string[]>(empty)
  const [missing, setMissing] = useState(false)
  const nothing = lines.every((typed) => typed.trim() === '')
  const submit = async () => {
    setMissing(nothing)
    if (!nothing && (await answer(lines.join('\n')))) setLines(empty)
  }
  return (
    <AnswerForm submit={submit} action={action} sending={sending} more={more}>
      <p>
        <Ruby>{note}</Ruby>
      </p>
      {lines.map((typed, index) => (
        <Field
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines keep their places
          key={index}
          label={text.recovery.secret.lineLabel(index + 1)}
          value={typed}
          onChange={(value) => {
            setLines(lines.map((before, at) => (at === index ? value : before)))
            forget()
          }}
          maxLength={256}
          error={
            index === (line ?? 4) - 1 && refusal !== undefined
              ? refusal
              : index === 0 && missing && nothing
                ? text.secret.missing
                : undefined
          }
          autoFocus={index === 0}
        />
      ))}
    </AnswerForm>
  )
}
