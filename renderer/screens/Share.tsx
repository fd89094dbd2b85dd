// Share: who asks, what for, which attributes with their values; exactly the choices of the request; nothing else leaves.
import { useEffect } from 'react'
import type { Person } from '../../preload/shapes/people.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Actions, Page } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { Request } from './share/Request.tsx'

export function Share({ person, link, go }: { person: Person; link: string; go: Go }) {
  const { text } = useText()
  const open = useCall(window.wallet.share.open)
  const { run } = open
  useEffect(() => void run({ request: link }), [run, link])
  return (
    <Page narrow title={text.share.title}>
      {(open.state.step === 'idle' || open.state.step === 'running') && <Progress label={text.share.opening} />}
      {open.state.step === 'failed' && (
        <FailureNotice failure={open.state.failure}>
          <Actions>
            <Button onPress={() => void run({ request: link })}>{text.shell.again}</Button>
            <Button look="quiet" onPress={() => go({ name: 'home' })}>
              {text.shell.toHome}
            </Button>
          </Actions>
        </FailureNotice>
      )}
      {open.state.step === 'done' && <Request request={open.state.value} person={person} go={go} />}
    </Page>
  )
}
