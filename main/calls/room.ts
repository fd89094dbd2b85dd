// What every group of calls works with: the wallet's own things, put together once in wallet.ts.
import type { LockNews, LockReason } from '../../preload/shapes/locks.ts'
import type { Household, Person } from '../../preload/shapes/people.ts'
import type { Session } from '../../preload/shapes/session.ts'
import type { CalendarNews } from '../calendar/calendarNews.ts'
import type { CardWatch } from '../card/cardWatch.ts'
import type { CertificateMemory } from '../card/certificateFile.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Desk, OpenPerson } from '../desk.ts'
import type { Announcer } from '../events.ts'
import type { PinAsker } from '../journeys/askPin.ts'
import type { Guard } from '../journeys/guard.ts'
import type { HouseholdSetting } from '../journeys/household.ts'
import type { HeadKeeper } from '../ledger/keepHead.ts'
import type { DrawerWatch } from '../locks/drawerWatch.ts'
import type { PortalProfile } from '../portal/profile.ts'
import type { CardReaders, Ports } from '../ports.ts'
import type { Work, Workbench } from '../work.ts'

export interface Room {
  readonly ports: Ports
  readonly trust: Trust
  readonly bench: Workbench
  readonly emit: Announcer['emit']
  /** Where the choices of this PC lie. */
  readonly settingsHome: string
  readonly cards: CardWatch
  readonly desk: Desk
  /** What is kept of ledgers outside their drawers. */
  readonly heads: HeadKeeper
  readonly language: () => Promise<'ja' | 'en'>
  /** Now, as ISO 8601 UTC text. */
  readonly at: () => string
  /** A cancel or a lock ends a request made with these. An answer to a verifier is sent without: it may have arrived. */
  readonly abortable: (work: Pick<Work, 'signal'>) => Ports
  /** The card for one piece of work: a cancel ends it between two commands. */
  readonly withCardFor: (work: Work) => CardReaders['withCard']
  /** A card of somebody else than the open person is refused; with no drawer open any card will do. @throws card.otherPerson, card.unfamiliar */
  readonly checkOwner: (certificate: Uint8Array) => Promise<void>
  readonly guard: Guard
  /**
   * For `askPin`, which compares the card with the open drawer before it asks.
   * @param whose whom a card belongs to that shows its certificate after the PIN only; such a one has to be told to
   * `guard.opened` before anything is signed
   */
  readonly asker: (work: Work, whose?: string) => PinAsker
  /** Signing certificates that were read in this person's turn: they hold attributes, and are forgotten at lock. */
  readonly ownMemory: () => CertificateMemory
  readonly shownHousehold: () => Promise<Household>
  /** The session of the open person; null: none, or no portal. @throws drawer.locked */
  readonly shownSession: () => Promise<Session | null>
  /** Tells of the household and all that changes with it. */
  readonly tellHousehold: () => Promise<void>
  readonly tellCredentials: () => Promise<void>
  /** A day of the calendar may have changed: what everybody may see, the file and the screens follow. */
  readonly followCalendar: () => Promise<void>
  readonly calendar: CalendarNews
  /** The portal of this realm as it is now. @throws portal.notConfigured, portal.unreachable */
  readonly portal: () => PortalProfile
  /** In practice mode only: starts the practice portal. */
  readonly startPracticePortal: (() => Promise<void>) | undefined
  /** For making people and the ways to open their drawers. @param reader which one holds the card that is used */
  readonly householdSetting: (work: Work, reader: string | undefined) => HouseholdSetting
  /** Ends what is under way and closes the drawer, if one is open, with its process and the page's. */
  readonly lock: (reason: LockReason, next?: LockNews['next']) => Promise<void>
  /** Watches over the open drawer; undefined on the command line, where it is open for one command. */
  readonly watch: DrawerWatch | undefined
  /** The last lock; undefined while a drawer is open. What is `next` is told once. */
  readonly lastLock: () => LockNews | undefined
  /** Restarts the program in the other realm. */
  readonly switchRealm: () => Promise<void>
  /** Closes the drawer that is open, if one is: before another opens. */
  readonly putAway: () => Promise<void>
  /** The drawer that was opened just now. A lock that came meanwhile holds. @throws app.cancelled */
  readonly putOnDesk: (open: OpenPerson, work: Work) => Promise<Person>
  /** Called at lock and before another drawer opens: what one person chose or read is never another's. */
  readonly onLock: (forget: () => void) => void
}
