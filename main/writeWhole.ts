import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { storageFailure } from './drawer/database.ts'
import { syncFolder } from './drawer/folder.ts'

/**
 * A file that only this account reads, whole or not at all: written beside its place, brought to the disk, and then given
 * its name.
 * @throws store.full, store.readOnly, file.unreadable
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`
  try {
    const file = await open(fresh, 'w', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
    syncFolder(dirname(path))
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined)
    throw storageFailure(error)
  }
}
