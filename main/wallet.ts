// The whole application without a window: ports in, the contract's handlers and events out.
import type { Handlers } from '../preload/contract.ts'
import type { Asked } from '../preload/secretContract.ts'
import type { LockNews, LockReason } from '../preload/shapes/locks.ts'
import type { Person, Household as ShownHousehold } from '../preload/shapes/people.ts'
import type { Session } from '../preload/shapes/session.ts'
import { createCalendarNews } from './calendar/calendarNews.ts'
import { endsOnCards, noteEnds } from './calendar/noteEnds.ts'
import { readOwnDates } from './calendar/ownDates.ts'
import { applicationsCalls, noticesCalls, paymentsCalls } from './calls/applications.ts'
import { backupCalls } from './calls/backup.ts'
import { calendarCalls } from './calls/calendar.ts'
import { cardDataCalls } from './calls/cardData.ts'
import { certificatesCalls } from './calls/certificates.ts'
import { credentialsCalls } from './calls/credentials.ts'
import { doctorCalls } from './calls/doctor.ts'
import { documentsCalls } from './calls/documents.ts'
import { draftsCalls } from './calls/drafts.ts'
import { guestCalls, nothingBeside } from './calls/guest.ts'
import { householdCalls } from './calls/household.ts'
import { keysCalls } from './calls/keys.ts'
import { type Departure, leavingCalls } from './calls/leaving.ts'
import { ledgerCalls } from './calls/ledger.ts'
import { linksCalls } from './calls/links.ts'
import { locksCalls } from './calls/locks.ts'
import { mandatesCalls } from './calls/mandates.ts'
import { papersCalls } from './calls/papers.ts'
import { partnersCalls } from './calls/partners.ts'
import { pinsCalls } from './calls/pins.ts'
import { portalMandatesCalls } from './calls/portalMandates.ts'
import { proceduresCalls } from './calls/procedures.ts'
import { receiveCalls } from './calls/receive.ts'
import { recoveryCalls } from './calls/recovery.ts'
import type { Room } from './calls/room.ts'
import { selfInfoCalls } from './calls/selfInfo.ts'
import { sessionCalls } from './calls/session.ts'
import { settingsCalls } from './calls/settings.ts'
import { shareCalls } from './calls/share.ts'
import { createSigning, type Signing } from './calls/signing.ts'
import { createCardWatch } from './card/cardWatch.ts'
import { rememberCertificates } from './card/certificateFile.ts'
import type { Trust } from './certificates/trust.ts'
import { createDesk, type OpenPerson, shut } from './desk.ts'
import { type Announcer, createAnnouncer } from './events.ts'
import { fail } from './failure.ts'
import { followCopies } from './followCopies.ts'
import { followSession } from './followSession.ts'
import { createGuestShow } from './guestShow.ts'
import { keepOverview } from './household/changePeople.ts'
import { readFamilyApplications } from './household/familyApplications.ts'
import { showHousehold } from './household/showHousehold.ts'
import { cardOwner } from './journeys/cardOwner.ts'
import { chooseReader } from './journeys/chooseReader.ts'
import { createGuard } from './journeys/guard.ts'
import type { HouseholdSetting } from './journeys/household.ts'
import { readSession } from './journeys/logIn.ts'
import { createHeadKeeper } from './ledger/keepHead.ts'
import { notingRefusals, refusalNotes } from './ledger/refusals.ts'
import { noteAsking } from './locks/asking.ts'
import { createDrawerWatch, type DrawerWatch, type LyingCard } from './locks/drawerWatch.ts'
import { idleChoice } from './locks/idleChoice.ts'
import { machineClock } from './locks/idleWatch.ts'
import { mustBeWithin, withinScope } from './mandates/withinScope.ts'
import type { PortalProfile } from './portal/profile.ts'
import type { Ports } from './ports.ts'
import { practiceHandlers } from './practice/handlers.ts'
import type { PracticeTools } from './practice/tools.ts'
import { readSettings } from './settings.ts'
import type { DeepLink } from './window/deepLink.ts'
import { cancellable, createWorkbench, type Work } from './work.ts'

