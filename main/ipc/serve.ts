// Binds the contract to one window. The only place where the wallet's channel is named.
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Outcome } from '../../preload/failure.ts'
import { inOrder } from '../inOrder.ts'
import { log } from '../log.ts'
import { isPage, type PageName } from '../window/appProtocol.ts'

/** True for the window's own main frame showing our own page; every other sender is refused. */
export function isOwnPage(
  event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>,
  window: BrowserWindow,
  page: PageName,
): boolean {
  const frame = event.senderFrame
  if (window.isDestroyed() || frame === null || event.sender !== window.webContents) return false
  return frame === window.webContents.mainFrame && isPage(frame.url, page)
}

/**
 * Serves the wallet's calls to that window and carries events to it. Calls that are refused are counted in the log,
 * which holds neither their name nor their content.
 *
 * @returns `emit` to send an event and `stop`
 */
export function serve(window: BrowserWindow, dispatch: (raw: unknown) => Promise<Outcome<unknown>>) {
  let refused = 0
  const refuse = (): Outcome<unknown> => {
    refused += 1
    log('call refused', { count: refused })
    return { ok: false, failure: { code: 'app.refusedCall' } }
  }
  ipcMain.handle('wallet', async (event, raw: unknown) => {
    if (!isOwnPage(event, window, 'wallet')) return refuse()
    const outcome = await dispatch(raw)
    return inOrder(!outcome.ok && outcome.failure.code === 'app.refusedCall' ? refuse() : outcome)
  })
  return {
    emit(name: string, payload: unknown): void {
      if (!window.isDestroyed()) window.webContents.send('wallet-event', { name, payload: inOrder(payload) })
    },
    stop(): void {
      ipcMain.removeHandler('wallet')
    },
  }
}
