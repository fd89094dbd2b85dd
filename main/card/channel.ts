// One command to one whole answer.
import { fail } from '../failure.ts'
import type { Transmit } from '../ports.ts'
import { type Answer, buildCommand, type Command, splitAnswer } from './apdu.ts'

/** Sends a command and gathers its whole answer. @throws card.removed, card.garbled and what the reader throws */
export type Exchange = (command: Command) => Promise<Answer>

const mostBytes = 65_536

/**
 * Speaks over a lent card. 61xx is followed by GET RESPONSE and 6Cxx by the same command with the right length
 * (ISO/IEC 7816-4 5.3.4); My Number Cards were not seen to use them, other readers and cards do.
 * A command that holds a PIN is never sent a second time, whatever the answer.
 */
export function openChannel(transmit: Transmit): Exchange {
  return async (command) => {
    let answer = await send(transmit, command)
    if (answer.status >> 8 === 0x6c && command.secret === undefined && command.le !== undefined)
      answer = await send(transmit, { ...command, le: answer.status & 0xff || 256 })
    return answer.status >> 8 === 0x61 ? gather(transmit, command.step, answer) : answer
  }
}

async function gather(transmit: Transmit, step: string, first: Answer): Promise<Answer> {
  const parts = [first.data]
  let length = first.data.length
  let answer = first
  while (answer.status >> 8 === 0x61) {
    answer = await send(transmit, { step, ins: 0xc0, p1: 0, p2: 0, le: answer.status & 0xff || 256 })
    length += answer.data.length
    if (answer.data.length === 0 && answer.status >> 8 === 0x61) return fail({ code: 'card.garbled', step })
    if (length > mostBytes) return fail({ code: 'card.garbled', step: `${step} (endless)` })
    parts.push(answer.data)
  }
  return { data: new Uint8Array(Buffer.concat(parts)), status: answer.status }
}

async function send(transmit: Transmit, command: Command): Promise<Answer> {
  const bytes = buildCommand(command)
  try {
    return splitAnswer(await transmit(bytes), command.step)
  } finally {
    if (command.secret !== undefined) bytes.fill(0)
  }
}
