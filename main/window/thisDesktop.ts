// What this PC's desktop tells: through Electron where it can, over D-Bus on Linux, where Electron tells of a suspend only and
// does not wait (Electron 33 and 45: powerMonitor's lock-screen is of Windows and macOS, user-did-resign-active of macOS).
import { app, BrowserWindow, powerMonitor } from 'electron'
import type { DesktopEvent } from '../../preload/shapes/locks.ts'
import { linuxDesktop } from '../adapters/linuxDesktop.ts'
import type { Desktop } from '../locks/desktop.ts'

/** What Electron tells on each system. Switching the user on Windows locks the screen of who leaves. */
const told: Partial<Record<NodeJS.Platform, readonly DesktopEvent[]>> = {
  win32: ['screenLock', 'suspend', 'sessionEnd'],
  darwin: ['screenLock', 'suspend', 'userSwitch', 'sessionEnd'],
}

/** @param environment of the desktop that the program was started on */
export function thisDesktop(window: BrowserWindow, environment: NodeJS.ProcessEnv): Desktop & { close(): void } {
  const bus = process.platform === 'linux' ? linuxDesktop(environment) : undefined
  return {
    noticed: async () => bus?.noticed() ?? told[process.platform] ?? [],
    watch(listener) {
      const tell = (event: DesktopEvent) => () => void listener(event)
      const [locked, suspended, switched] = [tell('screenLock'), tell('suspend'), tell('userSwitch')]
      powerMonitor.on('lock-screen', locked)
      powerMonitor.on('suspend', suspended)
      powerMonitor.on('user-did-resign-active', switched)
      // The system waits a little for a program that says it is not ready; it then has to end by itself.
      const shuttingDown = (event?: { preventDefault(): void }): void => {
        event?.preventDefault()
        void listener('sessionEnd').finally(() => app.quit())
      }
      powerMonitor.on('shutdown', shuttingDown)
      const sessionEnds = tell('sessionEnd')
      if (process.platform === 'win32') window.on('session-end', sessionEnds)
      const stop = bus?.watch(listener)
      return () => {
        stop?.()
        powerMonitor.off('lock-screen', locked)
        powerMonitor.off('suspend', suspended)
        powerMonitor.off('user-did-resign-active', switched)
        powerMonitor.off('shutdown', shuttingDown)
      }
    },
    idleSeconds: () => (BrowserWindow.getFocusedWindow() === null ? undefined : powerMonitor.getSystemIdleTime()),
    close: () => bus?.close(),
  }
}
