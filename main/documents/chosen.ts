// The files that the person chose, by numbers that mean nothing elsewhere: the screens get names, never places. What is
// read later must be what was read when it was chosen, so that nobody signs anything but what they have seen.
import { createHash, randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ChosenDocument } from '../../preload/shapes/documents.ts'
import { type Failure, fail, WalletError } from '../failure.ts'
import { documentKind, mostDocumentBytes } from './kind.ts'

/** A signed document is a little larger than the largest that can be signed. */
const most = mostDocumentBytes + 1024 * 1024
/** Files that are remembered at once; the oldest are forgotten first. */
const remembered = 200

export interface ChosenFile extends ChosenDocument {
  /** Absolute. */
  readonly path: string
}

export interface ChosenFiles {
  /** @throws file.unreadable, document.tooLarge */
  add(path: string): Promise<ChosenFile>
  /** @throws pending.gone for a number that is not, or no longer, known */
  get(id: string): ChosenFile
  /** Its bytes, the same as when it was chosen. @throws pending.gone, file.unreadable, file.changed */
  read(id: string): Promise<Uint8Array>
  clear(): void
}

export function createChosenFiles(): ChosenFiles {
  const files = new Map<string, ChosenFile>()
  const get = (id: string): ChosenFile => files.get(id) ?? fail({ code: 'pending.gone' })
  return {
    async add(path) {
      const bytes = await readBounded(path)
      const id = randomUUID()
      const file = {
        id,
        path,
        name: basename(path),
        size: bytes.length,
        kind: documentKind(bytes),
        sha256: sha256Of(bytes),
      }
      files.set(id, file)
      for (const old of [...files.keys()].slice(0, -remembered)) files.delete(old)
      return file
    },
    get,
    async read(id) {
      const { path, sha256 } = get(id)
      const bytes = await readBounded(path).catch((error: unknown) =>
        // It has grown since: it was small enough when it was chosen.
        error instanceof WalletError && error.failure.code === 'document.tooLarge'
          ? fail({ code: 'file.changed' })
          : Promise.reject(error),
      )
      return sha256Of(bytes) === sha256 ? bytes : fail({ code: 'file.changed' })
    },
    clear: () => files.clear(),
  }
}

/** What a screen may know of it. */
export const shownFile = ({ id, name, size, kind, sha256 }: ChosenFile): ChosenDocument => ({
  id,
  name,
  size,
  kind,
  sha256,
})

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Reads no more than the limit, whatever the file system says its size is.
 * @throws file.unreadable, and of a larger one what `larger` says
 */
export async function readBounded(
  path: string,
  limit: number = most,
  larger: Failure = { code: 'document.tooLarge' },
): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r')
    try {
      const about = await file.stat()
      if (!about.isFile()) fail({ code: 'file.unreadable' })
      if (about.size > limit) fail(larger)
      const bytes = new Uint8Array(about.size + 1)
      let length = 0
      for (;;) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length)
        length += bytesRead
        if (bytesRead === 0 || length > about.size) break
      }
      // Longer than it was a moment ago: it is being written to.
      return length > about.size ? fail({ code: 'file.unreadable' }) : bytes.subarray(0, length)
    } finally {
      await file.close()
    }
  } catch (error) {
    return error instanceof WalletError ? Promise.reject(error) : fail({ code: 'file.unreadable' }, error)
  }
}
