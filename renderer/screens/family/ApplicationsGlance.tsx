// How the applications of a shut drawer stand, in two lines: how many, what has to be corrected, what is due next, as of when.
import type { FamilyApplications } from '../../../preload/shapes/applications.ts'
import { Icon } from '../../components/Icon.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay, isPast } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from '../person/NextExpiry.module.css'

export function ApplicationsGlance({ seen: { knownOn, applications, more } }: { seen: FamilyApplications }) {
  const { text, language } = useText()
  const words = text.familyApplications
  if (applications.length === 0) return null
  const asksBack = applications.filter((one) => one.asksBack).length
  const [due] = applications.flatMap(({ dueOn }) => dueOn ?? []).toSorted()
  const late = due !== undefined && isPast(due)
  const state = late ? 'late' : asksBack > 0 ? 'soon' : 'inTime'
  return (
    <p className={style['next']} data-state={state}>
      <Icon name={state === 'inTime' ? 'inbox' : 'warn'} size={20} />
      <span>
        <small>
          <Ruby>{words.glance}</Ruby>
        </small>
        <span className={style['what']}>
          <Ruby>{words.count(applications.length + more)}</Ruby>
        </span>
        {asksBack > 0 && (
          <strong className={style['what']}>
            <Ruby>{words.asksBackCount(asksBack)}</Ruby>
          </strong>
        )}
        {due !== undefined && (
          <span className={style['what']}>
            <Ruby>{words.due(formatDay(due, language))}</Ruby>
          </span>
        )}
        {late && (
          <strong className={style['what']}>
            <Ruby>{words.late}</Ruby>
          </strong>
        )}
        <small>
          <Ruby>{words.asOf(formatDay(knownOn, language))}</Ruby>
        </small>
      </span>
    </p>
  )
}
