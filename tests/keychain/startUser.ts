import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface KeyringUser {
  readonly pid: number
  /** Sends a line and resolves to the answer's line. */
  ask(line: string): Promise<string>
  /** Tells it to end by itself, and waits. */
  quit(): Promise<void>
  /** Ends without letting go of anything. */
  kill(): Promise<void>
}

/** Starts keyringUser.ts with that environment. */
export function startUser(env: NodeJS.ProcessEnv): KeyringUser {
  const child = spawn(process.execPath, [fileURLToPath(new URL('keyringUser.ts', import.meta.url))], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    ask: async (line) => {
      child.stdin.write(`${line}\n`)
      const { value } = await lines.next()
      return String(value)
    },
    quit: () => {
      child.stdin.write('quit\n')
      return exited
    },
    kill: () => {
      child.kill('SIGKILL')
      return exited
    },
  }
}

/** The caller's environment without a bus and without a desktop that could ask to unlock. */
export function withoutBus(): NodeJS.ProcessEnv {
  const { DBUS_SESSION_BUS_ADDRESS: _, DISPLAY: __, WAYLAND_DISPLAY: ___, ...env } = process.env
  return env
}
