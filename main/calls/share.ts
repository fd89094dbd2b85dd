import type { Handlers } from '../../preload/contract.ts'
import { createPending } from '../journeys/pending.ts'
import { declineShare, openRequest, sendShare } from '../journeys/share.ts'
import type { VerifiedRequest } from '../presentation/request.ts'
import type { Room } from './room.ts'

export function shareCalls(room: Room): Handlers['share'] {
  const { bench, desk, language, ports, trust } = room
  const pending = createPending<VerifiedRequest>(ports.now)
  room.onLock(() => pending.clear())
  return {
    open: async ({ request }) =>
      openRequest(ports, { drawer: desk.open().drawer, pending, language: await language(), trust }, request),
    send: ({ id, optionId, credentials }) =>
      bench.run(async ({ step }) => {
        step('sendingAnswer')
        const { drawer } = desk.open()
        const choice = { optionId, credentials }
        return sendShare(ports, { drawer, pending, language: await language(), id, choice })
      }),
    decline: async ({ id }) =>
      declineShare(ports, { drawer: desk.open().drawer, pending, language: await language() }, id),
  }
}
