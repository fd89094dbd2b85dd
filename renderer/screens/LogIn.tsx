// Log in to the portal, in one of three ways; and what there is to do once somebody is logged in.
import { useEffect, useState } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Person } from '../../preload/shapes/people.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { Choice } from '../components/Choice.tsx'
import { Note } from '../components/Note.tsx'
import { Page } from '../components/Page.tsx'
import type { Go, Screen } from '../screen.ts'
import { formatDate } from '../text/dates.ts'
import { useText } from '../text/TextContext.tsx'
import { useCall } from '../useWallet.ts'
import { ByCard } from './logIn/ByCard.tsx'
import { ByPc } from './logIn/ByPc.tsx'
import { ByPhone } from './logIn/ByPhone.tsx'
import { LoggedIn } from './logIn/LoggedIn.tsx'

interface Props {
  readonly person: Person
  readonly people: readonly Person[]
  readonly session: Session | null | undefined
  readonly card: CardState | undefined
  readonly go: Go
  /** Where one goes on once somebody is logged in. */
  readonly next?: Screen
}

export function LogIn({ person, people, session, card, go, next }: Props) {
  const { text, language } = useText()
  const enrolments = useCall(window.wallet.session.enrolments)
  const [chosen, setChosen] = useState<'card' | 'pc' | 'phone'>()
  const { run } = enrolments
  const loggedIn = session != null
  useEffect(() => {
    if (!loggedIn) void run()
  }, [run, loggedIn])

  useEffect(() => {
    if (loggedIn && next !== undefined) go(next)
  }, [loggedIn, next, go])

  if (session != null) return <LoggedIn person={person} people={people} session={session} card={card} go={go} />
  const thisPc = enrolments.state.step === 'done' ? enrolments.state.value.thisPc : null
  const way = chosen ?? (thisPc === null ? 'card' : 'pc')
  return (
    <Page narrow title={text.logIn.title} lead={text.logIn.lead}>
      <Choice
        label={text.logIn.ways}
        value={way}
        onChange={setChosen}
        options={[
          { value: 'card', label: text.logIn.byCard },
          ...(thisPc === null
            ? []
            : [
                {
                  value: 'pc' as const,
                  label: text.logIn.byPc,
                  content: <Note inline>{text.logIn.byPcUntil(thisPc.name, formatDate(thisPc.endsAt, language))}</Note>,
                },
              ]),
          { value: 'phone', label: text.logIn.byPhone },
        ]}
      />
      {way === 'card' && <ByCard person={person} people={people} card={card} go={go} />}
      {way === 'pc' && <ByPc />}
      {way === 'phone' && <ByPhone />}
    </Page>
  )
}
