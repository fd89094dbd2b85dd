import type { ReactNode } from 'react'
import type { Failure } from '../../../preload/failure.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import type { IconName } from '../../components/Icon.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { useText } from '../../text/TextContext.tsx'
import { type CallState, failureOf } from '../../useWallet.ts'

interface Props {
  readonly state: CallState<unknown>
  /** On the button that sends the form. */
  readonly action: string
  readonly icon?: IconName
  readonly close?: () => void
  /** Where a failure asks for more than its sentences. */
  readonly notice?: (failure: Failure) => ReactNode
}

/** How a form ends that asks people for their keys: how it goes, what went wrong, its button and the way out. */
export function FormEnd({ state, action, icon, close, notice = plainNotice }: Props) {
  const { text } = useText()
  const running = state.step === 'running'
  const failure = failureOf(state)
  return (
    <>
      {running && <Progress label={text.progress.asking} />}
      {failure !== undefined && notice(failure)}
      <Actions>
        <Button look="primary" {...(icon === undefined ? {} : { icon })} type="submit" pending={running}>
          {action}
        </Button>
        {close !== undefined && (
          <Button look="quiet" onPress={close}>
            {text.shell.cancel}
          </Button>
        )}
      </Actions>
    </>
  )
}

const plainNotice = (failure: Failure): ReactNode => <FailureNotice failure={failure} level={3} />
