// The practice portal in a process of its own, for as long as practice mode runs.
import { utilityProcess } from 'electron'
import { z } from 'zod'
import { findPortal, runningPortal } from '../../practice/portal/runningPortal.ts'
import { fail } from '../failure.ts'
import type { PortalRunner } from './practiceTools.ts'

interface PortalProcess {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
}

const news = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('ready') }),
  z.looseObject({ kind: z.literal('failed'), running: runningPortal.optional() }),
  z.object({ kind: z.literal('stopped') }),
])

/** @param entry the built practice/portal/portalProcess.ts */
export function utilityPortal(entry: string): PortalProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Tefuda practice portal', execArgv: [] })
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
  }
}

/**
 * Starts the portal for that practice world, or uses the one that somebody started with `npm run practice -- portal`; such
 * a one is left running at the end.
 *
 * @param start absent: only a portal that runs elsewhere is used
 */
export function portalRunner(worldFolder: string, start: (() => PortalProcess) | undefined): PortalRunner {
  let own: PortalProcess | undefined
  const ended = new Set<() => void>()
  return {
    onEnd: (listener) => void ended.add(listener),
    async start() {
      if (start === undefined) return (await findPortal(worldFolder)) ?? fail({ code: 'portal.unreachable' })
      const process = start()
      const answer = await new Promise<z.infer<typeof news> | undefined>((resolve) => {
        process.onExit(() => resolve(undefined))
        process.onMessage((message) => resolve(news.safeParse(message).data))
        process.send({ kind: 'start', folder: worldFolder })
      })
      if (answer?.kind === 'ready') {
        own = process
        process.onExit(() => {
          own = undefined
          for (const listener of ended) listener()
        })
        return runningPortal.parse(answer)
      }
      process.send({ kind: 'stop' })
      if (answer?.kind === 'failed' && answer.running !== undefined) return answer.running
      return fail({ code: 'portal.unreachable' })
    },
    async stop() {
      const process = own
      if (process === undefined) return
      await new Promise<void>((resolve) => {
        process.onExit(resolve)
        process.send({ kind: 'stop' })
      })
    },
  }
}
