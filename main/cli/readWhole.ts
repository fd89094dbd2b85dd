import { createReadStream } from 'node:fs'
import { fail, WalletError } from '../failure.ts'

/**
 * A file, or standard input for `-`.
 * @throws file.unreadable; file.notUnderstood when it is larger than anything that is looked at
 */
export async function readWhole(path: string, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of path === '-' ? process.stdin : createReadStream(path)) {
      parts.push(part)
      length += part.length
      if (length > most)
        fail({ code: 'file.notUnderstood', detail: `larger than ${Math.floor(most / 1024 / 1024)} MiB` })
    }
  } catch (error) {
    return error instanceof WalletError ? fail(error.failure) : fail({ code: 'file.unreadable' }, error)
  }
  return new Uint8Array(Buffer.concat(parts))
}
