// Shows a secret to be printed or written down, then hides it and has it typed back from the paper.
import { type ReactNode, useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Actions } from '../components/Page.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useText } from '../text/TextContext.tsx'
import { CancelButton } from './CancelButton.tsx'
import style from './SecretPage.module.css'

interface Props {
  readonly intro: string
  readonly sheet: ReactNode
  readonly written: string
  readonly typeBackTitle: string
  readonly showAgain: string
  /** The fields for what stands on the paper, with its own submit; looking at the paper again begins them anew. */
  readonly typeBack: (actions: ReactNode) => ReactNode
}

export function ShowOnPaper({ intro, sheet, written, typeBackTitle, showAgain, typeBack }: Props) {
  const [checking, setChecking] = useState(false)
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
          last={<CancelButton look="quiet" />}
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
          <Button onPress={() => setChecking(false)}>{showAgain}</Button>
          <CancelButton look="quiet" />
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
