// What the wallet tells of itself, as whole new values: the household, and of the open drawer its credentials and session.
// The overview and the calendar follow.
import type { Household as ShownHousehold } from '../preload/shapes/people.ts'
import type { Session } from '../preload/shapes/session.ts'
import { type CalendarNews, createCalendarNews } from './calendar/calendarNews.ts'
import { endsOnCards, noteEnds } from './calendar/noteEnds.ts'
import { readOwnDates } from './calendar/ownDates.ts'
import type { CardWatch } from './card/cardWatch.ts'
import type { Desk, OpenPerson } from './desk.ts'
import type { Announcer } from './events.ts'
import { keepOverview } from './household/changePeople.ts'
import { readFamilyApplications } from './household/familyApplications.ts'
import { showHousehold } from './household/showHousehold.ts'
import { readSession } from './journeys/logIn.ts'
import type { Clock } from './locks/idleWatch.ts'
import { knownPortal } from './portal/knownPortal.ts'
import type { PortalProfile } from './portal/profile.ts'
import type { Ports } from './ports.ts'

interface Surroundings extends Pick<ShownHousehold, 'realm' | 'keychain'> {
  readonly desk: Pick<Desk, 'read' | 'open'>
  readonly cards: Pick<CardWatch, 'read' | 'askOwners'>
  readonly emit: Announcer['emit']
  readonly at: () => string
  readonly language: () => Promise<'ja' | 'en'>
  /** @throws portal.notConfigured, portal.unreachable */
  readonly portal: () => PortalProfile
  /** Of the calendar's hourly look; see createCalendarNews. */
  readonly clock: Clock | undefined
}

export interface News {
  readonly calendar: CalendarNews
  shownHousehold(): Promise<ShownHousehold>
  /** The session of the open person; null: none, or no portal. @throws drawer.locked */
  shownSession(): Promise<Session | null>
  /** Tells of the household and all that changes with it. */
  tellHousehold(): Promise<void>
  /** The same where nobody waits for it. */
  householdChanged(): void
  tellCredentials(): Promise<void>
  sessionChanged(): void
  /** What the open person lets everybody see, and the calendar: one after the other, so that the newest stays. */
  followOverview(): Promise<void>
  /** When what everybody may see has followed all that happened until now. */
  followed(): Promise<void>
  /** Tells nothing more by itself; resolves when what was under way is done. */
  end(): Promise<void>
}

export function createNews(
  ports: Pick<Ports, 'home' | 'keychain' | 'now' | 'notices'>,
  { realm, keychain, desk, cards, emit, at, language, portal, clock }: Surroundings,
): News {
  /** The last news of the household; it asks the keychain, whose native part must not be cut off by the end of the program. */
  let telling: Promise<void> = Promise.resolve()
  let following: Promise<void> = Promise.resolve()
  /** The last one has not begun: it tells of everything that happens until then. */
  let waits = false
  const calendar = createCalendarNews(ports, {
    language,
    changed: () => emit('calendar.changed', { at: at() }),
    clock,
  })

  let asked = 0
  let told = 0
  const shownHousehold = () => showHousehold(ports, { realm, keychain, whoIsOpen: desk.read })
  async function tellHousehold(): Promise<void> {
    asked += 1
    const turn = asked
    const household = await shownHousehold()
    // Whoever asked later may have been answered earlier: theirs is newer, and stays.
    if (turn > told) {
      told = turn
      emit('household.changed', household)
    }
    await cards.askOwners()
    const open = desk.read()
    emit('credentials.listChanged', { all: open === undefined ? 0 : await countOf(open) })
    emit('session.changed', open === undefined ? null : await shownSession())
    await followOverview()
  }

  const countOf = async ({ drawer }: OpenPerson): Promise<number> =>
    (await drawer.page({ text: '', from: 0, most: 0, at: at() })).all
  async function tellCredentials(): Promise<void> {
    emit('credentials.listChanged', { all: await countOf(desk.open()) })
    await followOverview()
  }

  async function shownSession(): Promise<Session | null> {
    const { drawer } = desk.open()
    // Without a portal there is no session to show; using one says why.
    const profile = knownPortal(portal)
    if (profile === undefined) return null
    return (await readSession(ports, { drawer, profile, language: await language() })) ?? null
  }
  /** A drawer that locks meanwhile has no session to tell of. */
  async function tellSession(): Promise<void> {
    if (desk.read() !== undefined) emit('session.changed', await shownSession())
  }

  async function keepOpenOverview(): Promise<void> {
    waits = false
    const open = desk.read()
    if (open === undefined) return
    // Somebody who may only look writes nothing down.
    await noteEnds(open.drawer, endsOnCards(cards.read(), open.personId), at()).catch(() => false)
    const telling = {
      dates: () => readOwnDates(open.drawer, at()),
      applications: () => readFamilyApplications(open.drawer, at()),
    }
    if (await keepOverview(ports, open.personId, telling)) emit('household.changed', await shownHousehold())
  }
  function followOverview(): Promise<void> {
    if (waits) return following
    waits = true
    // A drawer that locks meanwhile, or a list that cannot be written: what stands there was allowed.
    following = following
      .then(keepOpenOverview)
      .catch(() => undefined)
      .then(calendar.follow)
    return following
  }

  return {
    calendar,
    shownHousehold,
    shownSession,
    tellHousehold,
    householdChanged() {
      telling = tellHousehold().catch(() => undefined)
    },
    tellCredentials,
    sessionChanged: () => void tellSession().catch(() => undefined),
    followOverview,
    followed: () => following,
    async end() {
      await telling
      calendar.end()
      await following
    },
  }
}
