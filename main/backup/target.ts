// The file that is being written: beside its place under a name of its own until it is whole, then named in one step.
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, type FileHandle, link, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from '../drawer/folder.ts'
import { stagedName } from '../drawer/store/stagedFiles.ts'
import { fail, WalletError } from '../failure.ts'

/** Nobody rests that long between two writes; a younger one may be another PC's, in a folder that both write to. */
const abandonedAfterMs = 60 * 60 * 1000

/** A name for a file until it is whole, beside its place. */
export const stagedBeside = (path: string): string => join(dirname(path), `.tefuda-backup-${randomUUID()}.tmp`)

export interface Target {
  write(parts: readonly Uint8Array[]): Promise<void>
  /** Brings it to the disk and gives it its name. @throws file.exists, store.full, file.notWritten */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  drop(): Promise<void>
}

/**
 * Begins a file that will lie at `path`.
 *
 * @param replace a file that is there is replaced, but only by the whole new one
 * @throws file.exists, store.full, file.notWritten
 */
export async function beginTarget(path: string, replace: boolean, temporary: string): Promise<Target> {
  const folder = dirname(path)
  if (!replace && (await exists(path))) fail({ code: 'file.exists', name: basename(path) })
  const file = await writing(async () => {
    await sweepStaged(folder)
    return open(temporary, 'wx', 0o600)
  })
  const drop = async (): Promise<void> => {
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
  }
  return {
    write: (parts) => writing(() => writeAll(file, parts)),
    drop,
    finish: () =>
      writing(async () => {
        try {
          await file.sync()
          await file.close()
          if (replace) await rename(temporary, path)
          else await takeName(temporary, path)
          syncFolder(folder)
        } finally {
          await drop()
        }
      }),
  }
}

/** One write may take less than it was given. */
async function writeAll(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  const whole = Buffer.concat(parts)
  for (let at = 0; at < whole.length; ) {
    const { bytesWritten } = await file.write(whole, at)
    at += bytesWritten
  }
}

/** Linking fails where a file of that name is; file systems without links (USB sticks) are asked once more before. */
async function takeName(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
    return
  } catch (error) {
    if (codeOf(error) === 'EEXIST') fail({ code: 'file.exists', name: basename(to) })
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes(codeOf(error))) throw error
  }
  if (await exists(to)) fail({ code: 'file.exists', name: basename(to) })
  await rename(from, to)
}

/** What a killed program left here. */
async function sweepStaged(folder: string): Promise<void> {
  for (const name of (await readdir(folder).catch(() => [])).filter((one) => stagedName.test(one))) {
    const path = join(folder, name)
    const made = await stat(path).catch(() => undefined)
    if (made !== undefined && Date.now() - made.mtimeMs > abandonedAfterMs) await rm(path, { force: true })
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  )

async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WalletError) throw error
    return fail({ code: ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? 'store.full' : 'file.notWritten' }, error)
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
