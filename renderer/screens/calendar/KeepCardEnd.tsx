import { Button } from '../../components/Button.tsx'
import { Done } from '../../components/Done.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions } from '../../components/Page.tsx'
import { useOpen } from '../../OpenContext.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

/** Beside the face of the open person's card: its last day, which nothing else tells, goes into their calendar. */
export function KeepCardEnd({ on }: { on: string }) {
  const { text } = useText()
  const keep = useCall(window.wallet.calendar.keepCardEnd)
  if (useOpen() === undefined) return null
  return (
    <>
      {keep.state.step === 'failed' && <FailureNotice failure={keep.state.failure} level={3} />}
      <Actions>
        <Button icon="calendar" pending={keep.state.step === 'running'} onPress={() => void keep.run({ on })}>
          {text.calendar.keepCardEnd}
        </Button>
        <Done>{keep.state.step === 'done' && text.calendar.cardEndKept}</Done>
      </Actions>
    </>
  )
}
