import type { Handlers } from '../../preload/contract.ts'
import type { Session } from '../../preload/shapes/session.ts'
import { chooseReader } from '../journeys/chooseReader.ts'
import { endEnrolment, enrolPc, logInByPc, readEnrolments } from '../journeys/enrolPc.ts'
import { logIn, logOut, readInbox } from '../journeys/logIn.ts'
import { createPhoneLogIns } from '../journeys/logInByPhone.ts'
import type { Work } from '../work.ts'
import type { Room } from './room.ts'

export function sessionCalls(room: Room): Handlers['session'] {
  const { bench, cards, desk, emit, guard, language, onLock, portal, ports, trust } = room
  const phone = createPhoneLogIns(ports, (shown) => emit('session.phoneChanged', shown))
  onLock(phone.stop)

  const atPortal = () => ({ drawer: desk.open().drawer, profile: portal() })
  const begun = (session: Session): Session => {
    phone.stop()
    emit('session.changed', session)
    return session
  }
  /** What a card signs for the open person. */
  const byCard = async (work: Work, reader: string | undefined) => ({
    ...atPortal(),
    trust,
    language: await language(),
    reader: chooseReader(cards.read(), reader),
    person: desk.open().name,
    opened: guard.opened,
    step: work.step,
  })

  return {
    read: async () => (desk.read() === undefined ? null : room.shownSession()),
    logIn: ({ reader, whose }) =>
      bench.run(async (work) => {
        work.step('askingPortal')
        const asking = { ...room.abortable(work), ...room.asker(work, whose) }
        return begun(await logIn(asking, await byCard(work, reader)))
      }),
    logInByPc: () =>
      bench.run(async (work) => {
        work.step('askingPortal')
        return begun(await logInByPc(room.abortable(work), { ...atPortal(), language: await language() }))
      }),
    logOut: async () => {
      await logOut(ports, { ...atPortal(), language: await language() })
      emit('session.changed', null)
    },
    inbox: async () => {
      const inbox = await readInbox(ports, atPortal())
      // It was used, so it ends later.
      emit('session.changed', await room.shownSession())
      return inbox
    },
    enrolPc: ({ name, reader, whose }) =>
      bench.run(async (work) => {
        work.step('askingPortal')
        const asking = { ...room.abortable(work), ...room.asker(work, whose) }
        return enrolPc(asking, { ...(await byCard(work, reader)), name })
      }),
    enrolments: async () => readEnrolments(ports, atPortal()),
    endEnrolment: async ({ id }) => {
      await endEnrolment(ports, { ...atPortal(), language: await language(), id })
      emit('session.changed', await room.shownSession())
      return readEnrolments(ports, atPortal())
    },
    beginPhone: ({ pcName }) =>
      bench.run(async (work) => {
        work.step('askingPortal')
        return phone.begin(atPortal(), pcName)
      }),
    finishPhone: ({ number }) => bench.run(async () => begun(await phone.finish(number, await language()))),
    stopPhone: async () => phone.stop(),
  }
}
