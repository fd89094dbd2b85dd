// Taking an application back, until it is decided.
import { useState } from 'react'
import type { Application } from '../../../preload/shapes/applications.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

interface Props {
  readonly application: Pick<Application, 'receiptNo' | 'title'>
  readonly withdrawn: () => void
}

export function Withdraw({ application: { receiptNo, title }, withdrawn }: Props) {
  const { text } = useText()
  const words = text.board
  const { state, run } = useCall(window.wallet.drafts.withdraw)
  const [asking, setAsking] = useState(false)
  const withdraw = async () => {
    const outcome = await run({ receiptNo })
    if (outcome.ok) withdrawn()
  }
  return (
    <>
      <OnBehalf />
      {state.step === 'running' && <Progress />}
      {state.step === 'failed' && (
        <LogInToGoOn failure={state.failure} again={() => void withdraw()} here={{ name: 'application', receiptNo }} />
      )}
      <Actions>
        <Button look="danger" icon="cross" pending={state.step === 'running'} onPress={() => setAsking(true)}>
          {words.withdraw}
        </Button>
      </Actions>
      <Confirm
        open={asking}
        title={words.withdrawTitle(title)}
        text={words.withdrawText}
        action={words.withdraw}
        onConfirm={() => void withdraw()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
