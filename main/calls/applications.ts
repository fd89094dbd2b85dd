// Applications, notices and bills as they are kept, and the portal asked for how they stand.
import type { Handlers } from '../../preload/contract.ts'
import type { Bill } from '../../preload/shapes/payments.ts'
import { fail } from '../failure.ts'
import { markRead, readBills, readBoard, readNotices, showKept, tickFollowUp } from '../journeys/board.ts'
import { lookAtBill, payBill } from '../journeys/pay.ts'
import { createPending } from '../journeys/pending.ts'
import { refreshBoard } from '../journeys/refreshBoard.ts'
import { knownPortal } from '../portal/knownPortal.ts'
import type { Ports } from '../ports.ts'
import type { Room } from './room.ts'

export function applicationsCalls(room: Room): Handlers['applications'] {
  const { at, bench, desk, emit, language, onLock, portal } = room
  /** The one that runs beside other work. */
  let quiet: AbortController | undefined
  onLock(() => quiet?.abort())

  async function refresh(ports: Ports, forOthers: boolean, step: (percent: number) => void): Promise<void> {
    const { drawer } = desk.open()
    emit('applications.changed', { refreshing: true })
    try {
      await refreshBoard(ports, { drawer, profile: portal(), language: await language(), forOthers, step })
      // It was used, so it ends later.
      emit('session.changed', await room.shownSession())
    } finally {
      if (desk.read()?.drawer === drawer) emit('applications.changed', { refreshing: false })
    }
  }

  return {
    board: () => readBoard(desk.open().drawer),
    show: async ({ receiptNo }) => showKept(desk.open().drawer, receiptNo, await language()),
    async refresh({ quietly }) {
      quiet?.abort()
      if (quietly) {
        const mine = new AbortController()
        quiet = mine
        try {
          await refresh(room.abortable(mine), false, () => undefined)
        } catch (error) {
          // Whatever a stopped one stumbled over, it was stopped.
          if (mine.signal.aborted) fail({ code: 'app.cancelled' }, error)
          throw error
        }
      } else {
        await bench.run((work) =>
          refresh(room.abortable(work), true, (percent) => work.step('refreshingBoard', percent)),
        )
      }
      return readBoard(desk.open().drawer)
    },
    async tick(ticked) {
      const { drawer } = desk.open()
      await tickFollowUp(drawer, { ...ticked, at: at() })
      return readBoard(drawer)
    },
  }
}

export function noticesCalls({ desk, emit, ports, portal }: Room): Handlers['notices'] {
  return {
    list: () => readNotices(desk.open().drawer),
    async markRead({ id }) {
      const { drawer } = desk.open()
      await markRead(ports, { drawer, portal: knownPortal(portal), id })
      emit('applications.changed', { refreshing: false })
      return readNotices(drawer)
    },
  }
}

export function paymentsCalls(room: Room): Handlers['payments'] {
  const { bench, desk, emit, language, onLock, portal, ports } = room
  const pending = createPending<Bill>(ports.now)
  onLock(pending.clear)
  return {
    list: () => readBills(desk.open().drawer),
    look: (typed) =>
      bench.run((work) => {
        work.step('askingPortal')
        return lookAtBill(room.abortable(work), { drawer: desk.open().drawer, profile: portal(), pending }, typed)
      }),
    // Sent without a cancel: it may have arrived.
    pay: ({ id }) =>
      bench.run(async (work) => {
        work.step('paying')
        const where = { drawer: desk.open().drawer, profile: portal(), language: await language() }
        const paid = await payBill(ports, { ...where, pending, pendingId: id })
        emit('applications.changed', { refreshing: false })
        return paid
      }),
  }
}
