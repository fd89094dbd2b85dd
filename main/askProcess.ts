// One question to a process of its own, which holds nothing but what it is asked and is ended with its answer.
import type { DrawerProcess } from './drawer/remote.ts'
import { fail } from './failure.ts'

/**
 * @param patience milliseconds, starting the process included
 * @returns what the process said, to be parsed as a stranger's word; undefined when it ended or took too long
 * @throws app.cancelled
 */
export async function askProcess(
  start: () => DrawerProcess,
  question: unknown,
  { patience, signal }: { readonly patience: number; readonly signal: AbortSignal },
): Promise<unknown> {
  if (signal.aborted) return fail({ code: 'app.cancelled' })
  const child = start()
  let end = (): void => undefined
  const late = setTimeout(() => end(), patience)
  try {
    const answer = await new Promise<unknown>((resolve) => {
      end = () => resolve(undefined)
      signal.addEventListener('abort', end, { once: true })
      child.onExit(end)
      child.onMessage(resolve)
      child.post(question)
    })
    return signal.aborted ? fail({ code: 'app.cancelled' }) : answer
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', end)
    await child.kill()
  }
}
