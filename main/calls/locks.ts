import type { Handlers } from '../../preload/contract.ts'
import { chooseIdle, idleChoice } from '../locks/idleChoice.ts'
import type { Room } from './room.ts'

export function locksCalls(room: Room): Handlers['locks'] {
  const { ports, desk, watch } = room
  const read = async () => ({
    idleMinutes: await idleChoice(ports, desk.open().personId),
    noticed: [...((await ports.desktop?.noticed()) ?? [])],
  })
  return {
    last: async () => room.lastLock() ?? null,
    read,
    choose: async ({ idleMinutes }) => {
      await chooseIdle(ports, desk.open().personId, idleMinutes)
      watch?.chose(idleMinutes)
      return read()
    },
    stay: async () => watch?.touched(),
  }
}
