// Readers and cards over PC/SC: pcscd on Linux and macOS, Smart Card on Windows.
import { setTimeout as sleep } from 'node:timers/promises'
import type { CardInterface, ContextInterface, ReaderInterface } from 'smartcard'
import { type Failure, fail, WalletError } from '../failure.ts'
import type { CardReaders, ReaderId, ReadersState, Transmit } from '../ports.ts'
import { type PcscStep, pcscFailure, serviceIsGone, TookTooLong } from './pcscFailure.ts'
import { insertionCounter } from './pcscState.ts'

type Pcsc = typeof import('smartcard')

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

/** How long a service that is ending may still answer. */
const endingMs = 400

/** Loads the native part when it is first needed; where its libraries are missing the service counts as down. */
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
      const context = await open().catch(() => undefined)
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

  async function connect(context: ContextInterface, id: ReaderId): Promise<CardInterface> {
    const pcsc = await load()
    const deadline = Date.now() + busyLimitMs
    for (;;) {
      const reader = step('connect', () => context.listReaders()).find(({ name }) => name === id)
      if (reader === undefined) return fail({ code: 'card.noReader' })
      const connecting = reader.connect(pcsc.SCARD_SHARE_EXCLUSIVE, pcsc.SCARD_PROTOCOL_T0 | pcsc.SCARD_PROTOCOL_T1)
      try {
        return await within(connecting, answerLimitMs)
      } catch (error) {
        const failure = pcscFailure(error, 'connect')
        if (error instanceof TookTooLong) connecting.then((card) => card.disconnect()).catch(() => undefined)
        if (failure.code !== 'card.busy' || Date.now() > deadline) return fail(failure, error)
        await sleep(100)
      }
    }
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
      const context = await open().catch((error: unknown) => fail({ code: 'card.noService' }, error))
      let settled: Promise<unknown> = Promise.resolve()
      try {
        const card = await connect(context, id)
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

let loaded: Promise<Pcsc> | undefined
const load = (): Promise<Pcsc> => {
  loaded ??= import('smartcard')
  return loaded
}

async function open(): Promise<ContextInterface> {
  const { Context } = await load()
  return new Context()
}

/** A connected card, until it is let go of. */
function lend(card: CardInterface, limitMs: number): { transmit: Transmit; letGo(): Promise<void>; hangs(): boolean } {
  let given = true
  let pending: Promise<unknown> | undefined
  let hangs = false
  return {
    hangs: () => hangs,
    async transmit(command) {
      if (!given || hangs) return fail({ code: 'card.removed' })
      const bytes = Buffer.from(command)
      const answering = card.transmit(bytes, { maxRecvLength: 65_538 })
      pending = answering
      try {
        const answer = await within(answering, limitMs)
        // No answer at all counts as success to drivers (vpcd among them) whose card left in the middle of a command.
        return answer.length === 0 ? fail(await removedOrGone()) : new Uint8Array(answer)
      } catch (error) {
        hangs = error instanceof TookTooLong
        if (error instanceof WalletError) throw error
        return fail(await pcscFailureNow(error), error)
      } finally {
        // It may hold a PIN.
        bytes.fill(0)
      }
    },
    async letGo() {
      given = false
      await pending?.catch(() => undefined)
      const { SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_RESET_CARD, SCARD_LEAVE_CARD } =
        await load()
      try {
        // The reset that ends every verified state, off this thread; `disconnect` would reset it on this one.
        await card.reconnect(SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, SCARD_RESET_CARD)
        card.disconnect(SCARD_LEAVE_CARD)
      } catch {
        disconnectQuietly(card, SCARD_RESET_CARD)
      }
    },
  }
}

/** The card or the service is gone: nothing is left to let go of. */
function disconnectQuietly(card: CardInterface, disposition: number): void {
  try {
    card.disconnect(disposition)
  } catch {}
}

/** "Communication error" may mean card or service; asking the service tells which. */
async function pcscFailureNow(error: unknown): Promise<Failure> {
  const failure = pcscFailure(error, 'transmit')
  return failure.code === 'card.removed' ? removedOrGone() : failure
}

/** A service that is ending lets go of its cards first and answers for a moment longer, so it is asked twice. */
async function removedOrGone(): Promise<Failure> {
  for (const pauseMs of [0, endingMs]) {
    await sleep(pauseMs)
    try {
      const context = await open()
      context.close()
    } catch (gone) {
      if (serviceIsGone(gone)) return { code: 'card.noService' }
    }
  }
  return { code: 'card.removed' }
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  const controller = new AbortController()
  const limit = sleep(limitMs, undefined, { signal: controller.signal }).then(() => {
    throw new TookTooLong('no answer in time')
  })
  limit.catch(() => undefined)
  try {
    return await Promise.race([work, limit])
  } finally {
    controller.abort()
  }
}

function step<T>(at: PcscStep, work: () => T): T {
  try {
    return work()
  } catch (error) {
    return fail(pcscFailure(error, at), error)
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
