import { fail } from '../failure.ts'
import type { Work } from '../work.ts'
import type { BackupProgress } from './backup.ts'

/** Part after part until all is done; stops between two when the person cancels, and tells each tenth. */
export async function throughout(
  { signal, step }: Work,
  name: 'makingBackup' | 'unpackingBackup',
  next: () => Promise<BackupProgress>,
): Promise<void> {
  let told = 0
  for (;;) {
    if (signal.aborted) fail({ code: 'app.cancelled' })
    const { done, total } = await next()
    if (done >= total) return
    const tenth = Math.floor((10 * done) / total) * 10
    if (tenth > told) step(name, tenth)
    told = tenth
  }
}
