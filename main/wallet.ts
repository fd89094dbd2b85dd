// The whole application without a window: ports in, the contract's handlers and events out.
import type { Handlers } from '../preload/contract.ts'
import type { Asked } from '../preload/secretContract.ts'
import type { LockReason } from '../preload/shapes/locks.ts'
import type { Household as ShownHousehold } from '../preload/shapes/people.ts'
import { createRoom } from './calls/createRoom.ts'
import { everyCall } from './calls/everyCall.ts'
import { nothingBeside } from './calls/guest.ts'
import type { Departure } from './calls/leaving.ts'
import type { Room } from './calls/room.ts'
import { createSigning, type Signing } from './calls/signing.ts'
import { createCardWatch } from './card/cardWatch.ts'
import type { Trust } from './certificates/trust.ts'
import { type Announcer, createAnnouncer } from './events.ts'
import { cardOwner } from './journeys/cardOwner.ts'
import { createHeadKeeper } from './ledger/keepHead.ts'
import { notingRefusals, refusalNotes } from './ledger/refusals.ts'
import { noteAsking } from './locks/asking.ts'
import type { DrawerWatch } from './locks/drawerWatch.ts'
import { machineClock } from './locks/idleWatch.ts'
import { mustBeWithin, withinScope } from './mandates/withinScope.ts'
import { createNews } from './news.ts'
import type { PortalProfile } from './portal/profile.ts'
import type { Ports } from './ports.ts'
import type { PracticeTools } from './practice/tools.ts'
import { readSettings } from './settings.ts'
import { createTurns, type Watching } from './turns.ts'
import type { DeepLink } from './window/deepLink.ts'
import { createWorkbench } from './work.ts'

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
  readonly watch?: Watching
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
  const { trust, settingsHome, portal, practice, switchRealm } = setting
  const at = (): string => ports.now().toISOString()
  const language = async (): Promise<'ja' | 'en'> => (await readSettings(settingsHome)).language ?? 'ja'

  const { emit: tell, on } = createAnnouncer()
  /** While something is shown to a guest, its page hears of nothing else. */
  const emit: Announcer['emit'] = (name, payload) => {
    if (!turns.show.running() || name === 'guest.changed') tell(name, payload)
  }

  const bench = createWorkbench((progress) => emit('work.progress', progress))
  const heads = createHeadKeeper(ports)
  const turns = createTurns(ports, {
    at,
    emit,
    bench,
    watching: setting.watch,
    fullScreen: setting.fullScreen,
    asking,
    changed: () => news.householdChanged(),
  })
  const { desk, show } = turns

  const cards = createCardWatch({
    readers: ports.readers,
    now: ports.now,
    personOf: (certificate) => cardOwner(ports, certificate),
  })
  cards.onChange((state) => emit('card.changed', state))
  turns.onLock(() => cards.forgetShown())
  practice?.onChange((state) => emit('practice.changed', state))

  const news = createNews(ports, {
    realm: trust.realm,
    keychain: setting.keychain,
    desk,
    cards,
    emit,
    at,
    language,
    portal,
    clock: setting.watch && machineClock,
  })

  const room: Room = createRoom({
    ports,
    trust,
    bench,
    emit,
    settingsHome,
    cards,
    heads,
    language,
    at,
    portal,
    startPracticePortal: practice && (() => practice.startPortal()),
    switchRealm,
    turns,
    news,
    opened: (open) => leaving.opened(open),
  })
  const endOthers = async (): Promise<void> => practice?.close()
  const { handlers, links, leaving } = everyCall(room, {
    show,
    practice,
    departure: setting.departure && { ...setting.departure, endOthers },
  })

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
      const { people } = await news.shownHousehold()
      const colour = people.find(({ id }) => id === open.personId)?.colour ?? 'blue'
      return { person: { name: open.name, colour }, ...(open.actor === undefined ? {} : { actor: open.actor }) }
    },
    takeLink: links.arrived,
    lock: (reason) => turns.lock(reason),
    watch: turns.watch,
    async close() {
      // A command is over as soon as it is done: what it changed is told first.
      if (setting.watch === undefined) await news.followed()
      await turns.close()
      await news.end()
      await heads.settled()
      await leaving.settled()
      await cards.close()
      await ports.readers.close()
      await practice?.close()
    },
  }
}
