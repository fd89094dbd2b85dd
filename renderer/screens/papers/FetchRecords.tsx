// Choosing which records to fetch from the portal, and what came of each.
import { useState } from 'react'
import { type FetchedRecord, type RecordName, recordName } from '../../../preload/shapes/papers.ts'
import { failureText } from '../../../preload/text/failureText.ts'
import { Button } from '../../components/Button.tsx'
import { LogInToGoOn } from '../../components/LogInToGoOn.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions, Part } from '../../components/Page.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Toggle } from '../../components/Toggle.tsx'
import type { Go } from '../../screen.ts'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Papers.module.css'

export function FetchRecords({ go }: { go: Go }) {
  const { text } = useText()
  const words = text.papers.fetch
  const [wanted, setWanted] = useState<readonly RecordName[]>(recordName.options)
  const [missing, setMissing] = useState(false)
  const { state, run } = useCall(window.wallet.papers.fetch)
  const start = () => {
    setMissing(wanted.length === 0)
    if (wanted.length > 0) void run({ records: [...wanted] })
  }
  const tick = (record: RecordName, on: boolean) =>
    setWanted(recordName.options.filter((one) => (one === record ? on : wanted.includes(one))))
  return (
    <Part title={words.title}>
      <p>
        <Ruby>{words.text}</Ruby>
      </p>
      <ul className={style['records']}>
        {recordName.options.map((record) => (
          <li key={record}>
            <Toggle label={words.records[record]} on={wanted.includes(record)} onChange={(on) => tick(record, on)} />
          </li>
        ))}
      </ul>
      {missing && (
        <p role="alert" className={style['error']}>
          <Ruby>{words.nothing}</Ruby>
        </p>
      )}
      {state.step === 'failed' && <LogInToGoOn failure={state.failure} again={start} here={{ name: 'papers' }} />}
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
