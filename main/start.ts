// Makes the wallet and its window and connects them. Electron is ready when this is called.
import { join } from 'node:path'
import { app } from 'electron'
import { createMemoryReaders } from '../practice/memoryReaders.ts'
import { worldFolder } from '../practice/worldFolder.ts'
import { pcscReaders } from './adapters/pcscReaders.ts'
import { utilityDrawer } from './adapters/utilityDrawer.ts'
import { fail } from './failure.ts'
import { dispatcher } from './ipc/dispatch.ts'
import { serve } from './ipc/serve.ts'
import { log } from './log.ts'
import { openRealm } from './openRealm.ts'
import type { Ports, Realm } from './ports.ts'
import { portalRunner, utilityPortal } from './practice/portalRunner.ts'
import { practiceProfile } from './practice/practiceProfile.ts'
import { createPracticeTools } from './practice/practiceTools.ts'
import type { PracticeTools } from './practice/tools.ts'
import { judgeSecret, newSecret, secretStrength } from './secretRules.ts'
import { readSettings } from './settings.ts'
import { createWallet, type Wallet, type WalletSetting } from './wallet.ts'
import { askSecretInWindow } from './window/askSecret.ts'
import { createWindow } from './window/createWindow.ts'
import type { DeepLink } from './window/deepLink.ts'
import { openInBrowser } from './window/externalLink.ts'

export interface Start {
  readonly realm: Realm
  /** 'memory': the practice cards, without PC/SC. */
  readonly cards: 'memory' | 'pcsc'
  /** The practice portal is run by somebody else: `npm run practice -- portal`. */
  readonly portalElsewhere: boolean
  /** TEFUDA_HOME. */
  readonly home: string
  /** The folder of the built program, with renderer/ and preload/ beside main/. */
  readonly built: string
  readonly trustFolder: string
  readonly link: DeepLink | undefined
}

const practiceReaders = ['練習用リーダー 1', '練習用リーダー 2']

/** @returns what the outside may still tell the running wallet */
export function start(options: Start): { show(link: DeepLink | undefined): void } {
  const place = { built: options.built }
  const window = createWindow(place)
  // The window paints while the wallet is being made; calls that come earlier wait for it.
  const wallet = openWallet(options, window)
  const { emit } = serve(window, async (raw) => (await wallet.then(dispatcherOf))(raw))
  void wallet.then((made) => {
    made.on(emit)
    if (options.link !== undefined) made.takeLink(options.link)
  })
  wallet.catch((error: unknown) => {
    log('start failed', { kind: error instanceof Error ? error.name : 'unknown' })
    app.exit(3)
  })
  endInOrder(wallet)
  return {
    show(link) {
      if (window.isMinimized()) window.restore()
      window.focus()
      if (link !== undefined) void wallet.then((made) => made.takeLink(link))
    },
  }
}

const dispatchers = new WeakMap<Wallet, ReturnType<typeof dispatcher>>()

function dispatcherOf(wallet: Wallet): ReturnType<typeof dispatcher> {
  const made = dispatchers.get(wallet) ?? dispatcher(wallet.handlers)
  dispatchers.set(wallet, made)
  return made
}

async function openWallet(options: Start, window: Electron.BrowserWindow): Promise<Wallet> {
  const { realm, home, built } = options
  const worlds = worldFolder(process.env)
  const opened = await openRealm(realm, home, worlds, options.trustFolder)
  const memory = options.cards === 'memory' ? createMemoryReaders(practiceReaders) : undefined
  const practice =
    opened.world &&
    createPracticeTools({
      world: opened.world,
      ...(memory === undefined ? {} : { readers: { port: memory, ids: practiceReaders } }),
      portal: portalRunner(
        worlds,
        options.portalElsewhere ? undefined : () => utilityPortal(join(built, 'main', 'portal.js')),
      ),
      fetch: opened.fetch,
    })
  const ports: Ports = {
    readers: memory ?? pcscReaders(),
    keychain: opened.keychain,
    fetch: opened.fetch,
    openInBrowser,
    startDrawerProcess: () => utilityDrawer(join(built, 'main', 'drawer.js')),
    now: () => new Date(),
    home: opened.home,
    askSecret: async (question, signal) => {
      const { language = 'ja', theme, furigana } = await readSettings(home)
      const rules = { judge: judgeSecret, strength: secretStrength, generate: newSecret }
      return askSecretInWindow(question, { language, theme, furigana, realm }, rules, { built }, window, signal)
    },
  }
  const setting: WalletSetting = {
    trust: opened.trust,
    portal: () => portalOf(practice, opened.trust.tls),
    keychain: opened.keychainKind,
    settingsHome: home,
    ...(practice === undefined ? {} : { practice }),
    switchRealm: async () => {
      app.relaunch({
        args: [
          ...process.argv.slice(1).filter((word) => !word.startsWith('--')),
          ...(realm === 'real' ? ['--practice'] : []),
        ],
      })
      app.quit()
    },
  }
  const wallet = createWallet(ports, setting)
  // The portal starts beside; a person who never logs in need not wait for it.
  void practice?.startPortal().catch(() => log('practice portal did not start'))
  return { ...wallet, close: async () => void (await wallet.close().then(opened.end)) }
}

/** @throws portal.notConfigured, portal.unreachable */
function portalOf(practice: PracticeTools | undefined, anchors: readonly string[]) {
  if (practice === undefined) return fail({ code: 'portal.notConfigured', missing: ['origin', 'client.id'] })
  return practiceProfile(practice.portalOrigin() ?? fail({ code: 'portal.unreachable' }), anchors)
}

/** Quitting waits, for some seconds at most, until drawers are closed and started processes are ended. */
function endInOrder(wallet: Promise<Wallet>): void {
  let ended = false
  app.on('before-quit', (event) => {
    if (ended) return
    event.preventDefault()
    const patience = new Promise((done) => setTimeout(done, 5000))
    const close = wallet.then((made) => made.close()).catch(() => undefined)
    void Promise.race([close, patience]).then(() => {
      ended = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => app.quit())
}
