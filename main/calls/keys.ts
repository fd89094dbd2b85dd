import type { Handlers } from '../../preload/contract.ts'
import type { OpenPerson } from '../desk.ts'
import { fail } from '../failure.ts'
import type { HouseholdSetting } from '../journeys/household.ts'
import { addKey, removeKey, renewKey } from '../journeys/openers.ts'
import type { Room } from './room.ts'

export function keysCalls(room: Room): Handlers['keys'] {
  const { bench, desk, householdSetting, ports, tellHousehold } = room
  const changing = <T>(
    reader: string | undefined,
    change: (setting: HouseholdSetting, open: OpenPerson) => Promise<T>,
  ): Promise<T> =>
    bench.run(async (work) => {
      const keys = await change(householdSetting(work, reader), desk.open())
      await tellHousehold()
      return keys
    })
  return {
    list: () => desk.open().drawer.keys(),
    add: ({ kind, reader }) => changing(reader, (setting, open) => addKey(setting, open, kind)),
    renew: ({ id, reader }) => changing(reader, (setting, open) => renewKey(setting, open, id)),
    remove: async ({ id }) => {
      const keys = await removeKey({ ports }, desk.open(), id)
      await tellHousehold()
      return keys
    },
    notices: () => desk.open().drawer.notices(),
    acknowledge: async ({ id }) => {
      const { drawer, by } = desk.open()
      const notices = await drawer.notices()
      // Whoever put the shares together must not be the one who takes the notice of it away.
      if (by === 'family' && notices.some((one) => one.id === id && one.kind === 'familyUsed'))
        fail({ code: 'recovery.ownerOnly' })
      await drawer.acknowledge(id)
      return drawer.notices()
    },
  }
}
