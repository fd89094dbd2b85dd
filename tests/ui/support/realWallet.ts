// The real wallet in the test's process: practice cards, portal, keychain and drawers in memory. Only Electron is missing;
// the screens are shown in a browser.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { thisMachine } from '../../../main/adapters/machine.ts'
import { fail, WalletError } from '../../../main/failure.ts'
import { secretName } from '../../../main/household/householdSecret.ts'
import type { AskSecret, Fetch, Realm } from '../../../main/ports.ts'
import { practiceProfile } from '../../../main/practice/practiceProfile.ts'
import { createPracticeTools } from '../../../main/practice/practiceTools.ts'
import type { PracticeTools } from '../../../main/practice/tools.ts'
import { changeSettings } from '../../../main/settings.ts'
import { createWallet, type Wallet } from '../../../main/wallet.ts'
import { createMemoryReaders, type MemoryReaders } from '../../../practice/memoryReaders.ts'
import { createPortal } from '../../../practice/portal/portal.ts'
import { type PortalControl, portalControl } from '../../../practice/portal/portalControl.ts'
import type { World } from '../../../practice/world.ts'
import type { Settings } from '../../../preload/shapes/settings.ts'
import { noTrust } from '../../support/drawers.ts'
import { inProcessDrawer } from '../../support/inProcessDrawer.ts'
import { memoryKeychain } from '../../support/memoryKeychain.ts'
import { pictureProcess, verifierProcess } from '../../support/processes.ts'
import { quickFolder } from '../../support/quickFolder.ts'
import { type SteeredFiles, steeredFiles } from '../../support/steeredFiles.ts'

export const readerNames = ['練習用リーダー 1', '練習用リーダー 2'] as const
const origin = 'https://localhost:20443'
const token = 'a-token-that-only-this-test-knows'

export interface RealWallet {
  readonly wallet: Wallet
  readonly tools: PracticeTools
  readonly readers: MemoryReaders
  /** The portal's control resources: offers, requests, what arrived. */
  readonly control: PortalControl
  /** What a phone asks of the portal. */
  readonly portalFetch: Fetch
  readonly keychain: ReturnType<typeof memoryKeychain>
  /** The realm's own folder. */
  readonly home: string
  /** What the person picks in the system's dialogs. */
  readonly files: SteeredFiles
  /** Pages that were opened in the system's browser. */
  readonly opened: readonly string[]
  /** What the desktop was given to show. */
  readonly notices: { title: string; body: string }[]
  /** Moves the clocks of wallet and portal on. */
  wait(ms: number): void
  /** Whether the person ended the program after the PC was cleared. */
  ended(): boolean
  close(): Promise<void>
}

/** The choices of the person, and of the test: which realm, and who is told when the person wants the other one. */
export interface Choices extends Partial<Settings> {
  readonly realm?: Realm
  readonly switchRealm?: () => void
}

/** What another wallet left behind, to begin with. */
export interface Left {
  /** Above the realm's own folder. */
  readonly folder: string
  /** From its keychain, where it bears the name of its home. */
  readonly householdSecret: Uint8Array
}

export async function realWallet(
  world: World,
  { realm = 'practice', switchRealm, ...choices }: Choices,
  askSecret: AskSecret,
  left?: Left,
): Promise<RealWallet> {
  const folder = await mkdtemp(join(quickFolder(), 'tefuda-screens-'))
  if (left !== undefined) await cp(left.folder, folder, { recursive: true })
  await changeSettings(folder, choices)
  let offset = 0
  const now = () => new Date(Date.now() + offset)
  const portal = createPortal({ world, database: ':memory:', now, origin, controlToken: token })
  let running = false
  let ended = false
  const keychain = memoryKeychain()
  if (left !== undefined) await keychain.write(await secretName(join(folder, realm)), left.householdSecret)
  const files = steeredFiles()
  const opened: string[] = []
  const notices: RealWallet['notices'] = []
  const answered = async (request: Request) => (running ? portal.fetch(request) : fail({ code: 'portal.unreachable' }))
  // As the real one: who aborts need not wait for the answer.
  const fetch = (request: Request) =>
    Promise.race([
      request.signal.aborted ? fail({ code: 'app.cancelled' }) : answered(request),
      new Promise<never>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(new WalletError({ code: 'app.cancelled' })), {
          once: true,
        })
      }),
    ])
  const readers = createMemoryReaders(readerNames)
  const tools = createPracticeTools({
    world,
    readers: { port: readers, ids: readerNames },
    portal: {
      start: async () => {
        running = true
        return { origin, token }
      },
      stop: async () => {
        running = false
      },
      onEnd: () => undefined,
    },
    fetch,
  })
  const wallet = createWallet(
    {
      readers,
      keychain,
      fetch,
      askSecret,
      openInBrowser: async ({ href }) => void opened.push(href),
      files,
      notices: {
        can: async () => true,
        show: async (notice) => {
          notices.push(notice)
          return true
        },
      },
      // Whatever keychain the machine of the test has is not this wallet's.
      machine: { ...thisMachine('0.0.0'), keychainState: async () => 'other' },
      startDrawerProcess: inProcessDrawer,
      startPictureProcess: pictureProcess,
      startVerifierProcess: verifierProcess,
      now,
      home: join(folder, realm),
    },
    {
      trust: realm === 'practice' ? world.trust() : noTrust('real'),
      portal: () => {
        if (realm === 'real') fail({ code: 'portal.notConfigured', missing: ['origin', 'client.id'] })
        return practiceProfile(running ? origin : fail({ code: 'portal.unreachable' }), world.trust().tls)
      },
      keychain: 'system',
      settingsHome: folder,
      ...(realm === 'practice' ? { practice: tools } : {}),
      switchRealm: async () => switchRealm?.(),
      departure: {
        practiceElsewhere: undefined,
        disposed: () => undefined,
        end: () => {
          ended = true
        },
      },
    },
  )
  await tools.startPortal()
  return {
    wallet,
    tools,
    readers,
    control: portalControl((request) => portal.fetch(request), origin, token),
    portalFetch: (request) => portal.fetch(request),
    keychain,
    home: join(folder, realm),
    files,
    opened,
    notices,
    wait: (ms) => {
      offset += ms
    },
    ended: () => ended,
    close: async () => {
      await wallet.close()
      portal.close()
      // Locking tells the household once more without being waited for, and reading the secret's name makes the home folder.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}
