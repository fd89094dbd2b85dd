// 自己情報: what was requested from offices, how far it is, what has come, and new requests.
import { useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Person } from '../../preload/shapes/people.ts'
import type { SelfInfoJob } from '../../preload/shapes/selfInfo.ts'
import { Button } from '../components/Button.tsx'
import entries from '../components/Entries.module.css'
import { LogInToGoOn } from '../components/LogInToGoOn.tsx'
import { Notice } from '../components/Notice.tsx'
import { OnBehalf } from '../components/OnBehalf.tsx'
import { Page, Part } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { RecordTabs } from './papers/RecordTabs.tsx'
import { AskForm } from './selfInfo/AskForm.tsx'
import { type AskDraft, draftOf } from './selfInfo/askDraft.ts'
import { Job } from './selfInfo/Job.tsx'
import { useJobs } from './selfInfo/useJobs.ts'

interface Props {
  readonly person: Person
  readonly people: readonly Person[]
  readonly card: CardState | undefined
  readonly go: Go
  readonly loggedIn: boolean
  /** A request that was being written before somebody had to log in. */
  readonly begun: AskDraft | undefined
}

export function SelfInfo({ person, people, card, go, loggedIn, begun }: Props) {
  const { text } = useText()
  const words = text.selfInfo
  const { jobs, failure, refresh, take, replace } = useJobs(loggedIn)
  const [draft, setDraft] = useState<AskDraft | undefined>(begun)
  /** After each request the form begins anew. */
  const [asked, setAsked] = useState(0)
  const [done, setDone] = useState<{ readonly title: string; readonly text?: string }>()
  const look = () => {
    setDone(undefined)
    void refresh.run({})
  }
  const open = jobs?.filter(({ state }) => state === 'consent' || state === 'compare' || state === 'waiting') ?? []
  const kept = jobs?.filter(({ state }) => state === 'received') ?? []
  const ended = jobs?.filter(({ state }) => state === 'failed' || state === 'over') ?? []
  const part = (title: string, list: readonly SelfInfoJob[]) =>
    list.length > 0 && (
      <Part title={title}>
        <ul className={entries['entries']}>
          {list.map((job) => (
            <Job
              key={job.id}
              job={job}
              person={person}
              people={people}
              card={card}
              go={go}
              changed={(next) => {
                setDone(undefined)
                replace(next)
              }}
              removed={(left) => {
                take(left)
                setDone({ title: words.removed })
              }}
              again={() => {
                setDone(undefined)
                setDraft(draftOf(job))
              }}
            />
          ))}
        </ul>
      </Part>
    )
  return (
    <Page
      title={words.title}
      lead={words.lead}
      aside={
        jobs !== undefined &&
        jobs.length > 0 && (
          <Button icon="refresh" pending={refresh.state.step === 'running'} onPress={look}>
            {words.refresh}
          </Button>
        )
      }
      narrow
    >
      <RecordTabs here="selfInfo" />
      <OnBehalf />
      {failure !== undefined && <LogInToGoOn failure={failure} again={look} here={{ name: 'selfInfo' }} />}
      {refresh.state.step === 'running' && <Progress />}
      {done !== undefined && (
        <Notice key={`${done.title} ${asked}`} kind="good" live takesFocus title={done.title}>
          {done.text !== undefined && (
            <p>
              <Ruby>{done.text}</Ruby>
            </p>
          )}
        </Notice>
      )}
      {part(words.under, open)}
      {jobs?.length === 0 && (
        <p>
          <Ruby>{words.none}</Ruby>
        </p>
      )}
      <Part title={words.ask}>
        <AskForm
          key={draft?.key ?? `new ${asked}`}
          begun={draft}
          asked={(job) => {
            setDraft(undefined)
            setAsked(asked + 1)
            replace(job)
            setDone({ title: words.asked, text: words.askedText })
          }}
        />
      </Part>
      {part(words.kept, kept)}
      {part(words.ended, ended)}
    </Page>
  )
}
