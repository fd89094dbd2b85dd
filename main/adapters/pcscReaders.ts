// Readers and cards over PC/SC: pcscd on Linux and macOS, Smart Card on Windows.
import { setTimeout as sleep } from 'node:timers/promises'
import type { ContextInterface, ReaderInterface } from 'smartcard'
import { fail } from '../failure.ts'
import type { CardReaders, ReadersState } from '../ports.ts'
import { openPcsc } from './pcsc.ts'
import { connect, lend } from './pcscCard.ts'
import { serviceIsGone } from './pcscFailure.ts'
import { insertionCounter } from './pcscState.ts'

export interface PcscOptions {
  /** Longest wait for one answer of the card. Signing takes a second, a slow contactless card some more. */
  readonly answerLimitMs?: number
  /** How long another program (or another window of ours) may hold the card before that is card.busy. */
  readonly busyLimitMs?: number
  /** How often to look whether the service is there again, where PC/SC itself cannot tell. */
  readonly serviceRetryMs?: number
}

/** PC/SC's name for "the list of readers changed" (pcsclite, Windows; macOS does not know it). */
const readersChanged = { name: '\\\\?PnP?\\Notification', state: 0, changed: false, atr: null }

/** Where the native libraries of PC/SC are missing, the service counts as down. */
export function pcscReaders(options: PcscOptions = {}): CardReaders {
  const { answerLimitMs = 20_000, busyLimitMs = 3_000, serviceRetryMs = 1_000 } = options
  const listeners = new Set<(state: ReadersState) => void>()
  const fold = insertionCounter()
  let state: ReadersState | undefined
  let watching: ContextInterface | undefined
  let following: Promise<void> | undefined
  let closed = false

  function tell(next: ReadersState): void {
    if (state !== undefined && sameState(state, next)) return
    state = next
    for (const listener of listeners) listener(next)
  }

  async function follow(): Promise<void> {
    let waitable = true
    while (listeners.size > 0 && !closed) {
      const context = await openPcsc().catch(() => undefined)
      if (context === undefined) {
        tell(fold(undefined))
        await pause(serviceRetryMs)
        continue
      }
      watching = context
      try {
        while (listeners.size > 0 && !closed) {
          const readers = context.listReaders()
          tell(fold(readers))
          if (waitable) {
            // The limit covers what changes between listing and waiting.
            await context.waitForChange([...readers, readersChanged] as ReaderInterface[], 10_000)
          } else if (readers.length > 0) await context.waitForChange(readers, serviceRetryMs)
          else await pause(serviceRetryMs)
        }
      } catch (error) {
        if (serviceIsGone(error)) tell(fold(undefined))
        else if (waitable && state?.service === 'up' && state.readers.length === 0) waitable = false
        await pause(100)
      } finally {
        watching = undefined
        context.close()
      }
    }
  }

  let wake: (() => void) | undefined
  /** A pause that closing ends. */
  async function pause(ms: number): Promise<void> {
    const controller = new AbortController()
    wake = () => controller.abort()
    await sleep(ms, undefined, { signal: controller.signal }).catch(() => undefined)
  }

  /** The wait may not have begun yet when it is cancelled: asked again until the loop has ended. */
  async function stopFollowing(): Promise<void> {
    const loop = following
    if (loop === undefined) return
    let ended = false
    const end = loop.then(() => {
      ended = true
    })
    while (!ended) {
      wake?.()
      try {
        watching?.cancel()
      } catch {
        // Nothing was waiting, or the service is gone: the loop sees that itself.
      }
      await Promise.race([end, sleep(20)])
    }
  }

  function ensureFollowing(): void {
    if (following !== undefined || closed) return
    following = follow().finally(() => {
      following = undefined
      if (listeners.size > 0) ensureFollowing()
    })
  }

  return {
    watch(listener) {
      listeners.add(listener)
      if (state !== undefined && following !== undefined) listener(state)
      else state = undefined
      ensureFollowing()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) void stopFollowing()
      }
    },
    async withCard(id, work) {
      const context = await openPcsc().catch((error: unknown) => fail({ code: 'card.noService' }, error))
      let settled: Promise<unknown> = Promise.resolve()
      try {
        const card = await connect(context, id, { answerLimitMs, busyLimitMs })
        const lent = lend(card, answerLimitMs)
        try {
          return await work(lent.transmit)
        } finally {
          settled = lent.letGo()
          if (!lent.hangs()) await settled
        }
      } finally {
        // A transmit that hangs holds the context: it is closed when the card answers at last, without keeping anybody waiting.
        void settled.finally(() => context.close())
      }
    },
    async close() {
      closed = true
      listeners.clear()
      await stopFollowing()
    },
  }
}

function sameState(a: ReadersState, b: ReadersState): boolean {
  if (a.service === 'down' || b.service === 'down') return a.service === b.service
  return (
    a.readers.length === b.readers.length &&
    a.readers.every(({ id, card }, index) => {
      const other = b.readers[index]
      return other?.id === id && other.card?.insertion === card?.insertion
    })
  )
}
