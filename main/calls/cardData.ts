import type { Handlers } from '../../preload/contract.ts'
import type { Room } from './room.ts'

export function cardDataCalls(_room: Room): Handlers['cardData'] {
  const none = async () => {
    throw new Error('not made yet')
  }
  return { attributes: none, face: none, licence: none }
}
