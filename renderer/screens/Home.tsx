// The open drawer: its credentials, what waits at the portal, and a place for links.
import { useCallback, useEffect, useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Field } from '../components/Field.tsx'
import { Form } from '../components/Form.tsx'
import { Icon } from '../components/Icon.tsx'
import { MandateNews } from '../components/MandateReminders.tsx'
import { Notice } from '../components/Notice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { PersonMark } from '../components/PersonMark.tsx'
import { Progress } from '../components/Progress.tsx'
import { ReaderStatus } from '../components/ReaderStatus.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { type Go, screenForLink } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { ComingUp } from './calendar/ComingUp.tsx'
import style from './Home.module.css'
import { Credentials } from './home/Credentials.tsx'
import { useCredentials } from './home/useCredentials.ts'
import { DoorNotices } from './keys/DoorNotices.tsx'
import { RenewedCardHint } from './keys/RenewedCard.tsx'

interface Props {
  readonly person: Person
  readonly household: Household
  readonly session: Session | null | undefined
  readonly card: CardState | undefined
  readonly go: Go
}

export function Home({ person, household, session, card, go }: Props) {
  const { text } = useText()
  const credentials = useCredentials()
  return (
    <Page title={text.home.title(person.name)} aside={<PersonMark person={person} size="large" />}>
      <MandateNews />
      <ComingUp personId={person.id} go={go} />
      <DoorNotices />
      <RenewedCardHint card={card} household={household} go={go} />
      <Suggestion person={person} household={household} />
      <Credentials shown={credentials} loggedIn={session != null} go={go} />
      <div className={style['columns']}>
        <Inbox session={session} go={go} pointed={credentials.page?.all === 0} />
        <div className={style['column']}>
          <Part title={text.home.reader}>
            <ReaderStatus state={card} people={household.people} openPersonId={person.id} />
          </Part>
          <PasteLink go={go} />
        </div>
      </div>
    </Page>
  )
}

/** Says in time that without the card this drawer stays shut. */
function Suggestion({ person, household }: { person: Person; household: Household }) {
  const { text } = useText()
  const [later, setLater] = useState(false)
  const add = useCall(window.wallet.keys.add)
  // Whoever acts opens it from their own drawer; which keys there are beside that is the owner's to say.
  if (household.open?.actor !== undefined) return null
  if (household.open?.by === 'recovery') return <Notice kind="warn" title={text.home.suggestRecovered} />
  if (later || person.openers.includes('passphrase')) return null
  return (
    <Notice kind="info" title={text.home.suggestTitle}>
      <p>
        <Ruby>{text.home.suggestText}</Ruby>
      </p>
      {add.state.step === 'running' && <Progress label={text.progress.asking} />}
      {add.state.step === 'failed' && <FailureNotice failure={add.state.failure} level={3} />}
      <Actions>
        <Button pending={add.state.step === 'running'} onPress={() => void add.run({ kind: 'passphrase' })}>
          {text.home.suggestButton}
        </Button>
        <Button look="quiet" onPress={() => setLater(true)}>
          {text.home.suggestLater}
        </Button>
      </Actions>
    </Notice>
  )
}

/** `pointed`: the way to the log-in stands above already. */
function Inbox({ session, go, pointed }: { session: Session | null | undefined; go: Go; pointed: boolean }) {
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
          {waiting.offers.map((offer) => (
            <li key={offer.id} className={style['item']}>
              <Icon name="inbox" />
              <p>
                <small>
                  <Ruby>{text.home.offer}</Ruby>
                </small>
                <strong>{offer.name[language]}</strong>
                <span>
                  <Ruby>{text.home.from(offer.issuer)}</Ruby>
                </span>
              </p>
              <Button
                label={`${text.home.receive}${text.marks.colon}${offer.name[language]}`}
                onPress={() => go({ name: 'receive', link: offer.link })}
              >
                {text.home.receive}
              </Button>
            </li>
          ))}
          {waiting.requests.map((request) => (
            <li key={request.id} className={style['item']}>
              <Icon name="send" />
              <p>
                <small>
                  <Ruby>{text.home.request}</Ruby>
                </small>
                <strong>{request.purpose}</strong>
                <span>
                  <Ruby>{text.home.from(request.verifier)}</Ruby>
                </span>
              </p>
              <Button
                label={`${text.home.answer}${text.marks.colon}${request.purpose}`}
                onPress={() => go({ name: 'share', link: request.link })}
              >
                {text.home.answer}
              </Button>
            </li>
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

function PasteLink({ go }: { go: Go }) {
  const { text } = useText()
  const [link, setLink] = useState('')
  const [wrong, setWrong] = useState(false)
  const open = useCallback(() => {
    const screen = screenForLink(link)
    setWrong(screen === undefined)
    if (screen !== undefined) go(screen)
  }, [link, go])
  return (
    <Part title={text.home.paste}>
      <Form className={style['paste']} submit={open}>
        <Field
          label={text.home.pasteLabel}
          note={text.home.pasteNote}
          value={link}
          onChange={setLink}
          maxLength={20_000}
          error={wrong ? text.home.pasteWrong : undefined}
        />
        <Actions>
          <Button type="submit" icon="link">
            {text.home.pasteOpen}
          </Button>
        </Actions>
      </Form>
    </Part>
  )
}
