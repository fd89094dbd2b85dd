import type { Handlers } from '../../preload/contract.ts'
import type { DeepLink } from '../window/deepLink.ts'
import type { Room } from './room.ts'

/** @returns the calls, and what is told of a link that another program handed over: it waits until the screen takes it up */
export function linksCalls({ emit }: Room): { calls: Handlers['links']; arrived(link: DeepLink): void } {
  let link: DeepLink | undefined
  return {
    calls: {
      take: async () => {
        const taken = link
        link = undefined
        return taken ?? null
      },
    },
    arrived(newest) {
      link = newest
      emit('links.arrived', { kind: newest.kind })
    },
  }
}
