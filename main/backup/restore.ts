// An unlocked backup in a drawer's own process: what it holds, and a drawer made of it, to try it or to keep it.
import { randomBytes, randomUUID } from 'node:crypto'
import { renameSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { storageFailure } from '../drawer/database.ts'
import type { RestoreBackup } from '../drawer/drawer.ts'
import { DrawerFile } from '../drawer/drawerFile.ts'
import { makeFolder, syncFolder } from '../drawer/folder.ts'
import { type MadeSlot, makeSlot } from '../drawer/keySlots.ts'
import { wipe } from '../drawer/seal.ts'
import { type Failure, fail, inOtherWords, WalletError } from '../failure.ts'
import { assembleDrawer } from './assemble.ts'
import type { BackupContents, BackupProgress, TestFindings, UnlockBackup } from './backup.ts'
import { examineDrawer } from './examine.ts'
import { unlock } from './read.ts'

/** Bytes that are unpacked before anybody is told how far it is. */
const partLength = 4 * 1024 * 1024

export interface BackupAtHand {
  readonly contents: BackupContents
  /** Begins to unpack into a folder of its own that does not exist yet, encrypted as it is. */
  unpack(folder: string): Promise<BackupProgress>
  /** @throws backup.damaged, store.full, file.unreadable, file.notWritten; then nothing of the folder is left */
  more(): Promise<BackupProgress>
  /** Makes a drawer of what was unpacked, opens it, looks at all of it and removes it. @throws backup.damaged, store.full */
  test(): Promise<TestFindings>
  /** Makes a drawer of what was unpacked and puts it where it belongs, in one step. The secrets in `input` are wiped. */
  restore(input: RestoreBackup): Promise<DrawerFile>
}

interface Unpacking {
  readonly folder: string
  readonly source: AsyncGenerator<Uint8Array, void>
  readonly file: FileHandle
  done: number
}

/**
 * Unlocks a backup. With the recovery code in hand the slot of the drawer that may be made of it is made at once, so that
 * the code need not be kept: it stays the code of the restored drawer.
 *
 * @throws backup.*, file.unreadable
 */
export async function unlockBackup(input: UnlockBackup): Promise<BackupAtHand> {
  const { path, realm, secret, drawerId, at } = input
  const owner = { drawerId, realm }
  const code = secret.kind === 'recovery' ? secret.code.slice() : undefined
  try {
    const unlocked = await unlock(path, realm, secret)
    const recovery =
      code === undefined ? undefined : await makeSlot({ kind: 'recovery', code }, randomUUID(), owner, at)
    return atHand(unlocked, owner, recovery)
  } finally {
    wipe(code)
  }
}

function atHand(
  { contents, database, snapshotKey }: Awaited<ReturnType<typeof unlock>>,
  owner: { readonly drawerId: string; readonly realm: BackupContents['realm'] },
  recovery: MadeSlot | undefined,
): BackupAtHand {
  const total = contents.bytes
  let unpacking: Unpacking | undefined

  async function giveUp(): Promise<void> {
    const leaving = unpacking
    unpacking = undefined
    if (leaving === undefined) return
    await leaving.source.return().catch(() => undefined)
    await leaving.file.close().catch(() => undefined)
    rmSync(leaving.folder, { recursive: true, force: true })
  }

  /** Whatever fails in `work`, nothing is left of what was unpacked. */
  async function orNothing<T>(work: (current: Unpacking) => Promise<T>): Promise<T> {
    try {
      return await work(unpacking ?? neverUnpacked())
    } catch (error) {
      await giveUp()
      throw inOtherWords(notWritten(error), backupFailure)
    }
  }

  async function assembled(
    { folder, file, done }: Unpacking,
    made: { slots: readonly MadeSlot[]; personName: string; owner: typeof owner },
  ): Promise<Uint8Array> {
    if (done !== total) neverUnpacked()
    await file.close()
    const key = snapshotKey()
    try {
      return assembleDrawer({ folder, database: incoming(folder), snapshotKey: key, contents, ...made })
    } finally {
      wipe(key)
    }
  }

  return {
    contents,

    async unpack(folder) {
      await giveUp()
      try {
        await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
        makeFolder(folder)
        unpacking = { folder, source: database(), file: await open(incoming(folder), 'wx', 0o600), done: 0 }
        return { done: 0, total }
      } catch (error) {
        rmSync(folder, { recursive: true, force: true })
        throw notWritten(error)
      }
    },

    more: () =>
      orNothing(async (current) => {
        const until = Math.min(total, current.done + partLength)
        while (current.done < until) {
          const next = await current.source.next()
          if (next.done === true) return neverUnpacked()
          await current.file.writeFile(next.value)
          current.done += next.value.length
          wipe(next.value)
        }
        // The end of the last part is read too: what was cut off after it must show before anything is made of it.
        if (current.done === total) {
          if ((await current.source.next()).done !== true) fail({ code: 'backup.damaged' })
          await current.file.sync()
        }
        return { done: current.done, total }
      }),

    test: () =>
      orNothing(async (current) => {
        const code = new Uint8Array(randomBytes(26))
        const tried = { drawerId: randomUUID(), realm: owner.realm }
        let drawerKey: Uint8Array | undefined
        try {
          const slot = await makeSlot({ kind: 'recovery', code }, randomUUID(), tried, contents.madeAt)
          const { personName } = contents
          drawerKey = await assembled(current, { slots: [slot], personName, owner: tried })
          return await examineDrawer(current.folder, tried.realm, { drawerKey, code, contents })
        } finally {
          wipe(code, drawerKey)
          await giveUp()
        }
      }),

    restore: ({ folder, personName, first, recovery: code, at }) =>
      orNothing(async (current) => {
        let drawerKey: Uint8Array | undefined
        try {
          const slots = [await makeSlot(first, randomUUID(), owner, at)]
          if (code !== undefined) slots.push(await makeSlot({ kind: 'recovery', code }, randomUUID(), owner, at))
          else if (recovery !== undefined) slots.push(recovery)
          else throw new Error('a drawer needs its recovery code')
          drawerKey = await assembled(current, { slots, personName, owner })
          await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
          renameSync(current.folder, folder)
          unpacking = undefined
          syncFolder(dirname(folder))
          return await DrawerFile.open({ folder, realm: owner.realm, key: { kind: 'made', drawerKey } })
        } finally {
          wipe(drawerKey, code)
        }
      }),
  }
}

const incoming = (folder: string): string => join(folder, 'incoming.db')

const neverUnpacked = (): never => {
  throw new Error('nothing was unpacked')
}

/** The file system's errors while something is made: a full disk, or a place where nothing can be written. */
function notWritten(error: unknown): unknown {
  const full = error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code))
  if (full || !(error instanceof Error) || !('syscall' in error)) return storageFailure(error)
  return new WalletError({ code: 'file.notWritten' }, error)
}

/** What is wrong with the database in a backup is wrong with the backup. */
function backupFailure({ code }: Failure): Failure | undefined {
  if (code === 'drawer.damaged') return { code: 'backup.damaged' }
  return code === 'drawer.newer' ? { code: 'backup.newer' } : undefined
}
