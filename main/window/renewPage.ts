// A page after a lock: another process of the operating system, in the same window. What the old one held is gone with it.
import { app, type BrowserWindow } from 'electron'
import { log } from '../log.ts'
import { pageUrl, restUrl } from './appProtocol.ts'

const patienceMs = 2000

/**
 * Chromium gives another site another process, and ends the one that shows nothing any more: so the window goes to a page
 * without anything, of another site, and back. A page that does not let go in time is ended by force. What Chromium keeps
 * beside is cleared: form contents in the history, storage, caches.
 */
async function renewPage(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return
  const { webContents } = window
  const before = webContents.getOSProcessId()
  const left = await within(window.loadURL(restUrl))
  if (window.isDestroyed()) return
  if (!left || webContents.getOSProcessId() === before) {
    log('page ended by force')
    webContents.forcefullyCrashRenderer()
  }
  endProcess(before)
  webContents.navigationHistory.clear()
  const { session } = webContents
  await Promise.all([session.clearStorageData(), session.clearCache(), session.clearHostResolverCache()]).catch(
    () => undefined,
  )
  if (!window.isDestroyed()) await window.loadURL(pageUrl('wallet')).catch(() => undefined)
}

/** One renewal after the other. @returns what asks for one, and resolves when the new page is there */
export function renewing(window: BrowserWindow): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return () => {
    last = last.then(() => renewPage(window)).catch(() => undefined)
    return last
  }
}

/** Chromium ends it by itself, a moment later. */
function endProcess(pid: number): void {
  if (!app.getAppMetrics().some((known) => known.pid === pid)) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

async function within(loading: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  try {
    return await Promise.race([loading.then(() => true as const), late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