export interface WalletSetting {
  readonly trust: Trust
  /** The portal of this realm as it is now. @throws portal.notConfigured, portal.unreachable */
  readonly portal: () => PortalProfile
  /** 'private': practice mode runs a keyring of its own. */
  readonly keychain: ShownHousehold['keychain']
  /** Where the choices of this PC lie; shared by both realms. */
  readonly settingsHome: string
  readonly practice?: PracticeTools
  readonly switchRealm: () => Promise<void>
  /** The window fills the screen, or no longer does. */
  readonly fullScreen?: (on: boolean) => void
  /** What the program does for a PC that is given away. */
  readonly departure?: Omit<Departure, 'endOthers'>
  /** What watches over an open drawer; the command line opens one for a command only. */
  readonly watch?: {
    /** How long a minute lasts, in milliseconds. */
    readonly minute: number
    /** Shows a new page, in a process of its own, and ends the one before. */
    readonly renewPage: () => Promise<void>
  }
}

export interface Wallet {
  readonly handlers: Handlers
  /** For the command line, which names its files itself. */
  readonly sign: Signing
  readonly on: Announcer['on']
  /** Whose drawer is open, for the window in which a secret is typed; null: nobody's. */
  whoIsOpen(): Promise<Asked['surroundings']['open']>
  /** A link that another program handed over; waits until the screen takes it up. */
  takeLink(link: DeepLink): void
  /** Ends what is under way and closes the drawer, if one is open; the window then shows a new page. */
  lock(reason: LockReason): Promise<void>
  /** For who sees hands and the window. */
  readonly watch: Pick<DrawerWatch, 'touched' | 'outOfSight'> | undefined
  /** Locks, lets go of readers, ends what was started. */
  close(): Promise<void>
}

