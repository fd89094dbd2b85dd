// What was done, when, with whom: names of attributes, never values. Looked through, checked, exported, and erased from.
import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../preload/failure.ts'
import type { LedgerEntry, LedgerFilter } from '../../preload/shapes/ledger.ts'
import { Button } from '../components/Button.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { Page } from '../components/Page.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { formatDate } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import style from './Ledger.module.css'
import { Check } from './ledger/Check.tsx'
import { Entry } from './ledger/Entry.tsx'
import { Export } from './ledger/Export.tsx'
import { Filter } from './ledger/Filter.tsx'

/** So many entries are shown at once. */
const step = 100

export function Ledger() {
  const { text, language } = useText()
  const [filter, setFilter] = useState<LedgerFilter>({})
  const [shown, setShown] = useState(step)
  const [erased, setErased] = useState(false)
  const { everything, entries, failure, again } = useEntries(filter)
  const narrowed = Object.keys(filter).length > 0
  const days = Map.groupBy(entries?.slice(0, shown) ?? [], (entry) => formatDate(entry.at, language))
  const left = (entries?.length ?? 0) - shown
  return (
    <Page title={text.ledger.title} lead={text.ledger.lead} narrow>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {entries === undefined && failure === undefined && <Progress stoppable={false} />}
      {erased && <Notice kind="info" live takesFocus title={text.ledger.erase.done} />}
      {everything !== undefined && <Check written={again} />}
      {everything !== undefined && everything.length > 0 && (
        <Filter
          all={everything}
          filter={filter}
          found={entries?.length ?? 0}
          change={(next) => {
            setShown(step)
            setFilter(next)
          }}
        />
      )}
      {entries?.length === 0 && (
        <p>
          <Ruby>{narrowed ? text.ledger.filter.none : text.ledger.empty}</Ruby>
        </p>
      )}
      {[...days].map(([day, acts]) => (
        <section key={day} className={style['day']}>
          <h2>{day}</h2>
          <ol>
            {acts.map((entry) => (
              <Entry
                key={entry.id}
                entry={entry}
                erased={() => {
                  setErased(true)
                  again()
                }}
              />
            ))}
          </ol>
        </section>
      ))}
      {left > 0 && (
        <Button onPress={() => setShown(shown + step)}>{text.ledger.filter.more(Math.min(step, left))}</Button>
      )}
      {entries !== undefined && entries.length > 0 && <Export filter={filter} />}
    </Page>
  )
}

interface Entries {
  /** Unfiltered; what was there when the screen was opened or changed last. */
  readonly everything: readonly LedgerEntry[] | undefined
  readonly entries: readonly LedgerEntry[] | undefined
  readonly failure: Failure | undefined
  /** Reads again. */
  readonly again: () => void
}

/** The entries that fit; while others are looked for, the ones before stay. */
function useEntries(filter: LedgerFilter): Entries {
  const [read, setRead] = useState<Omit<Entries, 'again'>>({
    everything: undefined,
    entries: undefined,
    failure: undefined,
  })
  const [round, setRound] = useState(0)
  const again = useCallback(() => setRound((before) => before + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round reads the same again
  useEffect(() => {
    let ended = false
    const narrowed = Object.keys(filter).length > 0
    const all = window.wallet.ledger.list()
    const fitting = narrowed ? window.wallet.ledger.list(filter) : all
    void Promise.all([all, fitting]).then(([every, some]) => {
      if (ended) return
      if (every.ok && some.ok) setRead({ everything: every.value, entries: some.value, failure: undefined })
      else
        setRead((before) => ({ ...before, failure: every.ok ? (some.ok ? undefined : some.failure) : every.failure }))
    })
    return () => {
      ended = true
    }
  }, [filter, round])
  return { ...read, again }
}
