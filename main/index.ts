// The program's first lines: one instance only, its folders, its scheme; then the window, or the command line without one.
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { tefudaHome } from './home.ts'
import { start } from './start.ts'
import { registerAppScheme } from './window/appProtocol.ts'
import { findLink, linkSchemes } from './window/deepLink.ts'
import { headless, needsNoDisplay, runHeadless } from './withoutDisplay.ts'

const built = join(dirname(fileURLToPath(import.meta.url)), '..')
/** What was said to the program itself: a checkout is started as `electron [options] FOLDER words`. */
const words = process.argv
  .slice(1 + (app.isPackaged ? 0 : process.argv.findIndex(isThisProgram)))
  .filter((word) => word !== headless)
const home = tefudaHome()
const trustFolder = app.isPackaged ? join(process.resourcesPath, 'trust') : join(built, '..', 'resources', 'trust')

app.setName('Tefuda')
app.setPath('userData', join(home, 'window'))
app.enableSandbox()
registerAppScheme()

if (isCommand(words) && needsNoDisplay() && !process.argv.includes(headless)) {
  process.exit(runHeadless(words))
} else if (isCommand(words)) {
  // The same wallet without a window; utility processes need Electron to be ready. Chromium's own remarks are nobody's answer.
  app.disableHardwareAcceleration()
  app.commandLine.appendSwitch('log-level', '3')
  void app.whenReady().then(runCommand)
} else if (!app.requestSingleInstanceLock()) app.exit(0)
else {
  for (const scheme of linkSchemes) if (app.isPackaged) app.setAsDefaultProtocolClient(scheme)
  let running: ReturnType<typeof start> | undefined
  let early = findLink(words)
  app.on('second-instance', (_event, argv) => running?.show(findLink(argv)))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    // macOS hands over the link that started the program before it is ready.
    if (running === undefined) early = findLink([url])
    else running.show(findLink([url]))
  })
  // Not awaited: in an ES module `ready` waits for the module.
  void app.whenReady().then(() => {
    running = start({
      realm: words.includes('--practice') ? 'practice' : 'real',
      cards: words.includes('--card=memory') ? 'memory' : 'pcsc',
      portalElsewhere: words.includes('--portal=elsewhere'),
      home,
      built,
      trustFolder,
      link: early,
    })
  })
}

/** `tefuda list`, `tefuda --help`: a first word that is neither an option of the window nor a link. */
function isCommand(given: readonly string[]): boolean {
  if (given.some((word) => word === '--help' || word === '-h' || word === '--version')) return true
  const first = given.find((word) => !word.startsWith('-'))
  return first !== undefined && findLink([first]) === undefined
}

async function runCommand(): Promise<void> {
  const [{ runProcess }, { sealedDrawer, utilityDrawer }] = await Promise.all([
    import('./commandLine.ts'),
    import('./adapters/utilityDrawer.ts'),
  ])
  const drawerStarter = async () => () => sealedDrawer(join(built, 'main', 'drawer.js'))
  const pictureStarter = async () => () => utilityDrawer(join(built, 'main', 'pictures.js'), 'Tefuda pictures')
  const verifierStarter = async () => () => utilityDrawer(join(built, 'main', 'verifier.js'), 'Tefuda verifier')
  const starters = { drawerStarter, pictureStarter, verifierStarter }
  app.exit(await runProcess(words, { ...starters, trustFolder, version: app.getVersion() }))
}

function isThisProgram(word: string): boolean {
  return resolve(word) === app.getAppPath()
}
