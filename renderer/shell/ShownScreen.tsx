// Which screen is shown: here those that need no open drawer; OpenDrawerScreen.tsx has the others.
import type { ReactElement } from 'react'
import type { CardState } from '../../preload/shapes/card.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import type { Session } from '../../preload/shapes/session.ts'
import type { Settings } from '../../preload/shapes/settings.ts'
import { type Go, needsDrawer, type Screen } from '../screen.ts'
import { Backup } from '../screens/Backup.tsx'
import { CalendarScreen } from '../screens/Calendar.tsx'
import { Card } from '../screens/Card.tsx'
import { Doctor } from '../screens/Doctor.tsx'
import { Documents } from '../screens/Documents.tsx'
import { Family } from '../screens/Family.tsx'
import { Leaving } from '../screens/Leaving.tsx'
import { RecoverByFamily } from '../screens/recovery/RecoverByFamily.tsx'
import { SettingsScreen } from '../screens/SettingsScreen.tsx'
import { Start } from '../screens/Start.tsx'
import { OpenDrawerScreen } from './OpenDrawerScreen.tsx'

interface Props {
  readonly screen: Screen
  readonly settings: Settings
  readonly household: Household
  /** Whose drawer is open. */
  readonly person: Person | undefined
  readonly session: Session | null | undefined
  readonly card: CardState | undefined
  readonly linkWaits: boolean
  readonly go: Go
}

export function ShownScreen({
  screen,
  settings,
  household,
  person,
  session,
  card,
  linkWaits,
  go,
}: Props): ReactElement | null {
  if (needsDrawer(screen)) {
    if (person === undefined) return null
    return <OpenDrawerScreen {...{ screen, household, person, session, card, go }} />
  }
  switch (screen.name) {
    case 'start':
      return <Start settings={settings} household={household} card={card} go={go} />
    case 'family':
      return <Family household={household} card={card} go={go} linkWaits={linkWaits} openByCard={screen.openByCard} />
    case 'card':
      return <Card key={screen.part} household={household} card={card} part={screen.part} go={go} />
    case 'documents':
      // What one person chose is never another's.
      return (
        <Documents key={person?.id} person={person} people={household.people} card={card} part={screen.part} go={go} />
      )
    case 'calendar':
      return <CalendarScreen key={person?.id ?? 'nobody'} household={household} person={person} />
    case 'doctor':
      return <Doctor />
    case 'recoverByFamily':
      return <RecoverByFamily household={household} card={card} personId={screen.personId} go={go} />
    case 'settings':
      return <SettingsScreen settings={settings} household={household} go={go} />
    case 'backup':
      return <Backup key={person?.id ?? 'nobody'} household={household} card={card} go={go} from={screen.from} />
    case 'leaving':
      return <Leaving household={household} card={card} part={screen.part} go={go} />
  }
}
