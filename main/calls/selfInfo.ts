import type { Handlers } from '../../preload/contract.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import {
  askSelfInfo,
  compareHolder,
  keptJobs,
  openConsent,
  readItems,
  refreshJobs,
  removeJob,
} from '../journeys/selfInfo.ts'
import type { Work } from '../work.ts'
import { cardReading } from './cardData.ts'
import type { Room } from './room.ts'

export function selfInfoCalls(room: Room): Handlers['selfInfo'] {
  const { at, bench, cards, desk, language, portal, ports } = room
  const atPortal = () => ({ drawer: desk.open().drawer, profile: portal() })
  const inWords = async () => ({ ...atPortal(), language: await language() })
  const list = () => keptJobs(desk.open().drawer, portal(), at())
  /** Asks the portal; a session that was used ends later, and one that has ended is gone. */
  const asking = <T>(ask: (work: Work) => Promise<T>): Promise<T> =>
    bench.run(async (work) => {
      work.step('atPortal')
      const value = await ask(work)
      room.emit('session.changed', await room.shownSession())
      return value
    })
  return {
    list,
    items: () => asking((work) => readItems(room.abortable(work), atPortal())),
    ask: (wanted) => asking(async (work) => askSelfInfo(room.abortable(work), { ...(await inWords()), ...wanted })),
    openConsent: ({ id }) => openConsent(ports, atPortal(), id),
    compare: ({ id, by, reader }) =>
      asking(async (work) => {
        const reading = cardReading(room, work, chooseReader(cards.read(), reader))
        return compareHolder(room.abortable(work), await inWords(), id, { reading, by })
      }),
    refresh: () => asking((work) => refreshJobs(room.abortable(work), atPortal())),
    remove: async ({ id }) => {
      await removeJob(ports, await inWords(), id)
      return list()
    },
  }
}
