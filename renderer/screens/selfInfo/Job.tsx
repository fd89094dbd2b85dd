// One request: what was asked for, how far it is, and what the person can do about it.
import { useState } from 'react'
import type { CardState } from '../../../preload/shapes/card.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import type { SelfInfoJob } from '../../../preload/shapes/selfInfo.ts'
import { Button } from '../../components/Button.tsx'
import { Confirm } from '../../components/Confirm.tsx'
import { Fact } from '../../components/Fact.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon, type IconName } from '../../components/Icon.tsx'
import { Note } from '../../components/Note.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDateTime, formatTime } from '../../text/dates.ts'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { Compare } from './Compare.tsx'
import { Received } from './Received.tsx'
import style from './SelfInfo.module.css'

interface Props {
  readonly job: SelfInfoJob
  readonly person: Person
  readonly people: readonly Person[]
  readonly card: CardState | undefined
  readonly go: Go
  readonly changed: (job: SelfInfoJob) => void
  readonly removed: (left: readonly SelfInfoJob[]) => void
  /** Asks for the same once more. */
  readonly again: () => void
}

const icons: Readonly<Record<SelfInfoJob['state'], IconName>> = {
  consent: 'words',
  compare: 'card',
  waiting: 'building',
  received: 'check',
  failed: 'warn',
  over: 'warn',
}

export function Job({ job, person, people, card, go, changed, removed, again }: Props) {
  const { text, language } = useText()
  const words = text.selfInfo
  const names = job.items.map(({ name }) => name).join(text.marks.comma)
  const remove = useCall(window.wallet.selfInfo.remove)
  const [removing, setRemoving] = useState(false)
  const failure = failureOf(remove.state)
  const taken = async () => {
    const outcome = await remove.run({ id: job.id })
    if (outcome.ok) removed(outcome.value)
  }
  const over = job.state === 'failed' || job.state === 'over'
  return (
    <li>
      <h3>{names}</h3>
      <p className={style['state']} data-state={job.state}>
        <Icon name={icons[job.state]} size={20} />
        <strong>
          <Ruby>{words.states[job.state]}</Ruby>
        </strong>
      </p>
      {job.state === 'consent' && <Consent job={job} />}
      {job.state === 'compare' && (
        <Compare job={job} person={person} people={people} card={card} go={go} changed={changed} />
      )}
      {job.state === 'waiting' && (
        <p>
          <Ruby>{words.waitingText}</Ruby>
        </p>
      )}
      {job.state === 'failed' &&
        words.reasons[job.reason ?? 'unknown'].map((sentence) => (
          <p key={sentence}>
            <Ruby>{sentence}</Ruby>
          </p>
        ))}
      {job.state === 'over' && (
        <p>
          <Ruby>{words.overText}</Ruby>
        </p>
      )}
      <dl className={style['facts']}>
        {job.mandate !== undefined && <Fact name={words.by.whose}>{job.mandate.principal}</Fact>}
        <Fact name={words.by.purpose}>{job.purpose}</Fact>
        {job.period !== undefined && (
          <Fact name={words.by.period}>
            <Ruby>
              {job.period.type === 'latest'
                ? words.latest
                : words.fromTo(formatDay(job.period.from, language), formatDay(job.period.to, language))}
            </Ruby>
          </Fact>
        )}
        <Fact name={words.by.requested}>{formatDateTime(job.requestedAt, language)}</Fact>
        {job.state !== 'received' && <Fact name={words.by.asked}>{formatDateTime(job.asOf, language)}</Fact>}
      </dl>
      <Received job={job} />
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      {(over || job.state === 'received') && (
        <Actions>
          <Button icon="refresh" label={words.againNamed(names)} onPress={again}>
            {words.again}
          </Button>
          <Button
            look="quiet"
            label={words.removeNamed(names)}
            pending={remove.state.step === 'running'}
            onPress={() => setRemoving(true)}
          >
            {words.remove}
          </Button>
        </Actions>
      )}
      <Confirm
        open={removing}
        title={words.removeTitle}
        text={words.removeText}
        action={words.remove}
        onConfirm={() => void taken()}
        onClose={() => setRemoving(false)}
      />
    </li>
  )
}

function Consent({ job }: { readonly job: SelfInfoJob }) {
  const { text, language } = useText()
  const words = text.selfInfo
  const open = useCall(window.wallet.selfInfo.openConsent)
  const failure = failureOf(open.state)
  if (job.consent === undefined) return null
  return (
    <>
      <p>
        <Ruby>{words.consentText(formatTime(job.consent.until, language))}</Ruby>
      </p>
      <Note>
        <Ruby>{words.consentAddress}</Ruby>
        {text.marks.colon}
        {new URL(job.consent.url).origin}
      </Note>
      {failure !== undefined && <FailureNotice failure={failure} level={3} />}
      <Actions>
        <Button look="primary" icon="open" onPress={() => void open.run({ id: job.id })}>
          {words.consentOpen}
        </Button>
      </Actions>
    </>
  )
}
