import type { Handlers } from '../../preload/contract.ts'
import { fail } from '../failure.ts'
import type { OtherPerson } from '../journeys/cardOfTwo.ts'
import { endMandate, keptMandates, readProxyRecords, refreshMandates } from '../journeys/portalMandates.ts'
import { registerMandate } from '../journeys/registerPortalMandate.ts'
import type { Room } from './room.ts'

export function portalMandatesCalls(room: Room): Handlers['portalMandates'] {
  const { at, bench, desk, language, portal, trust } = room
  const atPortal = () => ({ drawer: desk.open().drawer, profile: portal() })
  /** By the name that the household has for them. @throws person.notFound */
  const otherPerson = async (other: { personId: string } | { name: string }): Promise<OtherPerson> => {
    if ('name' in other) return other
    const { people } = await room.shownHousehold()
    const found = people.find(({ id }) => id === other.personId && id !== desk.open().personId)
    return { personId: other.personId, name: (found ?? fail({ code: 'person.notFound' })).name }
  }
  return {
    list: async () => keptMandates(desk.open().drawer, undefined, at()),
    refresh: () =>
      bench.run(async (work) => {
        work.step('atPortal')
        return refreshMandates(room.abortable(work), atPortal())
      }),
    register: ({ as, other, terms }) =>
      bench.run(async (work) => {
        work.step('atPortal')
        const asking = { ...room.abortable(work), ...room.asker(work) }
        const { name: person } = desk.open()
        const wanted = { ...atPortal(), language: await language(), trust, person, as, terms, step: work.step }
        return registerMandate(asking, { ...wanted, other: await otherPerson(other) })
      }),
    end: ({ id }) =>
      bench.run(async (work) => {
        work.step('atPortal')
        return endMandate(room.abortable(work), { ...atPortal(), language: await language() }, id)
      }),
    records: () =>
      bench.run(async (work) => {
        work.step('atPortal')
        return readProxyRecords(room.abortable(work), atPortal())
      }),
  }
}
