import type { Handlers } from '../../preload/contract.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { compareHolder } from '../journeys/compareHolder.ts'
import { askSelfInfo, keptJobs, openConsent, readItems, refreshJobs, removeJob } from '../journeys/selfInfo.ts'
import type { Work } from '../work.ts'
import { cardReading } from './cardData.ts'
import type { Room } from './room.ts'

export function selfInfoCalls(room: Room): Handlers['selfInfo'] {
  const { at, bench, cards, desk, language, portal, ports } = room
  const atPortal = () => ({ drawer: desk.open().drawer, profile: portal() })
  const inWords = async () => ({ ...atPortal(), language: await language() })
  const list = () => keptJobs(desk.open().drawer, undefined, at())
  const asking = <T>(ask: (work: Work) => Promise<T>): Promise<T> =>
    bench.run(async (work) => {
      work.step('atPortal')
      return ask(work)
    })
  return {
    list,
    items: () => asking((work) => readItems(room.abortable(work), atPortal())),
    ask: (wanted) => asking(async (work) => askSelfInfo(room.abortable(work), { ...(await inWords()), ...wanted })),
    openConsent: ({ id }) => openConsent(ports, desk.open().drawer, id),
    compare: ({ id, by, reader }) =>
      asking(async (work) => {
        const reading = cardReading(room, work, chooseReader(cards.read(), reader))
        return compareHolder(room.abortable(work), await inWords(), id, { reading, by })
      }),
    refresh: async ({ quiet = false }) =>
      quiet ? refreshJobs(ports, atPortal()) : asking((work) => refreshJobs(room.abortable(work), atPortal())),
    remove: async ({ id }) => {
      await removeJob(ports, { drawer: desk.open().drawer, language: await language() }, id)
      return list()
    },
  }
}
