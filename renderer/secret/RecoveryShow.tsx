import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Actions } from '../components/Page.tsx'
import { useText } from '../text/TextContext.tsx'
import { PaperSheet } from './PaperSheet.tsx'
import style from './SecretPage.module.css'
import { ShowOnPaper } from './ShowOnPaper.tsx'
import { useAnswer } from './useAnswer.ts'

/** The recovery code: shown to be printed or written down, then hidden and typed back from the paper. */
export function RecoveryShow({ person, code }: { person: string; code: string }) {
  const { text } = useText()
  const { answer, refusal, sending, forget } = useAnswer()
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = async () => {
    setMissing(typed.trim() === '')
    if (typed.trim() !== '' && (await answer(typed))) setTyped('')
  }
  return (
    <ShowOnPaper
      intro={text.secret.recoveryText(person)}
      written={text.secret.written}
      typeBackTitle={text.secret.typeBackTitle}
      showAgain={text.secret.showAgain}
      onShowAgain={() => setTyped('')}
      sheet={
        <PaperSheet
          heading={text.secret.printHeading}
          person={person}
          opens={text.recovery.sheet.codeOpens}
          keep={text.secret.recoveryKeep}
        >
          <ol className={style['groups']}>
            {code.split(/[\s-]+/).map((group, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups may be alike and keep their places
              <li key={index}>{group}</li>
            ))}
          </ol>
        </PaperSheet>
      }
      typeBack={(actions) => (
        <form
          className={style['form']}
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
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
            {actions}
          </Actions>
        </form>
      )}
    />
  )
}
