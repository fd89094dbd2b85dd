import type { Handlers } from '../../preload/contract.ts'
import type { Room } from './room.ts'

export function documentsCalls(_room: Room): Handlers['documents'] {
  const none = async () => {
    throw new Error('not made yet')
  }
  return { choose: none, content: none, sign: none, show: none, verify: none }
}
