import type { Handlers } from '../../preload/contract.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { keepCardCertificate } from '../journeys/keepCardCertificate.ts'
import type { Room } from './room.ts'

export function certificatesCalls(room: Room): Handlers['certificates'] {
  const { bench, cards, desk, at } = room
  const none = async () => {
    throw new Error('not made yet')
  }
  return {
    onCard: none,
    readSigning: none,
    keep: (input) =>
      bench.run(async (work) => {
        if (!('reader' in input)) return none()
        work.step('readingCard')
        const card = await keepCardCertificate(room.withCardFor(work), {
          drawer: desk.open().drawer,
          reader: chooseReader(cards.read(), input.reader),
          at: at(),
          check: room.checkOwner,
        })
        await room.tellCredentials()
        return card
      }),
  }
}
