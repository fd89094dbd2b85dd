// The command line with everything it needs in this process: practice card, portal, keychain, drawers, and a terminal
// whose person types what the test says.
import { namedFiles } from '../../main/adapters/namedFiles.ts'
import type { ExitStatus } from '../../main/cli/exitStatus.ts'
import { runCommandLine } from '../../main/cli/run.ts'
import type { Surroundings } from '../../main/cli/surroundings.ts'
import { fail } from '../../main/failure.ts'
import { realmHome } from '../../main/home.ts'
import { dispatcher } from '../../main/ipc/dispatch.ts'
import { removeTheRest } from '../../main/leaving/disposal.ts'
import type { CardReaders, Fetch, Keychain } from '../../main/ports.ts'
import { practiceProfile } from '../../main/practice/practiceProfile.ts'
import { createWallet } from '../../main/wallet.ts'
import { createPracticeCard, type PracticeCard, type PracticeCardOptions } from '../../practice/card/practiceCard.ts'
import { createMemoryReaders, type MemoryReaders } from '../../practice/memoryReaders.ts'
import { createPortal } from '../../practice/portal/portal.ts'
import { type PortalControl, portalControl } from '../../practice/portal/portalControl.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { buildWallet } from '../../preload/buildWallet.ts'
import { temporaryFolder } from '../support/drawers.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'
import { memoryKeychain } from '../support/memoryKeychain.ts'
import { pictureProcess, verifierProcess } from '../support/processes.ts'
import { testOrigin } from '../support/stage.ts'

export interface Ran {
  readonly status: ExitStatus
  readonly out: string
  readonly notes: string
  /** Standard output as the one JSON object it must be. */
  readonly json: Record<string, unknown> & { ok?: boolean; failure?: { code: string } & Record<string, unknown> }
}

export interface Typing {
  /** The first line of a descriptor; 0 is standard input. */
  readonly lines?: Readonly<Record<number, string>>
  /** What a person at the terminal types, question by question; without it nobody is there. */
  readonly typed?: readonly (string | Promise<string>)[]
}

export interface AtHome {
  readonly world: World
  readonly readers: MemoryReaders
  readonly control: PortalControl
  /** What somebody else asks of the portal. */
  readonly portalFetch: Fetch
  /** TEFUDA_HOME. */
  readonly folder: string
  keychain: Keychain
  /** Takes the place of the network; undefined: the portal. */
  network: Fetch | undefined
  /** Puts a new card of that person into the reader. */
  insert(person: string, options?: PracticeCardOptions): PracticeCard
  pinOf(person: string): string
  /** What the desktop was given to show. */
  readonly notices: { title: string; body: string }[]
  /** What was asked at the terminal, newest last. */
  readonly questions: { text: string; hidden: boolean }[]
  run(words: string, typing?: Typing): Promise<Ran>
  close(): Promise<void>
}

export const reader = 'Practice Reader 0'

const controlToken = 'a-token-that-only-this-test-knows'

