// Makes the wallet that a window shows: the real adapters of its realm, put into createWallet.
import { join } from 'node:path'
import { app } from 'electron'
import { createMemoryReaders } from '../practice/memoryReaders.ts'
import { worldFolder } from '../practice/worldFolder.ts'
import type { Outcome } from '../preload/failure.ts'
import { electronFiles } from './adapters/electronFiles.ts'
import { thisMachine } from './adapters/machine.ts'
import { pcscReaders } from './adapters/pcscReaders.ts'
import { sealedDrawer, utilityDrawer } from './adapters/utilityDrawer.ts'
import { fail } from './failure.ts'
import { dispatcher } from './ipc/dispatch.ts'
import { worldElsewhere } from './leaving/disposal.ts'
import { minuteOf } from './locks/practiceMinute.ts'
import { log } from './log.ts'
import { openRealm } from './openRealm.ts'
import type { Ports } from './ports.ts'
import { portalRunner, utilityPortal } from './practice/portalRunner.ts'
import { openPracticePage } from './practice/practicePage.ts'
import { practiceProfile } from './practice/practiceProfile.ts'
import { createPracticeTools } from './practice/practiceTools.ts'
import type { PracticeTools } from './practice/tools.ts'
import { judgeSecret, newSecret, secretStrength } from './secretRules.ts'
import { readSettings } from './settings.ts'
import type { Start } from './start.ts'
import { createWallet, type Wallet, type WalletSetting } from './wallet.ts'
import { askSecretInWindow } from './window/askSecret.ts'
import { openInBrowser } from './window/externalLink.ts'
import { leaveNothing } from './window/leaveNothing.ts'
import { renewing } from './window/renewPage.ts'
import { thisDesktop } from './window/thisDesktop.ts'
import { thisNotices } from './window/thisNotices.ts'

const practiceReaders = ['練習用リーダー 1', '練習用リーダー 2']

export interface WindowWallet extends Pick<Wallet, 'on' | 'takeLink' | 'lock' | 'watch' | 'close'> {
  readonly dispatch: (raw: unknown) => Promise<Outcome<unknown>>
}

export async function openWallet(options: Start, window: Electron.BrowserWindow): Promise<WindowWallet> {
  const { realm, home, built } = options
  // Practice may point this process at a bus of its own, which has a keyring and no desktop.
  const desktopEnvironment = { ...process.env }
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
      phone: (address) => openPracticePage('phone', address, opened.trust.tls, window),
    })
  /** No browser believes the practice portal: its pages get a window of their own. */
  const openPage = async (url: URL): Promise<void> => {
    if (practice === undefined || url.hostname !== 'localhost') return openInBrowser(url)
    openPracticePage('browser', url, opened.trust.tls, window)
  }
  const desktop = thisDesktop(window, desktopEnvironment)
  const ports: Ports = {
    readers: memory ?? pcscReaders(),
    keychain: opened.keychain,
    fetch: opened.fetch,
    openInBrowser: openPage,
    files: electronFiles(window),
    machine: thisMachine(app.getVersion()),
    desktop,
    notices: thisNotices(window, desktopEnvironment),
    startDrawerProcess: () => sealedDrawer(join(built, 'main', 'drawer.js')),
    startPictureProcess: () => utilityDrawer(join(built, 'main', 'pictures.js'), 'Tefuda pictures'),
    startVerifierProcess: () => utilityDrawer(join(built, 'main', 'verifier.js'), 'Tefuda verifier'),
    now: () => new Date(),
    home: opened.home,
    askSecret: async (question, signal) => {
      const { language = 'ja', theme, furigana } = await readSettings(home)
      const rules = { judge: judgeSecret, strength: secretStrength, generate: newSecret }
      const open = await wallet.whoIsOpen()
      return askSecretInWindow(question, { language, theme, furigana, realm, open }, rules, { built }, window, signal)
    },
  }
  const setting: WalletSetting = {
    trust: opened.trust,
    portal: opened.portal ?? (() => practicePortal(practice, opened.trust.tls)),
    keychain: opened.keychainKind,
    settingsHome: home,
    fullScreen: (on) => {
      if (!window.isDestroyed()) window.setFullScreen(on)
    },
    watch: { minute: minuteOf(realm, process.env), renewPage: renewing(window) },
    ...(practice === undefined ? {} : { practice }),
    departure: {
      practiceElsewhere: worldElsewhere(worlds, home),
      disposed: () => leaveNothing(home),
      end: () => app.quit(),
    },
    switchRealm: async () => {
      app.relaunch({
        args: [
          ...process.argv.slice(1).filter((word) => !word.startsWith('--')),
          ...(realm === 'real' ? ['--practice', '--card=memory'] : []),
        ],
      })
      app.quit()
    },
  }
  const wallet = createWallet(ports, setting)
  // The portal starts beside; a person who never logs in need not wait for it.
  void practice?.startPortal().catch(() => log('practice portal did not start'))
  const close = async () => {
    await wallet.close()
    desktop.close()
    await opened.end()
  }
  const { on, takeLink, lock, watch } = wallet
  return { dispatch: dispatcher(wallet.handlers), on, takeLink, lock, watch, close }
}

/** @throws portal.unreachable while none runs */
function practicePortal(practice: PracticeTools | undefined, anchors: readonly string[]) {
  return practiceProfile(practice?.portalOrigin() ?? fail({ code: 'portal.unreachable' }), anchors)
}
