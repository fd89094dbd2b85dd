// A person at the wallet without a window: practice card, practice portal and a drawer of their own, all in this process.
import { type CardWatch, createCardWatch } from '../../main/card/cardWatch.ts'
import type { Trust } from '../../main/certificates/trust.ts'
import type { Drawer } from '../../main/drawer/drawer.ts'
import { createDrawer, openDrawer } from '../../main/drawer/openDrawer.ts'
import { type Failure, fail, WalletError } from '../../main/failure.ts'
import { type LogIn, logIn } from '../../main/journeys/logIn.ts'
import { createPending, type Pending } from '../../main/journeys/pending.ts'
import { acceptOffer, openOffer, type PendingOffer } from '../../main/journeys/receive.ts'
import { openRequest, sendShare } from '../../main/journeys/share.ts'
import type { PortalProfile } from '../../main/portal/profile.ts'
import type { CardReaders, Fetch, Ports, SecretQuestion } from '../../main/ports.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import type { VerifiedRequest } from '../../main/presentation/request.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders, type MemoryReaders } from '../../practice/memoryReaders.ts'
import { createPortal, type Portal } from '../../practice/portal/portal.ts'
import { type PortalControl, portalControl } from '../../practice/portal/portalControl.ts'
import { personOf, sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import type { CredentialCard } from '../../preload/shapes/credentials.ts'
import type { Session } from '../../preload/shapes/session.ts'
import type { Receipt, RequestSummary } from '../../preload/shapes/sharing.ts'
import { temporaryFolder, testDrawer } from './drawers.ts'
import { inProcessReader } from './inProcessReader.ts'
import { memoryKeychain } from './memoryKeychain.ts'

export const testOrigin = 'https://localhost:20444'
export const testReader = 'Practice Reader 0'
const controlToken = 'a-token-that-only-this-test-knows'

export interface Stage {
  readonly world: World
  readonly trust: Trust
  readonly portal: Portal
  readonly control: PortalControl
  readonly profile: PortalProfile
  readonly readers: MemoryReaders
  readonly card: PracticeCard
  /** Another one after `restart`. */
  drawer: Drawer
  /** Looks at every card that is put in, as the wallet does. */
  readonly cards: CardWatch
  readonly ports: Pick<
    Ports,
    'readers' | 'fetch' | 'now' | 'askSecret' | 'openInBrowser' | 'home' | 'keychain' | 'startVerifierProcess'
  >
  readonly offers: Pending<PendingOffer>
  readonly requests: Pending<VerifiedRequest>
  /** What the person was asked, and the addresses that were opened in the browser. */
  readonly asked: SecretQuestion[]
  readonly opened: string[]
  /** Paths that the wallet has called, newest last. */
  readonly called: string[]
  /** Takes the place of the network from now on; undefined: the portal again. */
  network: Fetch | undefined
  /** What is typed next instead of the right PIN. */
  typed: string | undefined
  /** Moves all clocks on. */
  wait(ms: number): void
  logIn(more?: Partial<LogIn>): Promise<Session>
  receive(credential: 'health-insurance' | 'licence'): Promise<CredentialCard>
  open(link: string): Promise<RequestSummary>
  /** Sends the option; the first candidate where there are several. */
  send(summary: RequestSummary, optionId?: string): Promise<Receipt>
  /** As if the program had been stopped there and then: the drawer is closed under whatever still runs, and opened again. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** @param through what stands between the readers and those who use them */
export async function openStage(
  personId = 'taro',
  options: PracticeCardOptions = {},
  through: (readers: CardReaders) => CardReaders = (readers) => readers,
): Promise<Stage> {
  let offset = 0
  const now = (): Date => new Date(Date.now() + offset)
  const world = await sharedWorld(now)
  const person = personOf(world, personId)
  const trust = world.trust()
  const portal = createPortal({ world, database: ':memory:', now, origin: testOrigin, controlToken })
  const folder = temporaryFolder()
  const secrets = testDrawer(folder.path, { trust })
  const readers = createMemoryReaders([testReader])
  const card = createPracticeCard(world, person, options)
  readers.insert(testReader, card)
  const offers = createPending<PendingOffer>(now)
  const requests = createPending<VerifiedRequest>(now)

  const cards = createCardWatch({ readers: through(readers), now, retryMs: 20, pauseMs: 5 })
  const ports: Stage['ports'] = {
    readers,
    now,
    fetch: async (request) => {
      stage.called.push(new URL(request.url).pathname)
      if (stage.network !== undefined) return stage.network(request)
      return new URL(request.url).origin === testOrigin ? portal.fetch(request) : fail({ code: 'portal.unreachable' })
    },
    askSecret: async (question) => {
      stage.asked.push(question)
      return new TextEncoder().encode(stage.typed ?? person.pins.authentication ?? '')
    },
    openInBrowser: async (url) => {
      stage.opened.push(url.href)
    },
    home: folder.path,
    keychain: memoryKeychain(),
    startVerifierProcess: inProcessReader,
  }
  const language = 'ja'
  const stage: Stage = {
    world,
    trust,
    portal,
    control: portalControl((request) => portal.fetch(request), testOrigin, controlToken),
    profile: practiceProfile(testOrigin, trust.tls),
    readers,
    card,
    cards,
    drawer: await createDrawer({ ...secrets.create, at: now().toISOString() }),
    ports,
    offers,
    requests,
    asked: [],
    opened: [],
    called: [],
    network: undefined,
    typed: undefined,
    wait: (ms) => {
      offset += ms
    },
    logIn: (more = {}) =>
      logIn(
        { ...ports, cards, signal: new AbortController().signal, guard: async () => undefined },
        {
          drawer: stage.drawer,
          profile: stage.profile,
          trust,
          language,
          reader: testReader,
          person: person.name.kanji,
          ...more,
        },
      ),
    receive: async (credential) => {
      const { offer } = await stage.control.offerTo(personId, credential)
      const { id } = await openOffer(ports, { pending: offers, trust, language }, offer)
      const [first] = await acceptOffer(ports, { drawer: stage.drawer, pending: offers, language, id })
      if (first === undefined) throw new Error('nothing came')
      return first
    },
    open: (link) => openRequest(ports, { drawer: stage.drawer, pending: requests, language, trust }, link),
    send: (summary, optionId = summary.leastOptionId) =>
      sendShare(ports, {
        drawer: stage.drawer,
        pending: requests,
        language,
        id: summary.id,
        choice: { optionId, credentials: firstCandidates(summary, optionId) },
      }),
    restart: async () => {
      await stage.drawer.close()
      offers.clear()
      requests.clear()
      stage.drawer = await openDrawer(secrets.open())
    },
    close: async () => {
      await cards.close()
      await stage.drawer.close()
      portal.close()
      folder.remove()
    },
  }
  return stage
}

function firstCandidates({ options }: RequestSummary, optionId: string): Record<string, string> {
  const parts = options.find(({ id }) => id === optionId)?.parts ?? []
  return Object.fromEntries(parts.map(({ queryId, candidates }) => [queryId, candidates[0]?.credential.id ?? '']))
}

/** The expected failure; fails the test when there is none. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    if (error instanceof WalletError) return error.failure
    throw error
  }
  throw new Error('no failure')
}
