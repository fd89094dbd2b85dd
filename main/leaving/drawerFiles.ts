// Takes a drawer's files away: first what every key needs, then the rest.
import { existsSync } from 'node:fs'
import { open, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { syncFolder } from '../drawer/folder.ts'
import { drawerFolder, drawersFolder } from '../household/householdSecret.ts'

/** How many files of a drawer there are, and how many of them are copies of before its tables changed. */
export interface DrawerFiles {
  readonly files: number
  readonly earlier: number
}

export async function countFiles(home: string, drawerId: string): Promise<DrawerFiles> {
  const all = await filesOf(drawerFolder(home, drawerId))
  return { files: all.length, earlier: all.filter((path) => /[\\/]earlier[\\/]/.test(path)).length }
}

/**
 * Removes the drawer. Its headers go first and are written over: without one nothing opens the encrypted file, whatever a
 * disk keeps of it. Writing over is worth something on a disk that writes in place, and nothing on an SSD or in a snapshot.
 *
 * @param atStep told after each step that is on the disk
 */
export async function removeDrawerFiles(
  home: string,
  drawerId: string,
  atStep: (step: 'headersGone' | 'filesGone') => Promise<void> | void = () => undefined,
): Promise<void> {
  const folder = drawerFolder(home, drawerId)
  if (!existsSync(folder)) return
  for (const path of await filesOf(folder)) {
    if (!basename(path).startsWith('header.json')) continue
    await overwrite(path)
    await rm(path, { force: true })
  }
  syncFolder(folder)
  await atStep('headersGone')
  await rm(folder, { recursive: true, force: true })
  syncFolder(drawersFolder(home))
  await atStep('filesGone')
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function overwrite(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => undefined)
  if (file === undefined) return
  try {
    const { size } = await file.stat()
    await file.write(Buffer.alloc(size), 0, size, 0)
    await file.sync()
  } finally {
    await file.close()
  }
}
