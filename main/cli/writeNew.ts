import { open, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail } from '../failure.ts'

/**
 * Writes a file that nobody else may read, whole or not at all, and over none that is there.
 * @throws file.exists, store.full, file.notWritten
 */
export async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) =>
    codeOf(error) === 'EEXIST' ? fail({ code: 'file.exists', name: basename(path) }, error) : notWritten(error),
  )
  try {
    await file.writeFile(content)
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined)
    return notWritten(error)
  } finally {
    await file.close()
  }
}

function notWritten(error: unknown): never {
  return fail({ code: ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? 'store.full' : 'file.notWritten' }, error)
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
