// What ends or is due, of the whole household: all of the open drawer, and of the others what they allowed.
import { useCallback, useEffect, useState } from 'react'
import type { Failure, Outcome } from '../../preload/failure.ts'
import type { Calendar, CalendarKind } from '../../preload/shapes/calendar.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Actions, Page, Part } from '../components/Page.tsx'
import { PersonMark } from '../components/PersonMark.tsx'
import { Progress } from '../components/Progress.tsx'
import { Ruby } from '../components/Ruby.tsx'
import { useGo } from '../GoContext.tsx'
import { useText } from '../text/TextContext.tsx'
import { AddDate } from './calendar/AddDate.tsx'
import style from './calendar/Calendar.module.css'
import { CalendarFile } from './calendar/CalendarFile.tsx'
import { Dates } from './calendar/Dates.tsx'
import { RemindPart } from './calendar/RemindPart.tsx'
import { OverviewPart } from './person/OverviewPart.tsx'

const everybody = 'everybody'

export function CalendarScreen({ household, person }: { household: Household; person: Person | undefined }) {
  const { text } = useText()
  const words = text.calendar
  const { calendar, failure, take } = useCalendar()
  const [whose, setWhose] = useState<string>(everybody)
  // What somebody looks like is their own choice; what is shown is so too.
  const own = person !== undefined && household.open?.actor?.basis !== 'appointed'
  const chosen = household.people.some(({ id }) => id === whose) ? whose : everybody
  return (
    <Page title={words.title} lead={words.lead} narrow>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {calendar === undefined && failure === undefined && <Progress stoppable={false} />}
      {calendar !== undefined && (
        <>
          {household.people.length > 1 && (
            <Choice
              label={words.whose}
              value={chosen}
              onChange={setWhose}
              row
              options={[
                { value: everybody, label: words.everybody },
                ...household.people.map((one) => ({
                  value: one.id,
                  label: one.name,
                  content: <PersonMark person={one} />,
                })),
              ]}
            />
          )}
          <Dates
            calendar={calendar}
            people={household.people}
            whose={chosen === everybody ? undefined : chosen}
            take={take}
          />
          <Hidden calendar={calendar} whose={chosen === everybody ? undefined : chosen} />
          {person !== undefined && <Unknown calendar={calendar} personId={person.id} />}
          {person !== undefined && <AddDate take={take} />}
          {own && (
            <>
              <OverviewPart person={person} />
              <RemindPart calendar={calendar} person={person} take={take} />
            </>
          )}
          <CalendarFile calendar={calendar} take={take} />
        </>
      )}
    </Page>
  )
}

function Hidden({ calendar, whose }: { calendar: Calendar; whose: string | undefined }) {
  const { text } = useText()
  const words = text.calendar.hidden
  const hidden = calendar.people.filter(
    ({ personId, seen }) => seen !== 'open' && seen !== 'calendar' && (whose === undefined || whose === personId),
  )
  if (hidden.length === 0) return null
  return (
    <Part title={words.title} plain>
      <ul className={style['hidden']}>
        {hidden.map(({ personId, name, seen }) => (
          <li key={personId}>
            <Ruby>{seen === 'nothing' ? words.nothing(name) : words.part(name)}</Ruby>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** What only the card tells, and has not told yet. */
function Unknown({ calendar, personId }: { calendar: Calendar; personId: string }) {
  const { text } = useText()
  const go = useGo()
  const words = text.calendar.unknown
  const known = (kind: CalendarKind) => calendar.entries.some((one) => one.personId === personId && one.kind === kind)
  const missing = (['authentication', 'signature', 'card'] as const).filter((kind) => !known(kind))
  if (missing.length === 0) return null
  return (
    <Part title={words.title} plain>
      <ul className={style['hidden']}>
        {missing.map((kind) => (
          <li key={kind}>
            <Ruby>{words[kind]}</Ruby>
          </li>
        ))}
      </ul>
      {go !== undefined && (
        <Actions>
          <Button icon="card" onPress={() => go({ name: 'card' })}>
            {words.toCard}
          </Button>
        </Actions>
      )}
    </Part>
  )
}

function useCalendar() {
  const [state, setState] = useState<{ calendar: Calendar | undefined; failure: Failure | undefined }>({
    calendar: undefined,
    failure: undefined,
  })
  const take = useCallback((outcome: Outcome<Calendar>) => {
    setState((before) =>
      outcome.ok ? { calendar: outcome.value, failure: undefined } : { ...before, failure: outcome.failure },
    )
  }, [])
  useEffect(() => {
    let ended = false
    const read = () =>
      void window.wallet.calendar.read().then((outcome) => {
        if (!ended) take(outcome)
      })
    const stop = window.wallet.calendar.changed(read)
    read()
    return () => {
      ended = true
      stop()
    }
  }, [take])
  return { ...state, take } as const
}
