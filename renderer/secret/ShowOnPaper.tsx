// Shows a secret to be printed or written down, then hides it and has it typed back from the paper.
import { type ReactNode, useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Actions } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import style from './SecretPage.module.css'

interface Props {
  readonly intro: string
  readonly sheet: ReactNode
  readonly written: string
  readonly typeBackTitle: string
  readonly showAgain: string
  /** The fields for what stands on the paper, with its own submit. */
  readonly typeBack: (actions: ReactNode) => ReactNode
  readonly onShowAgain: () => void
}

export function ShowOnPaper({ intro, sheet, written, typeBackTitle, showAgain, typeBack, onShowAgain }: Props) {
  const { text } = useText()
  const [checking, setChecking] = useState(false)
  const cancel = (
    <Button look="quiet" keyName="Esc" onPress={() => void window.secret.cancel()}>
      {text.secret.cancel}
    </Button>
  )
  if (!checking)
    return (
      <div className={style['form']}>
        <p>
          <Ruby>{intro}</Ruby>
        </p>
        {sheet}
        <PrintButton
          first={
            <Button look="primary" onPress={() => setChecking(true)}>
              {written}
            </Button>
          }
          last={cancel}
        />
      </div>
    )
  return (
    <div className={style['form']}>
      <h2>
        <Ruby>{typeBackTitle}</Ruby>
      </h2>
      {typeBack(
        <>
          <Button
            onPress={() => {
              onShowAgain()
              setChecking(false)
            }}
          >
            {showAgain}
          </Button>
          {cancel}
        </>,
      )}
    </div>
  )
}

/** The system's own print dialog; what came of it is said. */
export function PrintButton({ first, last }: { readonly first: ReactNode; readonly last?: ReactNode }) {
  const { text } = useText()
  const [printed, setPrinted] = useState(false)
  return (
    <>
      <p role="status">{printed && <Ruby>{text.secret.printed}</Ruby>}</p>
      <Actions>
        {first}
        <Button icon="print" onPress={() => void window.secret.print().then(setPrinted)}>
          {text.secret.print}
        </Button>
        {last}
      </Actions>
    </>
  )
}
