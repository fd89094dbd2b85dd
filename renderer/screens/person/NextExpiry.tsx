// What expires next of a shut drawer, in words: in time, soon, or past.
import type { Person } from '../../../preload/shapes/people.ts'
import { Icon } from '../../components/Icon.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { formatDay, isPast } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import { daysUntil, soonDays } from './daysUntil.ts'
import style from './NextExpiry.module.css'

export function NextExpiry({ next }: { next: NonNullable<Person['next']> }) {
  const { text, language } = useText()
  const { until, name } = next
  const days = daysUntil(until)
  const state = isPast(until) ? 'late' : days <= soonDays ? 'soon' : 'inTime'
  return (
    <p className={style['next']} data-state={state}>
      <Icon name={state === 'inTime' ? 'info' : 'warn'} size={20} />
      <span>
        <small>
          <Ruby>{text.people.next.title}</Ruby>
        </small>
        <span className={style['what']}>
          <Ruby>
            {text.people.next.inTime(name?.[language] ?? text.people.next.something, formatDay(until, language))}
          </Ruby>
        </span>
        {state !== 'inTime' && (
          <strong>
            <Ruby>{state === 'late' ? text.people.next.late : text.people.next.soon(days)}</Ruby>
          </strong>
        )}
      </span>
    </p>
  )
}
