// Which entries are looked for.
import { useState } from 'react'
import type { LedgerEntry, LedgerFilter } from '../../../preload/shapes/ledger.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { Labelled } from '../../components/Labelled.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { Select } from '../../components/Select.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Filter.module.css'

interface Props {
  /** What there is to choose from. */
  readonly all: readonly LedgerEntry[]
  readonly filter: LedgerFilter
  readonly found: number
  readonly change: (filter: LedgerFilter) => void
}

export function Filter({ all, filter, found, change }: Props) {
  const { text } = useText()
  const words = text.ledger.filter
  const [typed, setTyped] = useState(filter.text ?? '')
  const narrow = (more: LedgerFilter) => change(withoutNothing({ ...filter, ...more }))
  return (
    <details className={style['filter']}>
      <summary>
        <Ruby>{words.title}</Ruby>
      </summary>
      <div className={style['fields']}>
        <Select
          none={words.all}
          label={words.act}
          value={filter.acts?.[0]}
          options={unique(all.map(({ act }) => act)).map((act) => [act, text.ledger.acts[act]])}
          onChange={(act) => narrow({ acts: act === undefined ? undefined : [act] })}
        />
        <Select
          none={words.all}
          label={words.outcome}
          value={filter.outcomes?.[0]}
          options={unique(all.map(({ outcome }) => outcome)).map((outcome) => [outcome, text.ledger.outcomes[outcome]])}
          onChange={(outcome) => narrow({ outcomes: outcome === undefined ? undefined : [outcome] })}
        />
        <Select
          none={words.all}
          label={words.actor}
          value={filter.actor}
          options={unique(all.flatMap(({ actor }) => (actor === undefined ? [] : [actor.name]))).map((name) => [
            name,
            name,
          ])}
          onChange={(actor) => narrow({ actor })}
        />
        <Select
          none={words.all}
          label={words.party}
          value={filter.party}
          options={unique(all.map(({ party }) => party).filter((party) => party !== '')).map((party) => [party, party])}
          onChange={(party) => narrow({ party })}
        />
        <Day label={words.from} value={filter.from} onChange={(from) => narrow({ from })} />
        <Day label={words.until} value={filter.until} onChange={(until) => narrow({ until })} />
        <Field
          label={words.text}
          note={words.textNote}
          value={typed}
          maxLength={200}
          onChange={(next) => {
            setTyped(next)
            narrow({ text: next === '' ? undefined : next })
          }}
        />
      </div>
      <Button
        look="quiet"
        onPress={() => {
          setTyped('')
          change({})
        }}
      >
        {words.clear}
      </Button>
      <p role="status" className={style['found']}>
        <Ruby>{words.found(found)}</Ruby>
      </p>
    </details>
  )
}

const unique = <T,>(values: readonly T[]): T[] => [...new Set(values)]

/** Members that narrow nothing are left out. */
function withoutNothing({ acts, outcomes, actor, party, from, until, text }: LedgerFilter): LedgerFilter {
  return {
    ...(acts && { acts }),
    ...(outcomes && { outcomes }),
    ...(actor !== undefined && { actor }),
    ...(party !== undefined && { party }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(text !== undefined && { text }),
  }
}

interface DayProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          aria-label={withoutRuby(label)}
          type="date"
          min="2020-01-01"
          max="2999-12-31"
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
      )}
    </Labelled>
  )
}
