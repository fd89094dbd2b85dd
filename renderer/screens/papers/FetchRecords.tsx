// Choosing which records to fetch from the portal, and what came of each.
import { useState } from 'react'
import { type FetchedRecord, type RecordName, recordName } from '../../../preload/shapes/papers.ts'
import { failureText } from '../../../preload/text/failureText.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Mistake } from '../../components/Mistake.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { usePortalMandates } from '../../usePortalMandates.ts'
import { useCall } from '../../useWallet.ts'
import style from './Papers.module.css'
import { forOthers, type RecordChoice } from './recordChoice.ts'

/** @param begun what was ticked before somebody logged in for it */
export function FetchRecords({ begun, go }: { begun: RecordChoice | undefined; go: Go }) {
  const { text } = useText()
  const words = text.papers.fetch
  const [choice, setChoice] = useState<RecordChoice>(begun ?? { records: recordName.options })
  const [missing, setMissing] = useState(false)
  const { state, run } = useCall(window.wallet.papers.fetch)
  const mandates = usePortalMandates('insurance')
  const { mandateId } = choice
  const possible = recordName.options.filter((record) => mandateId === undefined || forOthers.has(record))
  const wanted = possible.filter((record) => choice.records.includes(record))
  const start = () => {
    setMissing(wanted.length === 0)
    if (wanted.length > 0) void run({ records: wanted, ...(mandateId === undefined ? {} : { mandateId }) })
  }
  const tick = (record: RecordName, on: boolean) =>
    setChoice({
      ...choice,
      records: recordName.options.filter((one) => (one === record ? on : choice.records.includes(one))),
    })
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.text}</Ruby>
      </p>
      {mandates.length > 0 && (
        <Choice
          label={words.whose}
          note={words.whoseNote}
          row
          value={mandateId ?? ''}
          onChange={(id) => setChoice({ records: choice.records, ...(id === '' ? {} : { mandateId: id }) })}
          options={[
            { value: '', label: words.whoseOwn },
            ...mandates.map(({ id, principal }) => ({ value: id, label: words.whoseFor(principal.name) })),
          ]}
        />
      )}
      <ul className={style['records']}>
        {possible.map((record) => (
          <li key={record}>
            <Toggle label={words.records[record]} on={wanted.includes(record)} onChange={(on) => tick(record, on)} />
          </li>
        ))}
      </ul>
      {missing && <Mistake>{words.nothing}</Mistake>}
      {state.step === 'failed' && (
        <LogInToGoOn failure={state.failure} again={start} here={{ name: 'papers', begun: choice }} />
      )}
      {state.step === 'running' && <Progress label={words.working} />}
      {state.step === 'done' && <Fetched told={state.value} go={go} />}
      <Actions>
        <Button look="primary" icon="refresh" pending={state.step === 'running'} onPress={start}>
          {words.button}
        </Button>
      </Actions>
    </Part>
  )
}

function Fetched({ told, go }: { told: readonly FetchedRecord[]; go: Go }) {
  const { text, language } = useText()
  const { done, records, states } = text.papers.fetch
  const failed = told.some(({ state }) => state === 'failed')
  return (
    <Notice kind={failed ? 'warn' : 'good'} live takesFocus title={done} level={3}>
      <ul className={style['told']}>
        {told.map(({ record, state, papers, failure }) => {
          const [first] = papers
          return (
            <li key={record}>
              <Ruby>{records[record]}</Ruby>
              {text.marks.colon}
              <strong>
                <Ruby>{state === 'new' ? states.new(papers.length) : states[state]}</Ruby>
              </strong>
              {failure !== undefined && (
                <small>
                  <Ruby>{failureText(failure, language).what}</Ruby>
                </small>
              )}
              {first !== undefined && (
                <Button
                  look="quiet"
                  label={text.papers.lookAt(records[record])}
                  onPress={() => go({ name: 'paper', id: first })}
                >
                  {text.papers.look}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
