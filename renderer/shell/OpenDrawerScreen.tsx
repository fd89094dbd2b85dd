// The screens that show what lies in the open drawer. What one person did on a screen is never another's: hence the keys.
import type { ReactElement } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import type { Session } from '../../preload/shapes/session.ts'
import type { DrawerScreen, Go } from '../screen.ts'
import { ApplicationScreen } from '../screens/Application.tsx'
import { Board } from '../screens/Board.tsx'
import { CredentialScreen } from '../screens/credential/CredentialScreen.tsx'
import { Draft } from '../screens/Draft.tsx'
import { GuestChoose } from '../screens/guest/GuestChoose.tsx'
import { Home } from '../screens/Home.tsx'
import { Keys } from '../screens/Keys.tsx'
import { Ledger } from '../screens/Ledger.tsx'
import { LogIn } from '../screens/LogIn.tsx'
import { StillAlive } from '../screens/leaving/StillAlive.tsx'
import { Mandates } from '../screens/Mandates.tsx'
import { Notices } from '../screens/Notices.tsx'
import { Paper } from '../screens/Paper.tsx'
import { Papers } from '../screens/Papers.tsx'
import { Payments } from '../screens/Payments.tsx'
import { Procedures } from '../screens/Procedures.tsx'
import { Partners } from '../screens/partners/Partners.tsx'
import { PersonScreen } from '../screens/person/PersonScreen.tsx'
import { ProcedureScreen } from '../screens/procedures/ProcedureScreen.tsx'
import { Receive } from '../screens/Receive.tsx'
import { FamilyRecovery } from '../screens/recovery/FamilyRecovery.tsx'
import { SelfInfo } from '../screens/SelfInfo.tsx'
import { Share } from '../screens/Share.tsx'

interface Props {
  readonly screen: DrawerScreen
  readonly household: Household
  /** Whose drawer is open. */
  readonly person: Person
  readonly session: Session | null | undefined
  readonly card: CardState | undefined
  readonly go: Go
}

export function OpenDrawerScreen({ screen, household, person, session, card, go }: Props): ReactElement {
  switch (screen.name) {
    case 'home':
      return (
        <>
          <StillAlive key={person.id} personId={person.id} />
          <Home person={person} household={household} session={session} card={card} go={go} />
        </>
      )
    case 'logIn':
      return (
        <LogIn
          person={person}
          people={household.people}
          session={session}
          card={card}
          go={go}
          {...(screen.next === undefined ? {} : { next: screen.next })}
        />
      )
    case 'receive':
      return <Receive key={screen.link} person={person} link={screen.link} go={go} />
    case 'share':
      return <Share key={screen.link} person={person} link={screen.link} go={go} />
    case 'credential':
      return <CredentialScreen key={screen.id} id={screen.id} go={go} />
    case 'keys':
      return <Keys key={person.id} person={person} card={card} go={go} />
    case 'familyRecovery':
      return <FamilyRecovery key={person.id} go={go} />
    case 'papers':
      return <Papers key={person.id} begun={screen.begun} go={go} />
    case 'paper':
      return <Paper key={screen.id} id={screen.id} go={go} />
    case 'board':
      return <Board key={person.id} household={household} go={go} />
    case 'application':
      return <ApplicationScreen key={screen.receiptNo} receiptNo={screen.receiptNo} go={go} />
    case 'notices':
      return <Notices key={person.id} go={go} />
    case 'payments':
      return <Payments key={person.id} screen={screen} go={go} />
    case 'procedures':
      return <Procedures key={person.id} go={go} />
    case 'procedure':
      return (
        <ProcedureScreen
          key={screen.id}
          id={screen.id}
          person={person}
          household={household}
          card={card}
          session={session}
          go={go}
        />
      )
    case 'partners':
      return <Partners key={person.id} go={go} />
    case 'ledger':
      return <Ledger />
    case 'mandates':
      return (
        <Mandates key={person.id} person={person} household={household} card={card} registering={screen.registering} />
      )
    case 'selfInfo':
      return (
        <SelfInfo
          key={person.id}
          person={person}
          people={household.people}
          card={card}
          go={go}
          loggedIn={session != null}
          begun={screen.begun}
        />
      )
    case 'person':
      return <PersonScreen key={person.id} person={person} part={screen.part} go={go} />
    case 'guest':
      return <GuestChoose key={screen.id} id={screen.id} go={go} />
    case 'draft':
      return (
        <Draft
          key={screen.id}
          id={screen.id}
          at={screen.at}
          person={person}
          people={household.people}
          card={card}
          go={go}
        />
      )
  }
}
