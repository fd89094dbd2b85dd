// The program's first lines: one instance only, its folders, its scheme; then the window, or the command line without one.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { tefudaHome } from './home.ts'
import { start } from './start.ts'
import { registerAppScheme } from './window/appProtocol.ts'
import { findLink, linkSchemes } from './window/deepLink.ts'

const built = join(dirname(fileURLToPath(import.meta.url)), '..')
const words = process.argv.slice(app.isPackaged ? 1 : 2)
const home = tefudaHome()

app.setName('Tefuda')
app.setPath('userData', join(home, 'window'))
app.enableSandbox()
registerAppScheme()

if (!app.requestSingleInstanceLock()) app.exit(0)
else {
  for (const scheme of linkSchemes) if (app.isPackaged) app.setAsDefaultProtocolClient(scheme)
  let running: ReturnType<typeof start> | undefined
  app.on('second-instance', (_event, argv) => running?.show(findLink(argv)))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    running?.show(findLink([url]))
  })
  // Not awaited: in an ES module `ready` waits for the module.
  void app.whenReady().then(() => {
    running = start({
      realm: words.includes('--practice') ? 'practice' : 'real',
      cards: words.includes('--card=memory') ? 'memory' : 'pcsc',
      portalElsewhere: words.includes('--portal=elsewhere'),
      home,
      built,
      trustFolder: app.isPackaged ? join(process.resourcesPath, 'trust') : join(built, '..', 'resources', 'trust'),
      link: findLink(words),
    })
  })
}
