// The page of what a link brings: opened first, tried again where that failed, and left again.
import type { ReactNode } from 'react'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import type { CallState } from '../useWallet.ts'
import { Button } from './Button.tsx'
import { FailureNotice } from './FailureNotice.tsx'
import { Notice } from './Notice.tsx'
import { Actions, Page } from './Page.tsx'
import { Progress } from './Progress.tsx'
import { Ruby } from './Ruby.tsx'

interface Props<T> {
  readonly title: string
  /** What is told while it opens. */
  readonly opening: string
  readonly state: CallState<T>
  readonly again: () => void
  readonly go: Go
  readonly children: (opened: T) => ReactNode
}

export function LinkPage<T>({ title, opening, state, again, go, children }: Props<T>) {
  const { text } = useText()
  return (
    <Page narrow title={title}>
      {(state.step === 'idle' || state.step === 'running') && <Progress label={opening} />}
      {state.step === 'failed' && (
        <FailureNotice failure={state.failure}>
          <Actions>
            <Button onPress={again}>{text.shell.again}</Button>
            <Button look="quiet" onPress={() => go({ name: 'home' })}>
              {text.shell.toHome}
            </Button>
          </Actions>
        </FailureNotice>
      )}
      {state.step === 'done' && children(state.value)}
    </Page>
  )
}

/** That it was declined, and what that means. */
export function Declined({ title, sentence, go }: { title: string; sentence: string; go: Go }) {
  const { text } = useText()
  return (
    <Notice kind="info" live takesFocus title={title}>
      <p>
        <Ruby>{sentence}</Ruby>
      </p>
      <Button onPress={() => go({ name: 'home' })}>{text.shell.toHome}</Button>
    </Notice>
  )
}
