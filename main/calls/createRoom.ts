// What every group of calls works with, put together once.
import type { Person } from '../../preload/shapes/people.ts'
import type { CardWatch } from '../card/cardWatch.ts'
import { rememberCertificates } from '../card/certificateFile.ts'
import type { Trust } from '../certificates/trust.ts'
import { type OpenPerson, shut } from '../desk.ts'
import type { Announcer } from '../events.ts'
import { fail } from '../failure.ts'
import { followCopies } from '../followCopies.ts'
import { followSession } from '../followSession.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { createGuard } from '../journeys/guard.ts'
import type { HouseholdSetting } from '../journeys/household.ts'
import type { HeadKeeper } from '../ledger/keepHead.ts'
import type { LyingCard } from '../locks/drawerWatch.ts'
import type { News } from '../news.ts'
import type { Ports } from '../ports.ts'
import type { Turns } from '../turns.ts'
import { cancellable, type Work, type Workbench } from '../work.ts'
import type { Room } from './room.ts'

interface Furniture
  extends Pick<Room, 'settingsHome' | 'language' | 'at' | 'portal' | 'startPracticePortal' | 'switchRealm'> {
  readonly ports: Ports
  readonly trust: Trust
  readonly bench: Workbench
  readonly emit: Announcer['emit']
  readonly cards: CardWatch
  readonly heads: HeadKeeper
  readonly turns: Turns
  readonly news: News
  /** A drawer lies on the desk now. */
  readonly opened: (open: OpenPerson) => Promise<void>
}

export function createRoom({ turns, news, opened, ...given }: Furniture): Room {
  const { ports, trust, bench, cards, heads } = given
  const { desk, watch } = turns
  const guard = createGuard(ports, desk, cards)

  let ownMemory = rememberCertificates()
  turns.onLock(() => {
    ownMemory = rememberCertificates()
  })

  /** The card that a piece of work looked at: it is the one that opens the drawer. */
  const usedCards = new WeakMap<AbortSignal, LyingCard>()
  const householdSetting = ({ signal }: Work, reader: string | undefined): HouseholdSetting => ({
    ports,
    trust,
    signal,
    card: () => ({
      cards: {
        ...cards,
        async look(id, until) {
          const seen = await cards.look(id, until)
          usedCards.set(signal, seen)
          return seen
        },
      },
      reader: chooseReader(cards.read(), reader),
    }),
  })

  async function putOnDesk(open: OpenPerson, { signal }: Work): Promise<Person> {
    if (signal.aborted) {
      await shut(open)
      fail({ code: 'app.cancelled' })
    }
    bench.ending()
    const followed = followSession(open.drawer, news.sessionChanged)
    desk.put({ ...open, drawer: heads.keep(followCopies(followed, () => void news.followOverview())) })
    await opened(open)
    watch?.opened(open, open.by === 'card' ? usedCards.get(signal) : undefined)
    const { people } = await news.shownHousehold()
    return people.find(({ id }) => id === open.personId) ?? fail({ code: 'person.notFound' })
  }

  return {
    ...given,
    desk,
    abortable: ({ signal }) => ({
      ...ports,
      fetch: (request) => ports.fetch(new Request(request, { signal })),
    }),
    withCardFor: ({ signal }) => cancellable(cards.withCard, signal),
    checkOwner: (certificate) => guard.check(certificate),
    guard,
    asker: ({ signal }, whose) => ({
      cards,
      askSecret: ports.askSecret,
      signal,
      guard: (seen, purpose) => guard.before(seen, purpose, whose),
    }),
    ownMemory: () => ownMemory,
    shownHousehold: news.shownHousehold,
    shownSession: news.shownSession,
    tellHousehold: news.tellHousehold,
    tellCredentials: news.tellCredentials,
    followCalendar: news.followOverview,
    calendar: news.calendar,
    householdSetting,
    lock: turns.lock,
    watch,
    lastLock: turns.lastLock,
    putAway: turns.putAway,
    putOnDesk,
    onLock: turns.onLock,
  }
}
