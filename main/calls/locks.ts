import type { Handlers } from '../../preload/contract.ts'
import type { Room } from './room.ts'

export function locksCalls(room: Room): Handlers['locks'] {
  return { last: async () => room.lastLock() ?? null }
}
