import type { Handlers } from '../../preload/contract.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { logIn, logOut, readInbox } from '../journeys/logIn.ts'
import type { Room } from './room.ts'

export function sessionCalls(room: Room): Handlers['session'] {
  const { bench, cards, desk, emit, guard, language, portal, ports, trust } = room
  return {
    read: async () => (desk.read() === undefined ? null : room.shownSession()),
    logIn: ({ reader, whose }) =>
      bench.run(async (work) => {
        const { drawer, name } = desk.open()
        work.step('askingPortal')
        const session = await logIn(
          { ...room.abortable(work), ...room.asker(work, whose) },
          {
            drawer,
            profile: portal(),
            trust,
            language: await language(),
            reader: chooseReader(cards.read(), reader),
            person: name,
            opened: guard.opened,
            step: work.step,
          },
        )
        emit('session.changed', session)
        return session
      }),
    logOut: async () => {
      await logOut(ports, { drawer: desk.open().drawer, profile: portal(), language: await language() })
      emit('session.changed', null)
    },
    inbox: async () => readInbox(ports, { drawer: desk.open().drawer, profile: portal() }),
  }
}
