// How somebody's applications stand, as far as they let everybody see it: on the board of others, and on their own screen.
import type { FamilyApplications as Seen } from '../../../preload/shapes/applications.ts'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay, isPast } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../Board.module.css'

export function FamilyApplications({ seen: { knownOn, applications, more } }: { seen: Seen }) {
  const { text, language } = useText()
  const words = text.familyApplications
  return (
    <div className={style['seen']}>
      <p className={style['small']}>
        <Ruby>{words.knownOn(formatDay(knownOn, language))}</Ruby>
      </p>
      {applications.length === 0 && (
        <p>
          <Ruby>{words.none}</Ruby>
        </p>
      )}
      {applications.length > 0 && (
        <ul className={style['rows']}>
          {applications.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells one from another
            <Row key={at} application={one} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <p>
          <Ruby>{words.more(more)}</Ruby>
        </p>
      )}
    </div>
  )
}

function Row({ application }: { application: Seen['applications'][number] }) {
  const { text, language } = useText()
  const words = text.familyApplications
  const { title, label, asksBack, dueOn, fetchedOn } = application
  const late = dueOn !== undefined && isPast(dueOn)
  return (
    <li className={style['row']} data-tone={late ? 'bad' : asksBack ? 'warn' : undefined}>
      <div className={style['head']}>
        <h4>{title}</h4>
        <p className={style['label']}>{label}</p>
      </div>
      {asksBack && (
        <p>
          <strong>
            <Ruby>{words.asksBack}</Ruby>
          </strong>
        </p>
      )}
      {dueOn !== undefined && (
        <p>
          <Ruby>{words.due(formatDay(dueOn, language))}</Ruby>
          {late && (
            <strong className={style['late']}>
              <Ruby>{words.late}</Ruby>
            </strong>
          )}
        </p>
      )}
      <p className={style['small']}>
        <Ruby>{words.fetchedOn(formatDay(fetchedOn, language))}</Ruby>
      </p>
    </li>
  )
}
