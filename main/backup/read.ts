// Reads a backup, chunk by chunk and never more at once. Whatever is wrong with the file is found here, before anything is used.
import { type FileHandle, open, stat } from 'node:fs/promises'
import { wipe } from '../drawer/seal.ts'
import { fail, WalletError } from '../failure.ts'
import type { Realm } from '../ports.ts'
import type { BackupContents, BackupKeyKind, BackupSecret } from './backup.ts'
import { mostContentsBytes, parseContents } from './contents.ts'
import {
  type BackupHeader,
  chunkLength,
  openChunk,
  parseHeader,
  parsePreamble,
  payloadKey,
  preambleLength,
  tagLength,
} from './format.ts'
import { openFileKey } from './keys.ts'

const sealedLength = chunkLength + tagLength
const snapshotKeyLength = 32

export interface Unlocked {
  readonly contents: BackupContents
  /**
   * The database's bytes in order, at most 64 KiB at a time; every one of them has been verified. Only after the end of it is it
   * known that nothing was cut off.
   *
   * @throws backup.damaged, file.unreadable
   */
  database(): AsyncGenerator<Uint8Array, void>
  /** What opens that database: SQLCipher's raw key. The caller wipes it. */
  snapshotKey(): Uint8Array
}

/**
 * What a file tells without any secret.
 *
 * @throws backup.notOne, backup.damaged, backup.newer, backup.otherRealm, file.unreadable
 */
export async function readBackupHeader(
  path: string,
  realm: Realm,
): Promise<{ keys: readonly BackupKeyKind[]; size: number }> {
  return withFile(path, async (file) => {
    const { header, size } = await headerOf(file, realm)
    return { keys: [...new Set(header.keys.map(({ kind }) => kind))], size }
  })
}

/**
 * Unlocks a backup and reads what it holds; the secret is wiped.
 *
 * @throws backup.*, file.unreadable
 */
export async function unlock(path: string, realm: Realm, secret: BackupSecret): Promise<Unlocked> {
  try {
    return await withFile(path, async (file) => {
      const { header, bytes, size } = await headerOf(file, realm)
      const fileKey = await openFileKey(header, secret)
      const key = payloadKey(fileKey, bytes)
      wipe(fileKey)
      const { contents, snapshotKey, before } = await readFirst(payloadOf(file, key, bytes.length, size))
      if (contents.realm !== realm) fail({ code: 'backup.otherRealm' })
      if (plainLength(size - bytes.length) !== before + contents.bytes) fail({ code: 'backup.damaged' })
      return {
        contents,
        snapshotKey: () => snapshotKey.slice(),
        database: () => databaseOf(path, { key, header: bytes, before, length: contents.bytes }),
      }
    })
  } finally {
    wipe(secret.kind === 'recovery' ? secret.code : secret.passphrase)
  }
}

/** Of so many sealed bytes. @throws backup.damaged when no number of chunks is that long */
function plainLength(sealed: number): number {
  const chunks = Math.ceil(sealed / sealedLength)
  const rest = sealed - (chunks - 1) * sealedLength
  return chunks < 1 || rest <= tagLength ? fail({ code: 'backup.damaged' }) : sealed - chunks * tagLength
}

interface Found {
  readonly header: BackupHeader
  readonly bytes: Uint8Array
  readonly size: number
}

async function headerOf(file: FileHandle, realm: Realm): Promise<Found> {
  const { size } = await file.stat()
  const preamble = await readAt(file, 0, Math.min(preambleLength, size))
  const rest = parsePreamble(preamble)
  if (size < preambleLength + rest) fail({ code: 'backup.damaged' })
  const bytes = await readAt(file, 0, preambleLength + rest)
  const header = parseHeader(bytes)
  if (header.realm !== realm) fail({ code: 'backup.otherRealm' })
  plainLength(size - bytes.length)
  return { header, bytes, size }
}

/** Every chunk in its order, opened. @throws backup.damaged */
async function* payloadOf(
  file: FileHandle,
  key: Uint8Array,
  from: number,
  size: number,
): AsyncGenerator<Uint8Array, void> {
  for (let place = 0; from + place * sealedLength < size; place++) {
    const at = from + place * sealedLength
    const length = Math.min(sealedLength, size - at)
    const last = at + length === size
    const plain = openChunk(key, place, last, await readAt(file, at, length))
    yield plain ?? fail({ code: 'backup.damaged' })
  }
}

async function readFirst(
  payload: AsyncGenerator<Uint8Array, void>,
): Promise<{ contents: BackupContents; snapshotKey: Uint8Array; before: number }> {
  let bytes: Buffer = Buffer.alloc(0)
  let needed = 4
  for await (const plain of payload) {
    bytes = Buffer.concat([bytes, plain])
    if (needed === 4 && bytes.length >= 4) {
      const length = bytes.readUInt32BE(0)
      if (length === 0 || length > mostContentsBytes) fail({ code: 'backup.damaged' })
      needed = 4 + length + snapshotKeyLength
    }
    if (needed > 4 && bytes.length >= needed) break
  }
  if (needed === 4 || bytes.length < needed) fail({ code: 'backup.damaged' })
  const keyAt = needed - snapshotKeyLength
  const contents = parseContents(bytes.subarray(4, keyAt))
  const snapshotKey = Uint8Array.from(bytes.subarray(keyAt, needed))
  bytes.fill(0)
  return { contents, snapshotKey, before: needed }
}

interface Payload {
  readonly key: Uint8Array
  readonly header: Uint8Array
  /** Bytes before the database. */
  readonly before: number
  readonly length: number
}

async function* databaseOf(path: string, { key, header, before, length }: Payload): AsyncGenerator<Uint8Array, void> {
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    let skip = before
    let left = length
    for await (const plain of payloadOf(file, key, header.length, size)) {
      const skipped = Math.min(skip, plain.length)
      skip -= skipped
      const bytes = plain.subarray(skipped)
      left -= bytes.length
      if (left < 0) fail({ code: 'backup.damaged' })
      yield bytes
    }
    if (left !== 0) fail({ code: 'backup.damaged' })
  } catch (error) {
    throw unreadable(error)
  } finally {
    await file.close()
  }
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openFile(path)
  try {
    return await work(file)
  } catch (error) {
    throw unreadable(error)
  } finally {
    await file.close()
  }
}

/** Only a file is opened: a pipe would be waited for without end. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    if (!(await stat(path)).isFile()) fail({ code: 'file.unreadable' })
    return await open(path, 'r')
  } catch (error) {
    throw unreadable(error)
  }
}

/** @throws backup.damaged when the file has become shorter meanwhile */
async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, position + at)
    if (bytesRead === 0) fail({ code: 'backup.damaged' })
    at += bytesRead
  }
  return bytes
}

/** The file system's errors as what a person can do something about; bugs stay bugs. */
function unreadable(error: unknown): unknown {
  if (error instanceof WalletError || !(error instanceof Error) || !('syscall' in error)) return error
  return new WalletError({ code: 'file.unreadable' }, error)
}
