// The whole application without a window: ports in, the contract's handlers and events out.
import type { Handlers } from '../preload/contract.ts'
import type { Person, Household as ShownHousehold } from '../preload/shapes.ts'
import { backupCalls } from './calls/backup.ts'
import { cardDataCalls } from './calls/cardData.ts'
import { certificatesCalls } from './calls/certificates.ts'
import { doctorCalls } from './calls/doctor.ts'
import { documentsCalls } from './calls/documents.ts'
import { ledgerCalls } from './calls/ledger.ts'
import { pinsCalls } from './calls/pins.ts'
import type { Room } from './calls/room.ts'
import { createSigning, type Signing } from './calls/signing.ts'
import { createCardWatch } from './card/cardWatch.ts'
import { rememberCertificates } from './card/certificateFile.ts'
import type { Trust } from './certificates/trust.ts'
import type { CredentialId } from './credentials/credential.ts'
import { createDesk, type OpenPerson, shut } from './desk.ts'
import { type Announcer, createAnnouncer } from './events.ts'
import { fail } from './failure.ts'
import { readHousehold } from './household/household.ts'
import { cardOwner } from './journeys/cardOwner.ts'
import { checkStatus } from './journeys/checkStatus.ts'
import { chooseReader } from './journeys/chooseReader.ts'
import { createGuard } from './journeys/guard.ts'
import { addOpener, type HouseholdSetting, makePerson, removeOpener, slotsOf, unlock } from './journeys/household.ts'
import { logIn, logOut, readInbox, readSession } from './journeys/logIn.ts'
import { createPending } from './journeys/pending.ts'
import { acceptOffer, declineOffer, openOffer, type PendingOffer } from './journeys/receive.ts'
import { declineShare, openRequest, sendShare } from './journeys/share.ts'
import { createHeadKeeper } from './ledger/keepHead.ts'
import { notingRefusals, refusalNotes } from './ledger/refusals.ts'
import type { PortalProfile } from './portal/profile.ts'
import type { Ports } from './ports.ts'
import { practiceHandlers } from './practice/handlers.ts'
import type { PracticeTools } from './practice/tools.ts'
import type { VerifiedRequest } from './presentation/request.ts'
import { changeSettings, readSettings } from './settings.ts'
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
}

export interface Wallet {
  readonly handlers: Handlers
  /** For the command line, which names its files itself. */
  readonly sign: Signing
  readonly on: Announcer['on']
  /** A link that another program handed over; waits until the screen takes it up. */
  takeLink(link: DeepLink): void
  /** Locks, lets go of readers, ends what was started. */
  close(): Promise<void>
}

