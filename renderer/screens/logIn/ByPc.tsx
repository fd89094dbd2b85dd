// Log in with the key that is enrolled for this PC: one button.
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { OnBehalf } from '../../components/OnBehalf.tsx'
import { Actions } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'

export function ByPc() {
  const { text } = useText()
  const logIn = useCall(window.wallet.session.logInByPc)
  const running = logIn.state.step === 'running'
  return (
    <>
      <OnBehalf />
      <p>
        <Ruby>{text.logIn.pcText}</Ruby>
      </p>
      {logIn.state.step === 'failed' && <FailureNotice failure={logIn.state.failure} />}
      {running && <Progress label={text.progress.asking} />}
      <Actions>
        <Button look="primary" icon="logIn" pending={running} onPress={() => void logIn.run()}>
          {text.logIn.button}
        </Button>
      </Actions>
    </>
  )
}
