// The end of a program whose PC was cleared: the folder that Chromium had open goes as the very last thing.
import { app } from 'electron'
import { removeTheRest } from '../leaving/disposal.ts'

/**
 * From now on the program's end, however it comes, removes what was in use until then. The process ends there and then:
 * Chromium would write its folder anew while it winds up. (Windows does not remove what is open; the report says so.)
 *
 * @param home TEFUDA_HOME
 */
export function leaveNothing(home: string): void {
  app.once('quit', () => {
    removeTheRest(home)
    process.kill(process.pid, 'SIGKILL')
  })
}
