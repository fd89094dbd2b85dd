import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import type { PinChange } from './pinChange.ts'

/** That a PIN is being changed, and how it ended: above the tabs, so that it stays when the card leaves. */
export function PinChangeNotice({ change: { pin, state, dismiss } }: { change: PinChange }) {
  const { text } = useText()
  if (pin === undefined || state.step === 'idle') return null
  if (state.step === 'running') return <Progress label={text.progress.asking} />
  const close = (
    <Actions>
      <Button onPress={dismiss}>{text.pinCare.close}</Button>
    </Actions>
  )
  if (state.step === 'failed') return <FailureNotice failure={state.failure}>{close}</FailureNotice>
  return (
    <Notice kind="good" title={text.pinCare.changed} live takesFocus>
      <p>
        <Ruby>{text.pinCare.changedText(text.pinCare.names[pin])}</Ruby>
      </p>
      {close}
    </Notice>
  )
}
