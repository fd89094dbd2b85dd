import type { Handlers } from '../../preload/contract.ts'
import { sweepHousehold } from '../household/household.ts'
import { nameAgain } from '../household/nameAgain.ts'
import { makePerson, unlock } from '../journeys/household.ts'
import { log } from '../log.ts'
import { handOver } from '../recovery/handOver.ts'
import { peopleCalls } from './people.ts'
import type { Room } from './room.ts'

export function householdCalls(room: Room): Handlers['household'] {
  const { bench, cards, desk, guard, householdSetting, ports, putAway, putOnDesk, shownHousehold, tellHousehold } = room
  return {
    read: shownHousehold,
    addPerson: (input) =>
      bench.run(async (work) => {
        await putAway()
        const person = await putOnDesk(await makePerson(householdSetting(work, undefined), input), work)
        await handOver(ports, desk.open())
        return person
      }),
    unlock: ({ personId, by, reader }) =>
      bench.run(async (work) => {
        await putAway()
        await putOnDesk(await nameAgain(ports, await unlock(householdSetting(work, reader), personId, by)), work)
        await handOver(ports, desk.open())
        await sweepHousehold(ports.home, ports.keychain).catch(() => log('household not swept'))
        return shownHousehold()
      }),
    lock: async (wanted) => {
      await room.lock(wanted?.next === undefined ? 'hand' : 'otherPerson', wanted?.next)
      return shownHousehold()
    },
    bindCard: ({ reader }) =>
      bench.run(async ({ signal, step }) => {
        step('readingCard')
        await guard.bind(await cards.look(reader, signal))
        await tellHousehold()
        return shownHousehold()
      }),
    rememberedCards: () => guard.remembered(),
    forgetCards: async () => {
      await guard.forget()
      await tellHousehold()
    },
    ...peopleCalls(room),
    switchRealm: async () => {
      await room.lock('realm')
      await room.switchRealm()
    },
  }
}
