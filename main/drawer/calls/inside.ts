// What the calls of every area work in: the open file, who is trusted, and what each call goes through.
import type { Trust } from '../../certificates/trust.ts'
import { fail } from '../../failure.ts'
import type { ChangedSlot } from '../contract/door.ts'
import { storageFailure } from '../database.ts'
import type { DrawerFile } from '../drawerFile.ts'
import { wipe, wipeKey } from '../seal.ts'

export interface Inside {
  /** Its `stores` are asked for anew after every await. */
  readonly file: DrawerFile
  readonly trust: Trust
  /** Refused once the drawer is closed; SQLite's errors come as failures. */
  readonly run: <T>(work: () => T | Promise<T>) => Promise<T>
  /** The same with secrets, which are wiped whatever comes of it. */
  readonly wiping: <T>(secrets: readonly (Uint8Array | ChangedSlot)[], work: () => T | Promise<T>) => Promise<T>
}

/** @param closed whether the drawer was closed meanwhile */
export function insideOf(file: DrawerFile, trust: Trust, closed: () => boolean): Inside {
  const run: Inside['run'] = async (work) => {
    if (closed()) fail({ code: 'drawer.locked' })
    try {
      return await work()
    } catch (error) {
      throw storageFailure(error)
    }
  }
  return {
    file,
    trust,
    run,
    wiping: async (secrets, work) => {
      try {
        return await run(work)
      } finally {
        for (const secret of secrets) {
          if (secret instanceof Uint8Array) wipe(secret)
          else wipeKey(secret)
        }
      }
    },
  }
}
