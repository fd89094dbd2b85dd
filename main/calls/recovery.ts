import type { Handlers } from '../../preload/contract.ts'
import { handOver } from '../recovery/handOver.ts'
import { endFamily, familyStatus, makeFamily, possibleHolders } from '../recovery/makeFamily.ts'
import { shareText } from '../recovery/share.ts'
import { useFamily } from '../recovery/useFamily.ts'
import type { Room } from './room.ts'

export function recoveryCalls(room: Room): Handlers['recovery'] {
  const { bench, desk, householdSetting, ports, putAway, putOnDesk, shownHousehold, tellHousehold } = room
  return {
    status: () => familyStatus(desk.open()),
    possible: () => possibleHolders(ports, desk.open()),
    make: ({ holders }) =>
      bench.run(async (work) => {
        const made = await makeFamily(householdSetting(work, undefined), desk.open(), holders)
        await tellHousehold()
        return made
      }),
    off: async () => {
      const ended = await endFamily({ ports }, desk.open())
      await tellHousehold()
      return ended
    },
    kept: async () =>
      (await desk.open().drawer.keptShares()).map(({ slotId, person, keptAt }) => ({
        id: slotId,
        person,
        since: keptAt,
      })),
    showKept: ({ id }) =>
      bench.run(async ({ signal }) => {
        const { drawer } = desk.open()
        const kept = (await drawer.keptShares()).find(({ slotId }) => slotId === id)
        const share = await drawer.keptShare(id)
        try {
          const question = { kind: 'shareKept', person: kept?.person ?? '', share: shareText(share) } as const
          ;(await ports.askSecret(question, signal)).fill(0)
        } finally {
          share.fill(0)
        }
      }),
    use: ({ personId, opener, reader }) =>
      bench.run(async (work) => {
        const setting = householdSetting(work, reader)
        await putOnDesk(await useFamily(setting, { personId, opener }, desk.read(), putAway), work)
        await handOver(ports, desk.open())
        return shownHousehold()
      }),
  }
}
