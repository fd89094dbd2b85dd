// A call that failed because nobody is logged in, or not any more: log in and go on where one was. Anything else is told as it is.
import { useEffect } from 'react'
import type { Failure } from '../../preload/failure.ts'
import { useGo } from '../GoContext.tsx'
import type { Screen } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { failureOf, useCall } from '../useWallet.ts'
import { Button } from './Button.tsx'
import { FailureNotice } from './FailureNotice.tsx'

interface Props {
  readonly failure: Failure
  /** Does the same again, once somebody is logged in. */
  readonly again: () => void
  /** The screen on which this stands, for who logs in on the screen for that and comes back. */
  readonly here: Screen
}

export function LogInToGoOn({ failure, again, here }: Props) {
  const { text } = useText()
  const go = useGo()
  const { state: known, run: look } = useCall(window.wallet.session.enrolments)
  const byPc = useCall(window.wallet.session.logInByPc)
  const loggedOut = failure.code === 'session.none' || failure.code === 'session.expired'
  useEffect(() => {
    if (loggedOut) void look()
  }, [loggedOut, look])
  if (!loggedOut) return <FailureNotice failure={failure} />
  const thisPc = known.step === 'done' && known.value.thisPc !== null
  const logIn = async () => {
    const outcome = await byPc.run()
    if (outcome.ok) again()
  }
  const other = failureOf(byPc.state)
  return (
    <>
      <FailureNotice failure={failure}>
        {thisPc && (
          <Button look="primary" icon="logIn" pending={byPc.state.step === 'running'} onPress={() => void logIn()}>
            {text.logIn.goOnByPc}
          </Button>
        )}
        <Button
          look={thisPc ? 'secondary' : 'primary'}
          icon="logIn"
          onPress={() => go?.({ name: 'logIn', next: here })}
        >
          {text.logIn.goOn}
        </Button>
      </FailureNotice>
      {other !== undefined && <FailureNotice failure={other} />}
    </>
  )
}
