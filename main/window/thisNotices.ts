// Notifications of this PC: over D-Bus on Linux, through Electron elsewhere.
import { type BrowserWindow, Notification } from 'electron'
import { linuxNotices } from '../adapters/linuxNotices.ts'
import type { Notices } from '../ports.ts'

/** @param environment of the desktop that the program was started on */
export function thisNotices(window: BrowserWindow, environment: NodeJS.ProcessEnv): Notices {
  if (process.platform === 'linux') return linuxNotices(environment)
  return {
    can: async () => Notification.isSupported(),
    show: async ({ title, body }) => {
      if (!Notification.isSupported()) return false
      const notification = new Notification({ title, body })
      notification.on('click', () => {
        if (window.isDestroyed()) return
        if (window.isMinimized()) window.restore()
        window.focus()
      })
      return new Promise((resolve) => {
        notification.once('show', () => resolve(true))
        notification.once('failed', () => resolve(false))
        notification.show()
      })
    },
  }
}
