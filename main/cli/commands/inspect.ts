import { mostSignedBytes } from '../../documents/kind.ts'
import { inspect } from '../../inspect/inspect.ts'
import type { Command } from '../parse.ts'
import { readWhole } from '../readWhole.ts'
import type { Desk, Result } from '../surroundings.ts'

/** What the file is, and whether it is valid: 0 yes, 1 no, 2 not understood, 3 not readable. */
export async function inspectFile(command: Extract<Command, { name: 'inspect' }>, desk: Desk): Promise<Result> {
  const { file, trust, at, audience, nonce, clientId, responseUri } = command
  const inspection = await inspect(await readWhole(file, mostSignedBytes), {
    at: at ?? desk.outside.now(),
    ...(trust === undefined ? {} : { trust: await readWhole(trust, mostSignedBytes) }),
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