export async function atHome(): Promise<AtHome> {
  const now = () => new Date()
  const world = await sharedWorld(now)
  const folder = temporaryFolder()
  const readers = createMemoryReaders([reader, 'Practice Reader 1'])
  const portal = createPortal({ world, database: ':memory:', now, origin: testOrigin, controlToken: controlToken })
  const lent = withoutClosing(readers)
  const fetch: Fetch = (request) =>
    home.network === undefined ? Promise.resolve(portal.fetch(request)) : home.network(request)
  const trust = world.trust()

  const outside = (typing: Typing, out: string[], notes: string[]): Surroundings => {
    const typed = [...(typing.typed ?? [])]
    return {
      terminal: {
        interactive: typing.typed !== undefined,
        out: (text) => void out.push(text),
        note: (text) => void notes.push(text),
        async ask(text, hidden) {
          home.questions.push({ text, hidden })
          const answer = await typed.shift()
          return answer === undefined ? fail({ code: 'app.cancelled' }) : new Uint8Array(Buffer.from(answer))
        },
        async readLine(descriptor) {
          const line = typing.lines?.[descriptor]
          if (line === undefined) throw new Error(`nothing was put on descriptor ${descriptor}`)
          return new Uint8Array(Buffer.from(line))
        },
      },
      env: { LANG: 'en_US.UTF-8' },
      version: '0.0.0',
      now,
      defaultRealm: async () => 'practice',
      readers: async () => lent,
      trust: async () => trust,
      async openWallet({ cards, askSecret, files = namedFiles }) {
        let disposed = false
        const ports = {
          readers: cards ? lent : untouched,
          keychain: home.keychain,
          fetch,
          askSecret,
          openInBrowser: async () => undefined,
          files,
          notices: {
            can: async () => true,
            async show(notice: { title: string; body: string }) {
              home.notices.push(notice)
              return true
            },
          },
          startDrawerProcess: inProcessDrawer,
          startPictureProcess: pictureProcess,
          startVerifierProcess: verifierProcess,
          now,
          home: realmHome(folder.path, 'practice'),
        }
        const wallet = createWallet(ports, {
          trust,
          portal: () => practiceProfile(testOrigin, trust.tls),
          keychain: 'system',
          settingsHome: folder.path,
          switchRealm: async () => undefined,
          departure: {
            practiceElsewhere: undefined,
            disposed: () => {
              disposed = true
            },
            end: () => undefined,
          },
        })
        const dispatch = dispatcher(wallet.handlers)
        return {
          api: buildWallet((name, input) => dispatch({ name, input }), wallet.on),
          sign: wallet.sign,
          close: async () => {
            await wallet.close()
            if (disposed) removeTheRest(folder.path)
          },
        }
      },
      examination: async () => ({
        readers: lent,
        keychain: home.keychain,
        fetch,
        now,
        home: realmHome(folder.path, 'practice'),
        portal: () => ({ origin: testOrigin }),
        end: async () => undefined,
      }),
    }
  }

  const home: AtHome = {
    world,
    readers,
    control: portalControl((request) => portal.fetch(request), testOrigin, controlToken),
    portalFetch: async (request) => portal.fetch(request),
    folder: folder.path,
    keychain: memoryKeychain(),
    network: undefined,
    notices: [],
    questions: [],
    insert(id, options = {}) {
      const person = world.person(id)
      if (person === undefined) throw new Error(`nobody is called ${id}`)
      const card = createPracticeCard(world, person, options)
      readers.insert(reader, card)
      return card
    },
    pinOf: (id) => world.person(id)?.pins.authentication ?? '',
    async run(words, typing = {}) {
      const out: string[] = []
      const notes: string[] = []
      const status = await runCommandLine(splitWords(words), outside(typing, out, notes))
      return {
        status,
        out: out.join('\n'),
        notes: notes.join('\n'),
        get json() {
          if (out.length !== 1) throw new Error(`standard output holds ${out.length} pieces`)
          return JSON.parse(out[0] ?? '')
        },
      }
    },
    async close() {
      portal.close()
      await readers.close()
      folder.remove()
    },
  }
  return home
}

/** Words between spaces; a name with a space is written with U+3000. */
const splitWords = (text: string): string[] => text.split(' ').filter((word) => word !== '')

/** The same readers for one command after the other: each closes what it was lent. */
function withoutClosing(readers: MemoryReaders): CardReaders {
  return {
    watch: (listener) => readers.watch(listener),
    withCard: (id, work) => readers.withCard(id, work),
    close: async () => undefined,
  }
}

/** Commands that need no card must not touch one. */
const untouched: CardReaders = {
  watch(listener) {
    listener({ service: 'down' })
    return () => undefined
  },
  withCard: () => Promise.reject(new Error('a card was touched')),
  close: async () => undefined,
}
