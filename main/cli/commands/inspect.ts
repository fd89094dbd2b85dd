import { createReadStream } from 'node:fs'
import { fail, WalletError } from '../../failure.ts'
import { inspect } from '../../inspect/inspect.ts'
import type { Command } from '../parse.ts'
import type { Desk, Result } from '../surroundings.ts'

/** Larger than any credential with a picture; what is larger is none. */
const mostBytes = 10 * 1024 * 1024

/** What the file is, and whether it is valid: 0 yes, 1 no, 2 not understood, 3 not readable. */
export async function inspectFile(command: Extract<Command, { name: 'inspect' }>, desk: Desk): Promise<Result> {
  const { file, trust, at, audience, nonce, clientId, responseUri } = command
  const inspection = await inspect(await readWhole(file), {
    at: at ?? desk.outside.now(),
    ...(trust === undefined ? {} : { trust: await readWhole(trust) }),
    ...(audience === undefined ? {} : { audience }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(responseUri === undefined ? {} : { responseUri }),
  })
  const { kind, valid, claims, findings, notes } = inspection
  const { labels } = desk.sentences
  return {
    status: valid ? 0 : 1,
    json: { kind, valid, claims, findings, notes },
    lines: [
      `${kind}: ${valid ? labels.valid : labels.invalid}`,
      ...findings.map(({ rule, ok, message }) => `${ok ? '✓' : '✗'} ${rule}: ${message}`),
      ...notes.map((note) => `- ${note}`),
      JSON.stringify(claims, undefined, 2),
    ],
  }
}

/** @throws file.unreadable; file.notUnderstood when it is larger than anything that is looked at */
async function readWhole(path: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of path === '-' ? process.stdin : createReadStream(path)) {
      parts.push(part)
      length += part.length
      if (length > mostBytes) fail({ code: 'file.notUnderstood', detail: 'larger than 10 MiB' })
    }
  } catch (error) {
    return error instanceof WalletError ? fail(error.failure) : fail({ code: 'file.unreadable' }, error)
  }
  return new Uint8Array(Buffer.concat(parts))
}
