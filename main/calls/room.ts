// What every group of calls works with: the wallet's own things, put together once in wallet.ts.
import type { CardWatch } from '../card/cardWatch.ts'
import type { Trust } from '../certificates/trust.ts'
import type { Desk } from '../desk.ts'
import type { PortalProfile } from '../portal/profile.ts'
import type { CardReaders, Ports } from '../ports.ts'
import type { Work, Workbench } from '../work.ts'

export interface Room {
  readonly ports: Ports
  readonly trust: Trust
  readonly bench: Workbench
  readonly cards: CardWatch
  readonly desk: Desk
  readonly language: () => Promise<'ja' | 'en'>
  /** Now, as ISO 8601 UTC text. */
  readonly at: () => string
  /** The card for one piece of work: a cancel ends it between two commands. */
  readonly withCardFor: (work: Work) => CardReaders['withCard']
  /** A card of somebody else than the open person is refused; with no drawer open any card will do. @throws card.otherPerson */
  readonly checkOwner: (certificate: Uint8Array) => Promise<void>
  readonly tellCredentials: () => Promise<void>
  /** The portal of this realm as it is now. @throws portal.notConfigured, portal.unreachable */
  readonly portal: () => PortalProfile
  /** In practice mode only: starts the practice portal. */
  readonly startPracticePortal: (() => Promise<void>) | undefined
  /** Called at lock and before another drawer opens: what one person chose or read is never another's. */
  readonly onLock: (forget: () => void) => void
}
