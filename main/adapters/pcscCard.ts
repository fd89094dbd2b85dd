// One card over PC/SC: connected, lent for a piece of work, and let go of in a state that verifies nothing.
import { setTimeout as sleep } from 'node:timers/promises'
import type { CardInterface, ContextInterface } from 'smartcard'
import { type Failure, fail, WalletError } from '../failure.ts'
import type { ReaderId, Transmit } from '../ports.ts'
import { loadPcsc, openPcsc } from './pcsc.ts'
import { type PcscStep, pcscFailure, serviceIsGone, TookTooLong } from './pcscFailure.ts'

interface CardLimits {
  /** Longest wait for one answer of the card. */
  readonly answerLimitMs: number
  /** How long another program (or another window of ours) may hold the card. */
  readonly busyLimitMs: number
}

/** How long a service that is ending may still answer. */
const endingMs = 400

/**
 * The card in that reader, for this program alone.
 * @throws card.noReader, card.absent, card.busy once the limit has passed, and what else PC/SC says
 */
export async function connect(
  context: ContextInterface,
  id: ReaderId,
  { answerLimitMs, busyLimitMs }: CardLimits,
): Promise<CardInterface> {
  const pcsc = await loadPcsc()
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

interface LentCard {
  readonly transmit: Transmit
  /** Resets it and lets go, once its last answer has come. */
  letGo(): Promise<void>
  /** It has not answered in time, and may still. */
  hangs(): boolean
}

/** A connected card, until it is let go of. */
export function lend(card: CardInterface, limitMs: number): LentCard {
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
        await loadPcsc()
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
      const context = await openPcsc()
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
