// The practice portal in a process of its own for the window's practice mode: an Electron utility process, or a forked
// Node process. It is told { kind: 'start', folder, port? } and { kind: 'stop' }; it tells ready, failed and stopped.
import { z } from 'zod'
import { PortalRuns, type RunningPortal } from './runningPortal.ts'
import { startPortal } from './startPortal.ts'

export const portalOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), folder: z.string(), port: z.int().optional() }),
  z.object({ kind: z.literal('stop') }),
])

export type PortalNews =
  | ({ readonly kind: 'ready' } & RunningPortal)
  /** `running`: a portal of this folder that somebody else started, which can be used instead. */
  | { readonly kind: 'failed'; readonly reason: string; readonly running?: RunningPortal }
  | { readonly kind: 'stopped' }

/** Electron's process.parentPort, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

let stop: (() => Promise<void>) | undefined

async function obey(message: unknown): Promise<void> {
  const order = portalOrder.safeParse(message)
  if (!order.success) return
  if (order.data.kind === 'stop') {
    await stop?.()
    tell({ kind: 'stopped' })
    // Time for the message to leave.
    setImmediate(() => process.exit(0))
    return
  }
  if (stop !== undefined) return
  try {
    const started = await startPortal(order.data)
    stop = started.stop
    tell({ kind: 'ready', ...started.running })
  } catch (error) {
    const running = error instanceof PortalRuns ? error.where : undefined
    const reason = error instanceof Error ? error.message : 'unknown'
    tell({ kind: 'failed', reason, ...(running === undefined ? {} : { running }) })
  }
}

function parentPort(): ParentPort | undefined {
  return (process as { parentPort?: ParentPort }).parentPort
}

function tell(news: PortalNews): void {
  const port = parentPort()
  if (port) port.postMessage(news)
  else process.send?.(news)
}

const port = parentPort()
if (port) port.on('message', ({ data }) => void obey(data))
else process.on('message', (message) => void obey(message))
// A forked process outlives its parent unless it looks.
process.on('disconnect', () => void Promise.resolve(stop?.()).then(() => process.exit(0)))
