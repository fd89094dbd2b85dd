// For tests: speaks to a practice card in hex.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PracticePerson } from '../person.ts'
import { openWorld, type World } from '../world.ts'
import type { PracticeCard } from './softwareCard.ts'

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
export const ascii = (text: string): string => hex(Buffer.from(text))
export const select = (aid: string): string => `00A4040C${byte(aid.length / 2)}${aid}`
export const verifyPin = (p2: string, pin: string): string => `002000${p2}${byte(pin.length)}${ascii(pin)}`

export interface Talk {
  /** @returns data and status word in hex */
  send(command: string): Promise<string>
  /** Expects 9000. @returns the data */
  data(command: string): Promise<Buffer>
  /** Each command with the answer it got, for one `expect`; `…` stands for the data of an answer that begins with it. */
  lines(...pairs: readonly (readonly [string, string])[]): Promise<readonly (readonly [string, string])[]>
}

export function talkTo(card: PracticeCard): Talk {
  const send = async (command: string): Promise<string> =>
    hex(await card.transmit(Uint8Array.from(Buffer.from(command.replaceAll(' ', ''), 'hex'))))
  return {
    send,
    async data(command) {
      const said = await send(command)
      if (!said.endsWith('9000')) throw new Error(`${command} was answered ${said.slice(-4)}`)
      return Buffer.from(said.slice(0, -4), 'hex')
    },
    async lines(...pairs) {
      const said: (readonly [string, string])[] = []
      for (const [command, expected] of pairs) {
        const answer = await send(command)
        said.push([command, expected.startsWith('…') ? `…${answer.slice(-4)}` : answer])
      }
      return said
    },
  }
}

/** A practice world in a folder of its own. */
export async function testWorld(): Promise<{ world: World; person(id: string): PracticePerson; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tefuda-card-'))
  const world = await openWorld(folder, () => new Date())
  return {
    world,
    person(id) {
      const found = world.person(id)
      if (found === undefined) throw new Error(`the household has no ${id}`)
      return found
    },
    end: () => rm(folder, { recursive: true }),
  }
}

function byte(value: number): string {
  return value.toString(16).padStart(2, '0').toUpperCase()
}
