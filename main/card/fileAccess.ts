// A file is reached in one command by its short identifier, or in two by selecting it first.
import { type Answer, type Command, nameStatus } from './apdu.ts'
import { selectFile } from './applications.ts'
import type { Exchange } from './channel.ts'

/** Whether this card takes short identifiers: learned once, then kept (ISO/IEC 7816-4 7.1.1, one APDU less each time). */
export interface FileAccess {
  shortIds: boolean
}

/** A command's form by short identifier (1–30), and its form for the file that is selected. */
export type ByFile = (shortId: number | undefined) => Command

/**
 * Sends a command to a file. The first refusal that may mean "no short identifiers here" selects the file instead.
 * `undefined`: the file is not there. Never for a command that holds a PIN: it might be sent twice.
 */
export async function atFile(
  exchange: Exchange,
  access: FileAccess,
  file: number,
  command: ByFile,
): Promise<Answer | undefined> {
  if (access.shortIds) {
    const answer = await exchange(command(file & 0x1f))
    if (!refusals.has(nameStatus(answer.status))) return answer
  }
  if (!(await selectFile(exchange, command(undefined).step, file))) return undefined
  const answer = await exchange(command(undefined))
  if (!refusals.has(nameStatus(answer.status))) access.shortIds = false
  return answer
}

const refusals = new Set(['notFound', 'wrongParameters', 'notSupported', 'noCurrentFile', 'wrongLength', 'endOfFile'])
