// On the first screen: what of the open person's calendar comes within a month, or has just passed.
import { useEffect, useState } from 'react'
import type { CalendarEntry, CalendarKind } from '../../../preload/shapes/calendar.ts'
import { calendarWords } from '../../../preload/text/calendarWords.ts'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import type { Go } from '../../screen.ts'
import { formatDueDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Calendar.module.css'

/** These are told by the reminders of mandates. */
const toldElsewhere: ReadonlySet<CalendarKind> = new Set(['mandateGiven', 'mandateHeld', 'fifteen', 'ofAge'])
const mostShown = 3

export function ComingUp({ personId, go }: { personId: string; go: Go }) {
  const { text, language } = useText()
  const [entries, setEntries] = useState<readonly CalendarEntry[]>([])
  useEffect(() => {
    let ended = false
    const read = () =>
      void window.wallet.calendar.read().then((outcome) => {
        if (!ended && outcome.ok) setEntries(outcome.value.entries)
      })
    const stop = window.wallet.calendar.changed(read)
    read()
    return () => {
      ended = true
      stop()
    }
  }, [])
  const coming = entries.filter(
    ({ personId: whose, kind, days }) => whose === personId && days >= -30 && days <= 30 && !toldElsewhere.has(kind),
  )
  if (coming.length === 0) return null
  const words = calendarWords[language]
  return (
    <Notice kind="warn" title={text.calendar.comingUp}>
      <ul className={style['hidden']}>
        {coming.slice(0, mostShown).map(({ id, kind, name, on, days }) => (
          <li key={id}>
            <Ruby>
              {`${words.kinds[kind].what(name?.[language] ?? '')}${text.marks.colon}${formatDueDay(on, language)}${text.marks.dot}${words.away(days)}`}
            </Ruby>
          </li>
        ))}
        {coming.length > mostShown && (
          <li>
            <Ruby>{words.more(coming.length - mostShown)}</Ruby>
          </li>
        )}
      </ul>
      <Actions>
        <Button icon="calendar" onPress={() => go({ name: 'calendar' })}>
          {text.calendar.toCalendar}
        </Button>
      </Actions>
    </Notice>
  )
}
