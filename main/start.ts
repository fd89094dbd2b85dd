// Makes the window and the wallet and connects them. Electron is ready when this is called.
import { randomUUID } from 'node:crypto'
import { app } from 'electron'
import type { Outcome } from '../preload/failure.ts'
import { WalletError } from './failure.ts'
import { serve } from './ipc/serve.ts'
import { logBug } from './log.ts'
import type { WindowWallet } from './openWallet.ts'
import type { Realm } from './ports.ts'
import { createWindow } from './window/createWindow.ts'
import type { DeepLink } from './window/deepLink.ts'
import { onHands } from './window/hands.ts'

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

/** @returns what the outside may still tell the running wallet */
export function start(options: Start): { show(link: DeepLink | undefined): void } {
  const place = { built: options.built }
  let watch: WindowWallet['watch']
  onHands(() => watch?.touched())
  const window = createWindow(place)
  // The window's own process starts and paints while the wallet is loaded and made; earlier calls wait for it.
  const wallet = import('./openWallet.ts').then(({ openWallet }) => openWallet(options, window))
  const { emit } = serve(window, async (raw) => {
    try {
      return await (await wallet).dispatch(raw)
    } catch (error) {
      return notStarted(error)
    }
  })
  wallet.then(
    (made) => {
      made.on(emit)
      watch = made.watch
      if (options.link !== undefined) made.takeLink(options.link)
    },
    (error: unknown) => notStarted(error),
  )
  window.on('minimize', () => watch?.outOfSight(true))
  const inSight = () => watch?.outOfSight(false)
  window.on('restore', inSight)
  window.on('show', inSight)
  window.on('focus', inSight)
  window.on('close', () => void wallet.then((made) => made.lock('windowClosed')).catch(() => undefined))
  endInOrder(wallet)
  return {
    show(link) {
      if (window.isMinimized()) window.restore()
      window.focus()
      if (link !== undefined) wallet.then((made) => made.takeLink(link), notStarted)
    },
  }
}

let incident: string | undefined

/** A wallet that could not be made: every call says so, and the screen shows it with its incident number. */
function notStarted(error: unknown): Outcome<never> {
  if (error instanceof WalletError) return { ok: false, failure: error.failure }
  if (incident === undefined) {
    incident = randomUUID().slice(0, 8)
    logBug(incident, error)
  }
  return { ok: false, failure: { code: 'app.unexpected', incident } }
}

/** Quitting waits, for some seconds at most, until drawers are closed and started processes are ended. */
function endInOrder(wallet: Promise<WindowWallet>): void {
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
