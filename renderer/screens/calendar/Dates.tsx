// The dates themselves, in groups by how soon they come.
import { useId, useState } from 'react'
import type { Failure, Outcome } from '../../../preload/failure.ts'
import type { Calendar, CalendarEntry, CalendarKind } from '../../../preload/shapes/calendar.ts'
import type { Person } from '../../../preload/shapes/people.ts'
import { calendarWords } from '../../../preload/text/calendarWords.ts'
import { withoutRuby } from '../../../preload/text/ruby.ts'
import { Button } from '../../components/Button.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Notice } from '../../components/Notice.tsx'
import { PersonMark } from '../../components/PersonMark.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useGo } from '../../GoContext.tsx'
import type { Screen } from '../../screen.ts'
import { formatDueDay } from '../../text/days.ts'
import { useText } from '../../text/TextContext.tsx'
import style from './Calendar.module.css'

interface Props {
  readonly calendar: Calendar
  readonly people: readonly Person[]
  /** Undefined: everybody's. */
  readonly whose: string | undefined
  readonly take: (outcome: Outcome<Calendar>) => void
}

const groups = [
  { name: 'past', holds: (days: number) => days < 0 },
  { name: 'month', holds: (days: number) => days >= 0 && days <= 30 },
  { name: 'quarter', holds: (days: number) => days > 30 && days <= 90 },
  { name: 'later', holds: (days: number) => days > 90 },
] as const

export function Dates({ calendar, people, whose, take }: Props) {
  const { text } = useText()
  const words = text.calendar
  const [failure, setFailure] = useState<Failure>()
  const [removed, setRemoved] = useState<string>()
  const openId = calendar.people.find(({ seen }) => seen === 'open')?.personId
  const entries = calendar.entries.filter(({ personId }) => whose === undefined || personId === whose)
  const remove = async (id: string, what: string) => {
    const outcome = await window.wallet.calendar.remove({ id })
    setFailure(outcome.ok ? undefined : outcome.failure)
    setRemoved(outcome.ok ? what : undefined)
    take(outcome)
  }
  return (
    <div className={style['dates']}>
      {removed !== undefined && (
        <Notice key={removed} kind="good" live takesFocus title={`${words.removed}${text.marks.colon}${removed}`} />
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
      {entries.length === 0 && (
        <p>
          <Ruby>{words.empty}</Ruby>{' '}
          {calendar.people.some(({ seen }) => seen === 'open') && <Ruby>{words.emptyOpen}</Ruby>}
        </p>
      )}
      {groups.map(({ name, holds }) => (
        <Group
          openId={openId}
          key={name}
          title={words.groups[name]}
          entries={entries.filter(({ days }) => holds(days))}
          people={people}
          remove={remove}
        />
      ))}
    </div>
  )
}

interface GroupProps extends Pick<Props, 'people'> {
  readonly openId: string | undefined
  readonly title: string
  readonly entries: readonly CalendarEntry[]
  readonly remove: (id: string, what: string) => Promise<void>
}

function Group({ title, entries, people, openId, remove }: GroupProps) {
  const id = useId()
  if (entries.length === 0) return null
  return (
    <section aria-labelledby={id} className={style['group']}>
      <h2 id={id}>
        <Ruby>{title}</Ruby>
      </h2>
      <ul>
        {entries.map((entry) => (
          <Row
            key={`${entry.personId} ${entry.id}`}
            entry={entry}
            inDrawer={entry.personId === openId}
            person={people.find((one) => one.id === entry.personId)}
            remove={remove}
          />
        ))}
      </ul>
    </section>
  )
}

/** Where more about it is found; only in the drawer that is open. */
const ways: Partial<Readonly<Record<CalendarKind, Screen>>> = {
  insurance: { name: 'home' },
  licence: { name: 'home' },
  licenceEnds: { name: 'home' },
  insuranceEnds: { name: 'home' },
  certificate: { name: 'home' },
  credential: { name: 'home' },
  authentication: { name: 'card', part: 'certificates' },
  signature: { name: 'card', part: 'certificates' },
  mandateGiven: { name: 'mandates' },
  mandateHeld: { name: 'mandates' },
  portalMandateGiven: { name: 'mandates' },
  portalMandateHeld: { name: 'mandates' },
  fifteen: { name: 'mandates' },
  ofAge: { name: 'mandates' },
  followUp: { name: 'board' },
  payment: { name: 'payments' },
}

interface RowProps {
  readonly entry: CalendarEntry
  readonly inDrawer: boolean
  readonly person: Person | undefined
  readonly remove: GroupProps['remove']
}

function Row({ entry, inDrawer, person, remove }: RowProps) {
  const { text, language } = useText()
  const go = useGo()
  const words = calendarWords[language]
  const { kind, name, on, days, keptId } = entry
  const what = words.kinds[kind].what(name?.[language] ?? '')
  const plain = withoutRuby(what)
  const state = days < 0 ? 'late' : days <= 30 ? 'soon' : 'inTime'
  const way = inDrawer ? ways[kind] : undefined
  return (
    <li className={style['row']} data-state={state} data-colour={person?.colour}>
      <p className={style['when']}>
        <strong>
          <Ruby>{words.away(days)}</Ruby>
        </strong>
        <span>{formatDueDay(on, language)}</span>
      </p>
      <div className={style['what']}>
        <h3>
          {state !== 'inTime' && <Icon name="warn" size={20} />}
          <span>
            <Ruby>{what}</Ruby>
          </span>
        </h3>
        {person !== undefined && (
          <p className={style['who']}>
            <PersonMark person={person} />
            {person.name}
          </p>
        )}
        {words.kinds[kind].advice !== '' && (
          <p className={style['advice']}>
            <Ruby>{words.kinds[kind].advice}</Ruby>
          </p>
        )}
      </div>
      <div className={style['act']}>
        {way !== undefined && go !== undefined && (
          <Button look="quiet" label={text.calendar.lookNamed(plain)} onPress={() => go(way)}>
            {text.calendar.look}
          </Button>
        )}
        {keptId !== undefined && kind === 'own' && (
          <Button look="quiet" label={text.calendar.removeNamed(plain)} onPress={() => void remove(keptId, plain)}>
            {text.calendar.remove}
          </Button>
        )}
      </div>
    </li>
  )
}
