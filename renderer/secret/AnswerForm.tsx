import type { ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { Form } from '../components/Form.tsx'
import { Actions } from '../components/Page.tsx'
import { CancelButton } from './CancelButton.tsx'
import style from './SecretPage.module.css'

interface Props {
  readonly submit: () => void
  /** On the button that answers. */
  readonly action: string
  readonly sending: boolean
  /** Beside that button; otherwise the way out. */
  readonly more?: ReactNode
  readonly children: ReactNode
}

/** What is typed, then the button that answers with it and the way out. */
export function AnswerForm({ submit, action, sending, more = <CancelButton />, children }: Props) {
  return (
    <Form className={style['form']} submit={submit}>
      {children}
      <Actions>
        <Button look="primary" type="submit" pending={sending}>
          {action}
        </Button>
        {more}
      </Actions>
    </Form>
  )
}
