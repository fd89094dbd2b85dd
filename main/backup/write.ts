// Writes a backup in the drawer's process, a part at a time, so that the drawer answers in between and nobody waits to cancel.
import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { DrawerFile } from '../drawer/drawerFile.ts'
import { dropDatabase } from '../drawer/folder.ts'
import { wipe } from '../drawer/seal.ts'
import type { BackupContents, BackupProgress, MakeBackup } from './backup.ts'
import { contentsBytes, everydayOpeners } from './contents.ts'
import { type BackupKey, chunkLength, headerBytes, payloadKey, sealChunk } from './format.ts'
import { sealForPassphrase, sealForRecovery } from './keys.ts'
import { beginTarget, stagedBeside, type Target } from './target.ts'

/** What is sealed and written in one go: 4 MiB. */
const chunksAtOnce = 64
const snapshotKeyLength = 32

export interface BackupWriting {
  readonly contents: BackupContents
  /** The next part; after the last one the file lies in its place. @throws store.full, file.notWritten, file.exists */
  next(): Promise<BackupProgress>
  /** Stops; nothing is left behind. */
  drop(): Promise<void>
}

/**
 * Begins a backup of the drawer as it is at this moment. What is changed in the drawer afterwards is not in it. The passphrase
 * in `input` is wiped.
 *
 * @throws store.full, file.notWritten, file.exists, drawer.damaged
 */
export async function beginBackup(file: DrawerFile, input: MakeBackup): Promise<BackupWriting> {
  const { passphrase } = input
  const fileKey = new Uint8Array(randomBytes(32))
  const snapshotKey = new Uint8Array(randomBytes(snapshotKeyLength))
  const staged = input.staged ?? stagedBeside(input.path)
  const unstage = (): void => {
    try {
      file.stores.staged.remove(staged)
    } catch {
      // A full disk: the next opening looks after it.
    }
  }
  let target: Target | undefined
  let snapshot: string | undefined
  try {
    const { drawerId, realm } = file.header
    const sealed = passphrase === undefined ? [] : [await sealForPassphrase(passphrase, fileKey, realm)]
    file.stores.staged.add(staged)
    target = await beginTarget(input.path, input.replace, staged)
    // Nothing is waited for between these: they speak of one moment.
    const recovery: BackupKey[] = file
      .recoverySlots()
      .map((slot) => sealForRecovery(slot, fileKey, { drawerId, realm }))
    const counted = file.counted()
    const personName = file.stores.about.read()?.personName ?? ''
    const openers = everydayOpeners(file.header)
    snapshot = file.snapshot(snapshotKey)
    const bytes = statSync(snapshot).size
    const { at: madeAt, colour } = input
    const contents = { madeAt, drawerId, realm, personName, colour, openers, bytes, ...counted }
    const header = headerBytes({ realm, keys: [...recovery, ...sealed] })
    await target.write([header])
    const told = contentsBytes(contents)
    const first = Buffer.alloc(4 + told.length + snapshotKeyLength)
    first.writeUInt32BE(told.length, 0)
    first.set(told, 4)
    first.set(snapshotKey, 4 + told.length)
    return writingOf(contents, { target, unstage, snapshot, key: payloadKey(fileKey, header), first })
  } catch (error) {
    await target?.drop()
    unstage()
    if (snapshot !== undefined) dropDatabase(snapshot)
    throw error
  } finally {
    wipe(fileKey, snapshotKey, passphrase)
  }
}

interface Parts {
  readonly target: Target
  /** It has its name, or is gone. */
  readonly unstage: () => void
  readonly snapshot: string
  readonly key: Uint8Array
  /** What comes before the database. */
  readonly first: Buffer
}

function writingOf(contents: BackupContents, { target, unstage, snapshot, key, first }: Parts): BackupWriting {
  const total = first.length + contents.bytes
  let source: FileHandle | undefined
  let done = 0
  let ended = false
  /** Sealed bytes begin where the last part ended: only the file's end is shorter than a chunk. */
  async function readPart(): Promise<Buffer> {
    const part = Buffer.alloc(Math.min(chunksAtOnce * chunkLength, total - done))
    const copied = done < first.length ? first.copy(part, 0, done) : 0
    source ??= await open(snapshot, 'r')
    for (let at = copied; at < part.length; ) {
      const { bytesRead } = await source.read(part, at, part.length - at, done + at - first.length)
      if (bytesRead === 0) throw new Error('the snapshot is shorter than it was')
      at += bytesRead
    }
    return part
  }
  async function end(): Promise<void> {
    ended = true
    wipe(key, first)
    await source?.close().catch(() => undefined)
    dropDatabase(snapshot)
  }
  return {
    contents,
    async next() {
      if (ended) throw new Error('this backup has ended')
      try {
        const part = await readPart()
        const sealed: Uint8Array[] = []
        for (let at = 0; at < part.length; at += chunkLength) {
          const last = done + at + chunkLength >= total
          sealed.push(sealChunk(key, (done + at) / chunkLength, last, part.subarray(at, at + chunkLength)))
        }
        await target.write(sealed)
        wipe(part)
        done += part.length
        if (done === total) {
          await end()
          await target.finish()
          unstage()
        }
        return { done, total }
      } catch (error) {
        await end()
        await target.drop()
        unstage()
        throw error
      }
    },
    async drop() {
      if (!ended) {
        await target.drop()
        unstage()
      }
      await end()
    },
  }
}
