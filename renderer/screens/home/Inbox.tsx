// What waits at the portal: offers to take and requests to answer.
import { useEffect } from 'react'
import type { Session } from '../../../preload/shapes/session.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon, type IconName } from '../../components/Icon.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Home.module.css'

/** `pointed`: the way to the log-in stands above already. */
export function Inbox({ session, go, pointed }: { session: Session | null | undefined; go: Go; pointed: boolean }) {
  const { text, language } = useText()
  const inbox = useCall(window.wallet.session.inbox)
  const { run } = inbox
  const loggedIn = session != null
  useEffect(() => {
    if (loggedIn) void run()
  }, [loggedIn, run])
  const waiting = inbox.state.step === 'done' ? inbox.state.value : undefined
  return (
    <Part title={text.home.inbox}>
      {!loggedIn && (
        <>
          <p>
            <Ruby>{text.home.inboxLocked}</Ruby>
          </p>
          {!pointed && (
            <Actions>
              <Button icon="logIn" onPress={() => go({ name: 'logIn' })}>
                {text.home.logIn}
              </Button>
            </Actions>
          )}
        </>
      )}
      {loggedIn && inbox.state.step === 'running' && <Progress stoppable={false} />}
      {loggedIn && inbox.state.step === 'failed' && (
        <FailureNotice failure={inbox.state.failure} level={3}>
          {inbox.state.failure.code.startsWith('session.') && (
            <Button icon="logIn" onPress={() => go({ name: 'logIn' })}>
              {text.home.logIn}
            </Button>
          )}
        </FailureNotice>
      )}
      {loggedIn && waiting !== undefined && (
        <ul className={style['inbox']} aria-live="polite">
          {waiting.offers.length + waiting.requests.length === 0 && (
            <li>
              <Ruby>{text.home.inboxEmpty}</Ruby>
            </li>
          )}
          {waiting.offers.map(({ id, name, issuer, link }) => (
            <Waiting
              key={id}
              icon="inbox"
              kind={text.home.offer}
              what={name[language]}
              from={issuer}
              action={text.home.receive}
              onPress={() => go({ name: 'receive', link })}
            />
          ))}
          {waiting.requests.map(({ id, purpose, verifier, link }) => (
            <Waiting
              key={id}
              icon="send"
              kind={text.home.request}
              what={purpose}
              from={verifier}
              action={text.home.answer}
              onPress={() => go({ name: 'share', link })}
            />
          ))}
        </ul>
      )}
      {loggedIn && (
        <Actions>
          <Button look="quiet" icon="refresh" onPress={() => void run()}>
            {text.home.refresh}
          </Button>
        </Actions>
      )}
    </Part>
  )
}

interface WaitingProps {
  readonly icon: IconName
  readonly kind: string
  readonly what: string
  readonly from: string
  readonly action: string
  readonly onPress: () => void
}

function Waiting({ icon, kind, what, from, action, onPress }: WaitingProps) {
  const { text } = useText()
  return (
    <li className={style['item']}>
      <Icon name={icon} />
      <p>
        <small>
          <Ruby>{kind}</Ruby>
        </small>
        <strong>{what}</strong>
        <span>
          <Ruby>{text.home.from(from)}</Ruby>
        </span>
      </p>
      <Button label={`${action}${text.marks.colon}${what}`} onPress={onPress}>
        {action}
      </Button>
    </li>
  )
}
