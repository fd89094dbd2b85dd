// Logged in: as whom, until when, and which PCs may log in without the card.
import { useEffect, useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import type { EnrolledDevice, Session } from '../../../preload/shapes/session.ts'
import { preferredReader } from '../../cardTrouble.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { GuardNotice } from '../../components/GuardNotice.tsx'
import { Note } from '../../components/Note.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Page, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDate, formatDateTime } from '../../text/dates.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from '../LogIn.module.css'
import { PcName } from './PcName.tsx'

interface Props {
  readonly person: Person
  readonly people: readonly Person[]
  readonly session: Session
  readonly card: CardState | undefined
  readonly go: Go
}

export function LoggedIn({ person, people, session, card, go }: Props) {
  const { text, language } = useText()
  const logOut = useCall(window.wallet.session.logOut)
  return (
    <Page narrow title={text.logIn.title}>
      <Notice kind="good" title={text.logIn.done} live takesFocus>
        <p>
          <Ruby>{text.logIn.as(session.name, session.portal)}</Ruby>
        </p>
        <p>
          <Ruby>{text.logIn.how[session.by]}</Ruby>
        </p>
        <p>
          <Ruby>{text.logIn.idleUntil(formatDateTime(session.expiresAt, language))}</Ruby>
        </p>
        <Note>{session.origin}</Note>
        {session.through !== undefined && (
          <p>
            <Ruby>{text.logIn.through(session.through)}</Ruby>
          </p>
        )}
      </Notice>
      {logOut.state.step === 'failed' && <FailureNotice failure={logOut.state.failure} />}
      <Actions>
        <Button look="primary" icon="inbox" onPress={() => go({ name: 'home' })}>
          {text.logIn.toInbox}
        </Button>
        <Button pending={logOut.state.step === 'running'} onPress={() => void logOut.run()}>
          {text.logIn.logOut}
        </Button>
      </Actions>
      <Devices person={person} people={people} session={session} card={card} go={go} />
    </Page>
  )
}

function Devices({ person, people, session, card, go }: Props) {
  const { text } = useText()
  const list = useCall(window.wallet.session.enrolments)
  const enrol = useCall(window.wallet.session.enrolPc)
  const end = useCall(window.wallet.session.endEnrolment)
  const [name, setName] = useState<string>(text.logIn.pcNameUsual)
  const [leaving, setLeaving] = useState<EnrolledDevice>()
  const { run } = list
  useEffect(() => void run(), [run])
  const reader = card === undefined ? undefined : preferredReader(card, person.id)
  // The newest of what was told.
  const known = [end.state, enrol.state, list.state].find((state) => state.step === 'done')
  const running = enrol.state.step === 'running'
  const enrolHere = async () => {
    if (name.trim() === '') return
    const outcome = await enrol.run({ name, ...(reader === undefined ? {} : { reader }) })
    if (outcome.ok) end.reset()
  }
  if (known?.step !== 'done')
    return list.state.step === 'failed' ? <FailureNotice failure={list.state.failure} /> : null
  const { thisPc, atPortal } = known.value
  return (
    <Part title={text.logIn.devices}>
      <p>
        <Ruby>{text.logIn.devicesLead}</Ruby>
      </p>
      <ul className={style['devices']}>
        {(atPortal ?? []).map((device) => (
          <Device key={device.id} device={device} onEnd={() => setLeaving(device)} />
        ))}
      </ul>
      {end.state.step === 'failed' && <FailureNotice failure={end.state.failure} level={3} />}
      {enrol.state.step === 'failed' && (
        <GuardNotice failure={enrol.state.failure} reader={reader} person={person} people={people} go={go} />
      )}
      {running && <Progress label={text.progress.asking} />}
      {thisPc === null && session.by === 'card' && (
        <>
          <PcName value={name} onChange={setName} />
          <p>
            <Ruby>{text.logIn.enrolText}</Ruby>
          </p>
          <Actions>
            <Button icon="plus" pending={running} onPress={() => void enrolHere()}>
              {text.logIn.enrol}
            </Button>
          </Actions>
        </>
      )}
      {thisPc === null && session.by !== 'card' && <Note>{text.logIn.enrolByCard}</Note>}
      <Confirm
        open={leaving !== undefined}
        title={text.logIn.endTitle(leaving?.name ?? '')}
        text={text.logIn.endText}
        action={text.logIn.end}
        onConfirm={() => leaving !== undefined && void end.run({ id: leaving.id })}
        onClose={() => setLeaving(undefined)}
      />
    </Part>
  )
}

function Device({ device, onEnd }: { readonly device: EnrolledDevice; readonly onEnd: () => void }) {
  const { text, language } = useText()
  const { name, state, thisPc, enrolledAt, endsAt, usedAt } = device
  const since = formatDate(enrolledAt, language)
  return (
    <li>
      <p>
        <strong>{name}</strong>
        {thisPc && (
          <>
            {text.marks.dot}
            <Ruby>{text.logIn.thisPc}</Ruby>
          </>
        )}
        <br />
        <Note inline>
          <Ruby>
            {state === 'active'
              ? text.logIn.deviceSince(since, formatDate(endsAt, language), usedAt && formatDateTime(usedAt, language))
              : text.logIn.deviceOver[state]}
          </Ruby>
        </Note>
      </p>
      {state === 'active' && (
        <Button look="quiet" label={`${text.logIn.end}${text.marks.colon}${name}`} onPress={onEnd}>
          {text.logIn.end}
        </Button>
      )}
    </li>
  )
}
