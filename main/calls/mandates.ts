import type { Handlers } from '../../preload/contract.ts'
import { fail } from '../failure.ts'
import { actFor, appoint, giveUp, handOver, makeChild, readMandates } from '../journeys/mandates.ts'
import type { Room } from './room.ts'

export function mandatesCalls(room: Room): Handlers['mandates'] {
  const { at, bench, desk, householdSetting, ports, putAway, putOnDesk, shownHousehold, tellHousehold } = room
  const list = () => readMandates({ ports }, desk.open())
  return {
    list,
    addChild: (input) =>
      bench.run(async (work) => {
        const { personId } = await makeChild(householdSetting(work, undefined), desk.open(), input)
        await tellHousehold()
        const { people } = await shownHousehold()
        return people.find(({ id }) => id === personId) ?? fail({ code: 'person.notFound' })
      }),
    appoint: ({ reader, ...wanted }) =>
      bench.run(async (work) => {
        await appoint(householdSetting(work, reader), desk.open(), wanted)
        await tellHousehold()
        return list()
      }),
    end: ({ id }) =>
      bench.run(async () => {
        await desk.open().drawer.endMandate(id, at())
        await tellHousehold()
        return list()
      }),
    giveUp: ({ id }) =>
      bench.run(async (work) => {
        await giveUp(householdSetting(work, undefined), desk.open(), id)
        await tellHousehold()
        return list()
      }),
    actFor: ({ id }) =>
      bench.run(async (work) => {
        const opened = await actFor(householdSetting(work, undefined), desk.open(), id)
        await putAway()
        await putOnDesk(opened, work)
        return shownHousehold()
      }),
    handOver: ({ reader, ...wanted }) =>
      bench.run(async (work) => {
        await handOver(householdSetting(work, reader), desk.open(), wanted)
        await tellHousehold()
        return list()
      }),
  }
}
