// The test's end of cardHolder.ts, and of any other helper that answers one JSON line to each JSON line.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Order } from './cardHolder.ts'

export interface Conversation<Q> {
  ask(question: Q): Promise<Record<string, unknown>>
  /** The next line that it says by itself. */
  next(): Promise<Record<string, unknown>>
  end(): Promise<void>
}

export type Hand = Conversation<Order>

/** Starts the hand at the readers. */
export function startHand(env: NodeJS.ProcessEnv = process.env): Hand {
  const network = process.env['TEFUDA_CARD_NETWORK']
  if (network === undefined) throw new Error('TEFUDA_CARD_NETWORK is not set; run: npm test -- pcsc')
  return converse(network, [process.execPath, pathOf('cardHolder.ts')], env)
}

export const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** @throws Error with what the helper said, when it answers with `error` or ends */
export function converse<Q>(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Conversation<Q> {
  const child: ChildProcess = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting: ((line: string | undefined) => void)[] = []
  let ended = false
  const { stdin, stdout } = child
  if (stdin === null || stdout === null) throw new Error('no pipes')
  stdin.on('error', () => undefined)
  createInterface({ input: stdout }).on('line', (line) => {
    const taker = waiting.shift()
    if (taker === undefined) lines.push(line)
    else taker(line)
  })
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void gone.then(() => {
    ended = true
    for (const taker of waiting.splice(0)) taker(undefined)
  })
  const next = async (): Promise<Record<string, unknown>> => {
    const ready = lines.shift()
    const line = ready ?? (ended ? undefined : await new Promise<string | undefined>((take) => waiting.push(take)))
    if (line === undefined) throw new Error(`${args.at(-1)} ended`)
    const answer = JSON.parse(line)
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer
  }
  return {
    next,
    async ask(question) {
      stdin.write(`${JSON.stringify(question)}\n`)
      return await next()
    },
    async end() {
      stdin.end()
      const limit = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await gone
      clearTimeout(limit)
    },
  }
}
