// The command line put together: the same adapters, realm and wallet as the window, each loaded only when a command needs it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packageJson from '../package.json' with { type: 'json' }
import { worldFolder } from '../practice/worldFolder.ts'
import { namedFiles } from './adapters/namedFiles.ts'
import type { ExitStatus } from './cli/exitStatus.ts'
import { runCommandLine } from './cli/run.ts'
import type { Surroundings } from './cli/surroundings.ts'
import { processTerminal } from './cli/terminal.ts'
import { type Failure, fail } from './failure.ts'
import { tefudaHome } from './home.ts'
import type { CardReaders, Notices, Ports, Realm } from './ports.ts'

/** What differs between the sources under Node and the packaged program. */
export interface Places {
  /** Loads what starts a drawer's process: forked under Node, Electron's utility process in the package. */
  readonly drawerStarter: () => Promise<Ports['startDrawerProcess']>
  readonly pictureStarter: () => Promise<Ports['startPictureProcess']>
  readonly verifierStarter: () => Promise<Ports['startVerifierProcess']>
  readonly trustFolder: string
  readonly version: string
}

const sources: Places = {
  async drawerStarter() {
    const { forkedDrawer } = await import('./adapters/forkedDrawer.ts')
    return () => forkedDrawer(fileURLToPath(new URL('./drawer/process.ts', import.meta.url)))
  },
  async pictureStarter() {
    const { forkedDrawer } = await import('./adapters/forkedDrawer.ts')
    return () => forkedDrawer(fileURLToPath(new URL('./pictures/process.ts', import.meta.url)))
  },
  async verifierStarter() {
    const { forkedDrawer } = await import('./adapters/forkedDrawer.ts')
    return () => forkedDrawer(fileURLToPath(new URL('./documents/verifierProcess.ts', import.meta.url)))
  },
  trustFolder: fileURLToPath(new URL('../resources/trust', import.meta.url)),
  version: packageJson.version,
}

/** Runs one command on this process's standard streams; the caller ends the process with the status. */
export async function runProcess(words: readonly string[], places: Places = sources): Promise<ExitStatus> {
  process.umask(0o077)
  return runCommandLine(words, surroundings(places)).catch(unexpected)
}

async function unexpected(error: unknown): Promise<3> {
  const [{ randomUUID }, { logBug }] = await Promise.all([import('node:crypto'), import('./log.ts')])
  const incident = randomUUID().slice(0, 8)
  logBug(incident, error)
  const failure: Failure = { code: 'app.unexpected', incident }
  if (process.argv.includes('--json')) processTerminal.out(JSON.stringify({ ok: false, failure }))
  return 3
}

export function surroundings(places: Places): Surroundings {
  const home = tefudaHome()
  const worlds = worldFolder(process.env)
  const now = () => new Date()
  const openRealm = async (realm: Realm) =>
    (await import('./openRealm.ts')).openRealm(realm, home, worlds, places.trustFolder)
  const readers = async (): Promise<CardReaders> => (await import('./adapters/pcscReaders.ts')).pcscReaders()

  return {
    terminal: processTerminal,
    env: process.env,
    version: places.version,
    now,
    defaultRealm: async () => (existsSync(join(worlds, 'world.json')) ? 'practice' : 'real'),
    readers,

    async trust(realm) {
      if (realm === 'real') return (await import('./realTrust.ts')).readRealTrust(places.trustFolder)
      return (await (await import('../practice/world.ts')).openWorld(worlds, now)).trust()
    },

    async openWallet({ realm, cards, askSecret, files = namedFiles }) {
      const [
        { createWallet },
        { buildWallet },
        { dispatcher },
        { removeTheRest, worldElsewhere },
        startDrawerProcess,
        startPictureProcess,
        startVerifierProcess,
        opened,
        portal,
      ] = await Promise.all([
        import('./wallet.ts'),
        import('../preload/buildWallet.ts'),
        import('./ipc/dispatch.ts'),
        import('./leaving/disposal.ts'),
        places.drawerStarter(),
        places.pictureStarter(),
        places.verifierStarter(),
        openRealm(realm),
        practicePortalOf(worlds),
      ])
      let disposed = false
      const ports: Ports = {
        readers: cards ? await readers() : noReaders,
        keychain: opened.keychain,
        fetch: opened.fetch,
        askSecret,
        openInBrowser: async () => undefined,
        files,
        ...(process.platform === 'linux' ? { notices: whenAsked } : {}),
        startDrawerProcess,
        startPictureProcess,
        startVerifierProcess,
        now,
        home: opened.home,
      }
      const wallet = createWallet(ports, {
        trust: opened.trust,
        portal: opened.portal ?? (() => portal(opened.trust.tls)),
        keychain: opened.keychainKind,
        settingsHome: home,
        switchRealm: async () => fail({ code: 'app.refusedCall' }),
        departure: {
          practiceElsewhere: worldElsewhere(worlds, home),
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
          await opened.end()
          if (disposed) removeTheRest(home)
        },
      }
    },

    async examination(realm) {
      const [opened, portal, pcsc, { thisMachine }] = await Promise.all([
        openRealm(realm),
        practicePortalOf(worlds),
        readers(),
        import('./adapters/machine.ts'),
      ])
      return {
        readers: pcsc,
        keychain: opened.keychain,
        fetch: opened.fetch,
        now,
        home: opened.home,
        portal: opened.portal ?? (() => portal(opened.trust.tls)),
        machine: thisMachine(places.version),
        async end() {
          await pcsc.close()
          await opened.end()
        },
      }
    },
  }
}

/** For commands that need no card: nothing is touched that another program may be using. */
const noReaders: CardReaders = {
  watch(listener) {
    listener({ service: 'down' })
    return () => undefined
  },
  withCard: async () => fail({ code: 'card.noService' }),
  close: async () => undefined,
}

/** As the program was started: practice may point this process at a bus of its own, which has no desktop. */
const desktopEnvironment = { ...process.env }
const desktopNotices = async () => (await import('./adapters/linuxNotices.ts')).linuxNotices(desktopEnvironment)
/** D-Bus is loaded by the commands that need it. */
const whenAsked: Notices = {
  can: async () => (await desktopNotices()).can(),
  show: async (notice) => (await desktopNotices()).show(notice),
}

/** The practice portal that runs for this practice world. */
async function practicePortalOf(worlds: string) {
  const [{ practiceProfile }, { readFile }] = await Promise.all([
    import('./practice/practiceProfile.ts'),
    import('node:fs/promises'),
  ])
  const written = await readFile(join(worlds, 'portal.json'), 'utf8').catch(() => undefined)
  return (anchors: readonly string[]) => {
    const origin = written === undefined ? undefined : originIn(written)
    return practiceProfile(origin ?? fail({ code: 'portal.unreachable' }), anchors)
  }
}

function originIn(text: string): string | undefined {
  try {
    const { origin } = JSON.parse(text)
    return typeof origin === 'string' ? origin : undefined
  } catch {
    return undefined
  }
}
