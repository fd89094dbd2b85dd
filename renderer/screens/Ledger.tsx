// What was done, when, with whom: names of attributes, never values.
import { useEffect } from 'react'
import type { LedgerEntry } from '../../preload/shapes.ts'
import { failureTitle } from '../../preload/text/failureText.ts'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Page } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { formatDate, formatTime } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import style from './Ledger.module.css'

export function Ledger() {
  const { text, language } = useText()
  const list = useCall(window.wallet.ledger.list)
  const { run } = list
  useEffect(() => void run(), [run])
  const entries =
    list.state.step === 'done' ? list.state.value.toSorted((one, other) => other.at.localeCompare(one.at)) : []
  const days = Map.groupBy(entries, (entry) => formatDate(entry.at, language))
  return (
    <Page title={text.ledger.title} lead={text.ledger.lead} narrow>
      {list.state.step === 'running' && <Progress stoppable={false} />}
      {list.state.step === 'failed' && <FailureNotice failure={list.state.failure} />}
      {list.state.step === 'done' && entries.length === 0 && (
        <p>
          <Ruby>{text.ledger.empty}</Ruby>
        </p>
      )}
      {[...days].map(([day, acts]) => (
        <section key={day} className={style['day']}>
          <h2>{day}</h2>
          <ol>
            {acts.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </Page>
  )
}

function Entry({ entry }: { entry: LedgerEntry }) {
  const { text, language } = useText()
  return (
    <li className={style['entry']} data-outcome={entry.outcome}>
      <p className={style['time']}>{formatTime(entry.at, language)}</p>
      <div className={style['what']}>
        <h3>
          <Ruby>{text.ledger.acts[entry.act]}</Ruby>
          {entry.party !== '' && <span>{entry.party}</span>}
        </h3>
        {entry.purpose !== undefined && (
          <p>
            <Ruby>{text.ledger.purpose}</Ruby>
            {text.marks.colon}
            {entry.purpose}
          </p>
        )}
        {entry.items.map(({ credential, attributes }) => {
          const names = attributes.map((attribute) => attribute[language]).join(text.marks.comma)
          return attributes.length <= 6 ? (
            <p key={credential.en}>
              {credential[language]}
              {names !== '' && `${text.marks.colon}${names}`}
            </p>
          ) : (
            <details key={credential.en}>
              <summary>
                {credential[language]}
                {text.marks.colon}
                <Ruby>{text.ledger.manyItems(attributes.length)}</Ruby>
              </summary>
              <p>{names}</p>
            </details>
          )
        })}
        {entry.outcome === 'started' && (
          <p>
            <Ruby>{text.ledger.startedText}</Ruby>
          </p>
        )}
        {entry.failure !== undefined && (
          <p>
            <Ruby>{failureTitle(entry.failure, language)}</Ruby>
          </p>
        )}
      </div>
      <p className={style['outcome']}>
        <Ruby>{text.ledger.outcomes[entry.outcome]}</Ruby>
      </p>
    </li>
  )
}
