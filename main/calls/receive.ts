import type { Handlers } from '../../preload/contract.ts'
import { createPending } from '../journeys/pending.ts'
import { acceptOffer, declineOffer, openOffer, type PendingOffer } from '../journeys/receive.ts'
import type { Room } from './room.ts'

export function receiveCalls(room: Room): Handlers['receive'] {
  const { bench, desk, language, ports, trust } = room
  const pending = createPending<PendingOffer>(ports.now)
  room.onLock(() => pending.clear())
  return {
    open: async ({ offer }) => openOffer(ports, { pending, trust, language: await language() }, offer),
    accept: ({ id, txCode }) =>
      bench.run(async (work) => {
        work.step('fetchingCredential')
        const { drawer } = desk.open()
        const code = txCode === undefined ? {} : { txCode }
        const cards = await acceptOffer(room.abortable(work), {
          drawer,
          pending,
          language: await language(),
          id,
          ...code,
        })
        await room.tellCredentials()
        return cards
      }),
    decline: async ({ id }) =>
      declineOffer(ports, { drawer: desk.open().drawer, pending, language: await language() }, id),
  }
}
