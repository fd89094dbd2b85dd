// What has come: who holds it, of which day, and what it says; and what did not come.
import type { SelfInfoJob } from '../../../preload/shapes/selfInfo.ts'
import { Note } from '../../components/Note.tsx'
import rows from '../../components/Rows.module.css'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDateTime, type Language } from '../../text/dates.ts'
import { formatDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './SelfInfo.module.css'

export function Received({ job: { received, goneSince } }: { readonly job: SelfInfoJob }) {
  const { text, language } = useText()
  const words = text.selfInfo
  if (received === undefined) return null
  return (
    <details className={style['received']}>
      <summary>
        <Ruby>{words.show}</Ruby>
      </summary>
      <Note>
        <Ruby>{words.receivedAt(formatDateTime(received.at, language), received.from[language])}</Ruby>
        {goneSince !== undefined && <Ruby>{words.gone(formatDateTime(goneSince, language))}</Ruby>}
      </Note>
      {received.sheets.map(({ itemId, name, agency, asOf, fields }) => (
        <section key={itemId} className={style['sheet']} aria-label={name}>
          <h4>{name}</h4>
          <Note>
            <Ruby>{words.agency}</Ruby>
            {text.marks.colon}
            {agency}
            {text.marks.dot}
            <Ruby>{words.asOf}</Ruby>
            {text.marks.colon}
            {dayOrText(asOf, language)}
          </Note>
          <dl className={rows['rows']}>
            {fields.map(({ code, label, value }) => (
              <div key={code}>
                <dt>{label}</dt>
                <dd>{dayOrText(value, language)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {received.missing.length > 0 && (
        <section className={style['sheet']}>
          <h4>
            <Ruby>{words.missing}</Ruby>
          </h4>
          <ul className={style['missing']}>
            {received.missing.map(({ itemId, name, reason }) => (
              <li key={itemId}>
                {name}
                {text.marks.colon}
                <Ruby>{words.missingWhy[reason]}</Ruby>
              </li>
            ))}
          </ul>
        </section>
      )}
    </details>
  )
}

const dayOrText = (value: string, language: Language): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? formatDay(value, language) : value
