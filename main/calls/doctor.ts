import type { Handlers } from '../../preload/contract.ts'
import type { Room } from './room.ts'

export function doctorCalls(_room: Room): Handlers['doctor'] {
  const none = async () => {
    throw new Error('not made yet')
  }
  return { examine: none, fix: none, bundle: none, saveBundle: none }
}
