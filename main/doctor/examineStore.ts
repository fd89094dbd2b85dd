// The folder of the drawers: can it be written to, by this account alone, and is there room.
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Diagnosis, failed, told } from './diagnosis.ts'
import { words } from './words.ts'

const roomNeeded = 50 * 1024 * 1024

/** @param home the folder of this realm's drawers */
export async function examineStore(home: string): Promise<Diagnosis> {
  const probe = join(home, `.doctor-${randomUUID()}`)
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    await writeFile(probe, 'x', { mode: 0o600, flag: 'wx' })
    const { bavail, bsize } = await statfs(home)
    const facts = { freeMb: Math.floor((bavail * bsize) / (1024 * 1024)) }
    if (bavail * bsize < roomNeeded) return failed({ code: 'store.full' }, { facts })
    if (await isOpenToOthers(home)) return told('drawers.open', words.drawersOpen, { ok: false, facts })
    return told('drawers.writable', words.drawersWritable, { facts })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOSPC' || code === 'EDQUOT') return failed({ code: 'store.full' }, { facts: { error: code } })
    const ours = await isOursButClosed(home)
    const found = ours ? ('drawers.permissions' as const) : ('drawers.notWritable' as const)
    const said = ours ? words.drawersPermissions : words.drawersNotWritable
    return told(found, said, { ok: false, facts: { error: code } })
  } finally {
    await rm(probe, { force: true }).catch(() => undefined)
  }
}

/** Gives the folder back to this account alone, as it was made. */
export async function closeToOthers(home: string): Promise<void> {
  await chmod(home, 0o700).catch(() => undefined)
}

const isOpenToOthers = async (home: string): Promise<boolean> =>
  process.platform !== 'win32' && ((await stat(home)).mode & 0o077) !== 0

/** A folder of this account from which its own rights were taken. */
async function isOursButClosed(home: string): Promise<boolean> {
  const about = await stat(home).catch(() => undefined)
  return about?.isDirectory() === true && about.uid === process.getuid?.() && (about.mode & 0o700) !== 0o700
}
