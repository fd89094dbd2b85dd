import type { Handlers } from '../../preload/contract.ts'
import type { Room } from './room.ts'

export function pinsCalls(_room: Room): Handlers['pins'] {
  return { change: async () => undefined }
}
