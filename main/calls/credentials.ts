import type { Handlers } from '../../preload/contract.ts'
import { cardsAtOnce } from '../../preload/shapes/credentials.ts'
import type { CredentialId } from '../credentials/credential.ts'
import { checkStatus } from '../journeys/checkStatus.ts'
import type { Room } from './room.ts'

export function credentialsCalls(room: Room): Handlers['credentials'] {
  const { at, bench, desk, tellCredentials, trust } = room
  return {
    list: async () => desk.open().drawer.list(at()),
    search: async ({ text, from }) => desk.open().drawer.page({ text, from, most: cardsAtOnce, at: at() }),
    show: ({ id }) => desk.open().drawer.show(id as CredentialId, at()),
    checkStatus: ({ id }) =>
      bench.run(async (work) => {
        work.step('checkingStatus')
        const shown = await checkStatus(room.abortable(work), { drawer: desk.open().drawer, trust }, id as CredentialId)
        await tellCredentials()
        return shown
      }),
    remove: async ({ id }) => {
      await desk.open().drawer.remove(id as CredentialId, at())
      await tellCredentials()
    },
  }
}
