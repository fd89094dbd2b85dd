// The open drawer: its credentials, what waits at the portal, and a place for links.
import type { CardState } from '../../preload/shapes/card.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { MandateNews } from '../components/MandateReminders.tsx'
import { Page, Part } from '../components/Page.tsx'
import { PersonMark } from '../components/PersonMark.tsx'
import { ReaderStatus } from '../components/ReaderStatus.tsx'
import type { Go } from '../screen.ts'
import { useText } from '../text/TextContext.tsx'
import { ComingUp } from './calendar/ComingUp.tsx'
import { Credentials } from './home/Credentials.tsx'
import style from './home/Home.module.css'
import { Inbox } from './home/Inbox.tsx'
import { PasteLink } from './home/PasteLink.tsx'
import { Suggestion } from './home/Suggestion.tsx'
import { useCredentials } from './home/useCredentials.ts'
import { DoorNotices } from './keys/DoorNotices.tsx'
import { RenewedCardHint } from './keys/RenewedCard.tsx'

interface Props {
  readonly person: Person
  readonly household: Household
  readonly session: Session | null | undefined
  readonly card: CardState | undefined
  readonly go: Go
}

export function Home({ person, household, session, card, go }: Props) {
  const { text } = useText()
  const credentials = useCredentials()
  return (
    <Page title={text.home.title(person.name)} aside={<PersonMark person={person} size="large" />}>
      <MandateNews />
      <ComingUp personId={person.id} go={go} />
      <DoorNotices />
      <RenewedCardHint card={card} household={household} go={go} />
      <Suggestion person={person} household={household} />
      <Credentials shown={credentials} loggedIn={session != null} go={go} />
      <div className={style['columns']}>
        <Inbox session={session} go={go} pointed={credentials.page?.all === 0} />
        <div className={style['column']}>
          <Part title={text.home.reader}>
            <ReaderStatus state={card} people={household.people} openPersonId={person.id} />
          </Part>
          <PasteLink go={go} />
        </div>
      </div>
    </Page>
  )
}
