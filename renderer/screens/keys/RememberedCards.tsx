// Cards that the person said are theirs, beside those that open the drawer; what was said can be taken back.
import { useEffect, useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

export function RememberedCards() {
  const { text } = useText()
  const words = text.certificates.remembered
  const read = useCall(window.wallet.household.rememberedCards)
  const forget = useCall(window.wallet.household.forgetCards)
  const { run } = read
  const [asking, setAsking] = useState(false)
  useEffect(() => void run(), [run])
  const count = read.state.step === 'done' ? read.state.value : 0
  if (forget.state.step === 'done')
    return (
      <p role="status">
        <Ruby>{words.forgotten}</Ruby>
      </p>
    )
  if (count === 0) return null
  return (
    <>
      <p>
        <Ruby>{words.count(count)}</Ruby>
      </p>
      {forget.state.step === 'failed' && <FailureNotice failure={forget.state.failure} level={3} />}
      <Actions>
        <Button look="quiet" icon="card" onPress={() => setAsking(true)}>
          {words.forget}
        </Button>
      </Actions>
      <Confirm
        open={asking}
        title={words.forgetTitle}
        text={words.forgetText}
        action={words.forget}
        onConfirm={() => void forget.run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
