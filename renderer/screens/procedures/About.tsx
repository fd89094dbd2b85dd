// What a procedure is, as the portal describes it.
import type { ReactNode } from 'react'
import type { Procedure } from '../../../preload/shapes/procedures.ts'
import { Fact } from '../../components/Fact.tsx'
import { Part } from '../../components/Page.tsx'
import rowStyle from '../../components/Rows.module.css'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Procedures.module.css'

export function About({ procedure, children }: { procedure: Procedure; children: ReactNode }) {
  const { text, language } = useText()
  const words = text.procedures
  const { facts } = words
  const { lifeEvents, personKinds, law } = procedure
  const all = (names: readonly string[]) => names.join(text.marks.comma)
  const updated = /^\d{4}-\d{2}-\d{2}$/.test(procedure.updatedOn)
    ? formatDay(procedure.updatedOn, language)
    : procedure.updatedOn
  return (
    <Part title={words.about}>
      <p>{procedure.summary}</p>
      <p>{procedure.content}</p>
      <Rows
        rows={[
          [facts.organisation, procedure.organisation],
          [facts.fee, procedure.fee],
        ]}
      />
      <details className={style['more']}>
        <summary>
          <Ruby>{words.more}</Ruby>
        </summary>
        <Rows
          rows={[
            [facts.events, all(lifeEvents.map((one) => words.lifeEvents[one]))],
            [facts.kinds, all(personKinds.map((one) => words.personKinds[one]))],
            [facts.law, law ?? ''],
            [facts.contact, procedure.contact],
            [facts.updated, updated],
          ]}
        />
      </details>
      <div className={style['small']}>{children}</div>
    </Part>
  )
}

/** What the portal does not tell is left out. */
function Rows({ rows }: { rows: readonly (readonly [label: string, value: string])[] }) {
  return (
    <dl className={rowStyle['rows']}>
      {rows
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <Fact key={label} name={label}>
            <Ruby>{value}</Ruby>
          </Fact>
        ))}
    </dl>
  )
}