export function createWallet(given: Ports, setting: WalletSetting): Wallet {
  const { asking, ...noted } = noteAsking(given)
  const ports: Ports = { ...given, ...noted }
  const { trust, practice } = setting
  const { emit: tell, on } = createAnnouncer()
  /** While something is shown to a guest, its page hears of nothing else. */
  const emit: Announcer['emit'] = (name, payload) => {
    if (!show.running() || name === 'guest.changed') tell(name, payload)
  }
  const bench = createWorkbench((progress) => emit('work.progress', progress))
  const heads = createHeadKeeper(ports)
  let lastLock: LockNews | undefined
  let opensNext: LockNews['next']
  const takeLastLock = (): LockNews | undefined => {
    const next = opensNext
    opensNext = undefined
    return lastLock && { ...lastLock, ...(next === undefined ? {} : { next }) }
  }
  const desk = createDesk({
    leaving: ({ personId }, reason) => {
      lastLock = { reason, at: at(), personId }
      watch?.closed()
    },
    changed: () => {
      if (desk.read() === undefined) forgetAll()
      else lastLock = undefined
      if (!closing) telling = tellHousehold().catch(() => undefined)
    },
    left: (personId, reason) => {
      emit('locks.locked', { reason, at: at(), personId })
      if (setting.watch === undefined || closing) return
      // Where another drawer is opened, that page asked for it and gets its answer.
      const answered = reason === 'otherPerson' && opensNext === undefined ? bench.settled() : Promise.resolve()
      renewed = answered.then(setting.watch.renewPage)
    },
  })
  /** When the page of the last lock has ended. */
  let renewed: Promise<void> = Promise.resolve()
  const watch =
    setting.watch &&
    createDrawerWatch({
      readers: ports.readers,
      clock: machineClock,
      minute: setting.watch.minute,
      choiceOf: (personId) => idleChoice(ports, personId),
      elsewhere: () => milliseconds(ports.desktop?.idleSeconds()),
      working: () => bench.busy() && !asking(),
      settled: bench.settled,
      warn: (warning) => emit('locks.warning', warning),
      lock: (reason) => void lock(reason),
    })
  const stopDesktop = ports.desktop?.watch(async (event) => {
    await lock(event)
    await renewed
  })
  /** What one person was asked, chose or read is never another's. */
  const forgetful = new Set<() => void>()
  const forgetAll = (): void => {
    for (const forget of forgetful) forget()
  }
  let closing = false
  /** The last news of the household; it asks the keychain, whose native part must not be cut off by the end of the program. */
  let telling: Promise<void> = Promise.resolve()

  const cards = createCardWatch({
    readers: ports.readers,
    now: ports.now,
    personOf: (certificate) => cardOwner(ports, certificate),
  })
  cards.onChange((state) => emit('card.changed', state))
  forgetful.add(() => cards.forgetShown())
  let ownMemory = rememberCertificates()
  forgetful.add(() => {
    ownMemory = rememberCertificates()
  })
  practice?.onChange((state) => emit('practice.changed', state))

  const language = async (): Promise<'ja' | 'en'> => (await readSettings(setting.settingsHome)).language ?? 'ja'
  const at = (): string => ports.now().toISOString()

  const shownHousehold = (): Promise<ShownHousehold> =>
    showHousehold(ports, { realm: trust.realm, keychain: setting.keychain, whoIsOpen: desk.read })
  async function tellHousehold(): Promise<void> {
    emit('household.changed', await shownHousehold())
    await cards.askOwners()
    const open = desk.read()
    emit('credentials.listChanged', { all: open === undefined ? 0 : await countOf(open) })
    emit('session.changed', open === undefined ? null : await shownSession())
    await followOverview()
  }
  async function tellCredentials(): Promise<void> {
    emit('credentials.listChanged', { all: await countOf(desk.open()) })
    await followOverview()
  }
  /**
   * What the open person lets everybody see follows their drawer; one after the other, so that the newest stays. One that
   * waits tells of everything that happens until it begins.
   */
  function followOverview(): Promise<void> {
    if (followWaits) return following
    followWaits = true
    const follow = async (): Promise<void> => {
      followWaits = false
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
    // A drawer that locks meanwhile, or a list that cannot be written: what stands there was allowed.
    following = following
      .then(follow)
      .catch(() => undefined)
      .then(calendar.follow)
    return following
  }
  let following: Promise<void> = Promise.resolve()
  let followWaits = false
  const calendar = createCalendarNews(ports, {
    language,
    changed: () => emit('calendar.changed', { at: at() }),
    clock: setting.watch && machineClock,
  })
  const countOf = async ({ drawer }: OpenPerson): Promise<number> =>
    (await drawer.page({ text: '', from: 0, most: 0, at: at() })).all
  async function shownSession(): Promise<Session | null> {
    const { drawer } = desk.open()
    const profile = portalOrNone()
    if (profile === undefined) return null
    return (await readSession(ports, { drawer, profile, language: await language() })) ?? null
  }
  /** A drawer that locks meanwhile has no session to tell of. */
  async function tellSession(): Promise<void> {
    if (desk.read() !== undefined) emit('session.changed', await shownSession())
  }
  /** Without a portal there is no session to show; using one says why. */
  function portalOrNone(): PortalProfile | undefined {
    try {
      return setting.portal()
    } catch {
      return undefined
    }
  }

  const show = createGuestShow({
    clock: machineClock,
    async lock() {
      await lock('guestShow')
      await renewed
    },
    renewPage: async () => setting.watch?.renewPage(),
    fullScreen: (on) => setting.fullScreen?.(on),
    changed: (running) => emit('guest.changed', running),
  })
  async function lock(reason: LockReason, next?: LockNews['next']): Promise<void> {
    opensNext = next
    if (reason !== 'guestShow') await show.end()
    bench.cancel()
    forgetAll()
    await desk.clear(reason)
  }
  /** Before another drawer opens: what one person was asked is never answered by another. */
  async function putAway(): Promise<void> {
    if (desk.read() === undefined) return
    forgetAll()
    await desk.clear('otherPerson')
  }
  /** A lock that came while it was being opened holds. @throws app.cancelled */
  async function putOnDesk(open: OpenPerson, { signal }: Work): Promise<Person> {
    if (signal.aborted) {
      await shut(open)
      fail({ code: 'app.cancelled' })
    }
    bench.ending()
    const followed = followSession(open.drawer, () => void tellSession().catch(() => undefined))
    desk.put({ ...open, drawer: heads.keep(followCopies(followed, () => void followOverview())) })
    await leaving.opened(open)
    watch?.opened(open, open.by === 'card' ? usedCards.get(signal) : undefined)
    const { people } = await shownHousehold()
    return people.find(({ id }) => id === open.personId) ?? fail({ code: 'person.notFound' })
  }

  /** The card that a piece of work looked at: it is the one that opens the drawer. */
  const usedCards = new WeakMap<AbortSignal, LyingCard>()
  function householdSetting({ signal }: Work, reader: string | undefined): HouseholdSetting {
    return {
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
    }
  }

  const guard = createGuard(ports, desk, cards)
  const room: Room = {
    ports,
    trust,
    bench,
    emit,
    settingsHome: setting.settingsHome,
    cards,
    desk,
    heads,
    language,
    at,
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
    shownHousehold,
    shownSession,
    tellHousehold,
    tellCredentials,
    followCalendar: followOverview,
    calendar,
    portal: setting.portal,
    startPracticePortal: practice && (() => practice.startPortal()),
    householdSetting,
    lock,
    watch,
    lastLock: takeLastLock,
    switchRealm: setting.switchRealm,
    putAway,
    putOnDesk,
    onLock: (forget) => void forgetful.add(forget),
  }

  const links = linksCalls(room)
  const backups = backupCalls(room)
  const endOthers = async (): Promise<void> => practice?.close()
  const leaving = leavingCalls(room, backups.proven, setting.departure && { ...setting.departure, endOthers })
  const handlers: Handlers = {
    settings: settingsCalls(room),
    household: householdCalls(room),
    keys: keysCalls(room),
    recovery: recoveryCalls(room),
    card: { read: async () => cards.read() },
    session: sessionCalls(room),
    credentials: credentialsCalls(room),
    pins: pinsCalls(room),
    certificates: certificatesCalls(room),
    cardData: cardDataCalls(room),
    documents: documentsCalls(room),
    doctor: doctorCalls(room),
    backup: backups.calls,
    leaving: leaving.calls,
    procedures: proceduresCalls(room),
    drafts: draftsCalls(room),
    applications: applicationsCalls(room),
    notices: noticesCalls(room),
    payments: paymentsCalls(room),
    papers: papersCalls(room),
    receive: receiveCalls(room),
    share: shareCalls(room),
    ledger: ledgerCalls(room),
    guest: guestCalls(room, show),
    mandates: mandatesCalls(room),
    calendar: calendarCalls(room),
    partners: partnersCalls(room),
    portalMandates: portalMandatesCalls(room),
    selfInfo: selfInfoCalls(room),
    links: links.calls,
    locks: locksCalls(room),
    work: { cancel: async () => bench.cancel() },
    practice: practiceHandlers(practice),
  }

  const noting = refusalNotes({ drawer: () => desk.read()?.drawer, at })
  const sign = createSigning(room)
  return {
    handlers: nothingBeside(notingRefusals(withinScope(handlers, desk, at), noting), show),
    sign: (wanted) =>
      noting({ act: 'sign' }, async () => {
        await mustBeWithin(desk, 'sign', at())
        return sign(wanted)
      }),
    on,
    async whoIsOpen() {
      const open = desk.read()
      if (open === undefined) return null
      const { people } = await shownHousehold()
      const colour = people.find(({ id }) => id === open.personId)?.colour ?? 'blue'
      return { person: { name: open.name, colour }, ...(open.actor === undefined ? {} : { actor: open.actor }) }
    },
    takeLink: links.arrived,
    lock,
    watch,
    async close() {
      closing = true
      stopDesktop?.()
      // A command is over as soon as it is done: what it changed is told first.
      if (setting.watch === undefined) await following
      await lock('sessionEnd')
      await telling
      calendar.end()
      await following
      await heads.settled()
      await leaving.settled()
      await cards.close()
      await ports.readers.close()
      await practice?.close()
    },
  }
}

const milliseconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 1000