export function createWallet(ports: Ports, setting: WalletSetting): Wallet {
  const { trust, practice } = setting
  const { emit, on } = createAnnouncer()
  const bench = createWorkbench((progress) => emit('work.progress', progress))
  const heads = createHeadKeeper(ports)
  const offers = createPending<PendingOffer>(ports.now)
  const requests = createPending<VerifiedRequest>(ports.now)
  const desk = createDesk(() => {
    if (desk.read() === undefined) forgetAll()
    if (!closing) telling = tellHousehold().catch(() => undefined)
  })
  /** What one person was asked, chose or read is never another's. */
  const forgetful = new Set<() => void>([() => offers.clear(), () => requests.clear()])
  const forgetAll = (): void => {
    for (const forget of forgetful) forget()
  }
  let closing = false
  /** The last news of the household; it asks the keychain, whose native part must not be cut off by the end of the program. */
  let telling: Promise<void> = Promise.resolve()
  let link: DeepLink | undefined

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

  async function shownHousehold(): Promise<ShownHousehold> {
    const { people, unnamed, without } = await readHousehold(ports.home, ports.keychain)
    const open = desk.read()
    return {
      realm: trust.realm,
      keychain: without === 'keychain.unavailable' ? 'unavailable' : setting.keychain,
      people: [
        ...people.map(({ id, name, colour, drawer }) => ({ id, name, colour, openers: [...drawer.openers] })),
        // Whose they are is not known without the list of people: only the recovery code opens them.
        ...unnamed.map(({ drawerId }): Person => ({ id: drawerId, name: '', colour: 'blue', openers: ['recovery'] })),
      ],
      open: open === undefined ? null : { personId: open.personId, by: open.by, since: open.since },
    }
  }
  async function tellHousehold(): Promise<void> {
    emit('household.changed', await shownHousehold())
    await cards.askOwners()
    const open = desk.read()
    emit('credentials.listChanged', open === undefined ? [] : await open.drawer.list(at()))
    emit('session.changed', open === undefined ? null : await shownSession())
  }
  async function tellCredentials(): Promise<void> {
    emit('credentials.listChanged', await desk.open().drawer.list(at()))
  }
  async function shownSession() {
    const { drawer } = desk.open()
    const profile = portalOrNone()
    if (profile === undefined) return null
    return (await readSession(ports, { drawer, profile, language: await language() })) ?? null
  }
  /** Without a portal there is no session to show; using one says why. */
  function portalOrNone(): PortalProfile | undefined {
    try {
      return setting.portal()
    } catch {
      return undefined
    }
  }

  async function lock(): Promise<void> {
    bench.cancel()
    forgetAll()
    await desk.clear()
  }
  /** Before another drawer opens: what one person was asked is never answered by another. */
  async function putAway(): Promise<void> {
    if (desk.read() === undefined) return
    forgetAll()
    await desk.clear()
  }
  /** A lock that came while it was being opened holds. @throws app.cancelled */
  async function putOnDesk(open: OpenPerson, { signal }: Work): Promise<Person> {
    if (signal.aborted) {
      await shut(open)
      fail({ code: 'app.cancelled' })
    }
    desk.put({ ...open, drawer: heads.keep(open.drawer) })
    const { people } = await shownHousehold()
    return people.find(({ id }) => id === open.personId) ?? fail({ code: 'person.notFound' })
  }

  function householdSetting({ signal }: Work, reader: string | undefined): HouseholdSetting {
    return {
      ports,
      trust,
      signal,
      card: () => ({ cards, reader: chooseReader(cards.read(), reader) }),
    }
  }

  /** A cancel or a lock ends a request that is under way, except an answer to a verifier, which may have arrived. */
  const abortable = (signal: AbortSignal): Ports => ({
    ...ports,
    fetch: (request) => ports.fetch(new Request(request, { signal })),
  })
  const guard = createGuard(ports, desk, cards)

  const room: Room = {
    ports,
    trust,
    bench,
    cards,
    desk,
    heads,
    language,
    at,
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
    tellCredentials,
    portal: setting.portal,
    startPracticePortal: practice && (() => practice.startPortal()),
    householdSetting,
    putAway,
    putOnDesk,
    onLock: (forget) => void forgetful.add(forget),
  }

  const handlers: Handlers = {
    settings: {
      read: () => readSettings(setting.settingsHome),
      write: async (change) => {
        const now = await changeSettings(setting.settingsHome, change)
        emit('settings.changed', now)
        return now
      },
    },
    household: {
      read: shownHousehold,
      addPerson: (input) =>
        bench.run(async (work) => {
          await putAway()
          return putOnDesk(await makePerson(householdSetting(work, undefined), input), work)
        }),
      unlock: ({ personId, by, reader }) =>
        bench.run(async (work) => {
          await putAway()
          await putOnDesk(await unlock(householdSetting(work, reader), personId, by), work)
          return shownHousehold()
        }),
      lock: async () => {
        await lock()
        return shownHousehold()
      },
      slots: async () => slotsOf(await desk.open().drawer.header()),
      addSlot: ({ kind, reader }) =>
        bench.run(async (work) => {
          const slots = await addOpener(householdSetting(work, reader), desk.open(), kind)
          await tellHousehold()
          return slots
        }),
      bindCard: ({ reader }) =>
        bench.run(async ({ signal, step }) => {
          step('readingCard')
          await guard.bind(await cards.look(reader, signal))
          await tellHousehold()
          return shownHousehold()
        }),
      rememberedCards: () => guard.remembered(),
      forgetCards: async () => {
        await guard.forget()
        await tellHousehold()
      },
      removeSlot: async ({ id }) => {
        const slots = await removeOpener({ ports }, desk.open(), id)
        await tellHousehold()
        return slots
      },
      switchRealm: async () => {
        await lock()
        await setting.switchRealm()
      },
    },
    card: { read: async () => cards.read() },
    session: {
      read: async () => (desk.read() === undefined ? null : shownSession()),
      logIn: ({ reader, whose }) =>
        bench.run(async (work) => {
          const { drawer, name } = desk.open()
          work.step('askingPortal')
          const session = await logIn(
            { ...abortable(work.signal), ...room.asker(work, whose) },
            {
              drawer,
              profile: setting.portal(),
              trust,
              language: await language(),
              reader: chooseReader(cards.read(), reader),
              person: name,
              opened: guard.opened,
              step: work.step,
            },
          )
          emit('session.changed', session)
          return session
        }),
      logOut: async () => {
        await logOut(ports, { drawer: desk.open().drawer, profile: setting.portal(), language: await language() })
        emit('session.changed', null)
      },
      inbox: async () => readInbox(ports, { drawer: desk.open().drawer, profile: setting.portal() }),
    },
    credentials: {
      list: async () => desk.open().drawer.list(at()),
      show: ({ id }) => desk.open().drawer.show(id as CredentialId, at()),
      checkStatus: ({ id }) =>
        bench.run(async ({ signal, step }) => {
          step('checkingStatus')
          const shown = await checkStatus(abortable(signal), { drawer: desk.open().drawer, trust }, id as CredentialId)
          await tellCredentials()
          return shown
        }),
      remove: async ({ id }) => {
        await desk.open().drawer.remove(id as CredentialId, at())
        await tellCredentials()
      },
    },
    pins: pinsCalls(room),
    certificates: certificatesCalls(room),
    cardData: cardDataCalls(room),
    documents: documentsCalls(room),
    doctor: doctorCalls(room),
    backup: backupCalls(room),
    receive: {
      open: async ({ offer }) => openOffer(ports, { pending: offers, trust, language: await language() }, offer),
      accept: ({ id, txCode }) =>
        bench.run(async ({ signal, step }) => {
          step('fetchingCredential')
          const { drawer } = desk.open()
          const code = txCode === undefined ? {} : { txCode }
          const cardsNow = await acceptOffer(abortable(signal), {
            drawer,
            pending: offers,
            language: await language(),
            id,
            ...code,
          })
          await tellCredentials()
          return cardsNow
        }),
      decline: async ({ id }) =>
        declineOffer(ports, { drawer: desk.open().drawer, pending: offers, language: await language() }, id),
    },
    share: {
      open: async ({ request }) =>
        openRequest(
          ports,
          { drawer: desk.open().drawer, pending: requests, language: await language(), trust },
          request,
        ),
      send: ({ id, optionId, credentials }) =>
        bench.run(async ({ step }) => {
          step('sendingAnswer')
          const { drawer } = desk.open()
          const choice = { optionId, credentials }
          return sendShare(ports, { drawer, pending: requests, language: await language(), id, choice })
        }),
      decline: async ({ id }) =>
        declineShare(ports, { drawer: desk.open().drawer, pending: requests, language: await language() }, id),
    },
    ledger: ledgerCalls(room),
    links: {
      take: async () => {
        const taken = link
        link = undefined
        return taken ?? null
      },
    },
    work: { cancel: async () => bench.cancel() },
    practice: practiceHandlers(practice),
  }

  const noting = refusalNotes({ drawer: () => desk.read()?.drawer, at })
  const sign = createSigning(room)
  return {
    handlers: notingRefusals(handlers, noting),
    sign: (wanted) => noting({ act: 'sign' }, () => sign(wanted)),
    on,
    takeLink(arrived) {
      link = arrived
      emit('links.arrived', { kind: arrived.kind })
    },
    async close() {
      closing = true
      await lock()
      await telling
      await heads.settled()
      await cards.close()
      await ports.readers.close()
      await practice?.close()
    },
  }
}
