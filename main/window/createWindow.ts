// The wallet's window and everything it is not allowed to do.
import { join } from 'node:path'
import { BrowserWindow, session } from 'electron'
import { type PageName, pageUrl, servePages } from './appProtocol.ts'

export interface WindowPlace {
  /** The folder with `preload/` and `renderer/` of the build. */
  readonly built: string
}

/** Defaults of Electron for the most part; stated so that nobody has to know them, and asserted by a test. */
const confined = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: false,
} as const

/** A window of its own in-memory session that can show one of our pages and go nowhere else. */
export function confinedWindow(
  page: PageName,
  place: WindowPlace,
  options: Electron.BrowserWindowConstructorOptions & { readonly title: string },
): BrowserWindow {
  const own = session.fromPartition(page)
  if (!own.protocol.isProtocolHandled('app')) servePages(own, page, join(place.built, 'renderer'))
  const window = new BrowserWindow({
    show: false,
    autoHideMenuBar: true,
    ...options,
    webPreferences: { ...confined, session: own, preload: join(place.built, 'preload', `${page}.cjs`) },
  })
  window.setMenu(null)
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  window.webContents.on('will-redirect', (event) => event.preventDefault())
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
  window.webContents.on('before-input-event', (event, input) => {
    const level = zoomAfter(window.webContents.getZoomLevel(), input)
    if (level === undefined) return
    event.preventDefault()
    window.webContents.setZoomLevel(level)
  })
  void window.loadURL(pageUrl(page))
  return window
}

/**
 * The zoom level that Ctrl (on macOS Command) with +, − or 0 asks for; without a menu nobody else listens to them. Half
 * levels, each level being 20 %, from about half to three times the size.
 */
export function zoomAfter(
  level: number,
  { type, key, control, meta, alt }: Pick<Electron.Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>,
): number | undefined {
  if (type !== 'keyDown' || alt || !(control || meta)) return undefined
  if (key === '0') return 0
  if (key === '+' || key === '=') return Math.min(level + 0.5, 6)
  return key === '-' ? Math.max(level - 0.5, -3) : undefined
}

export function createWindow(place: WindowPlace): BrowserWindow {
  const window = confinedWindow('wallet', place, {
    title: '手札 Tefuda',
    width: 1200,
    height: 820,
    minWidth: 640,
    minHeight: 480,
    backgroundColor: '#f8f8fb',
  })
  window.once('ready-to-show', () => window.show())
  return window
}
