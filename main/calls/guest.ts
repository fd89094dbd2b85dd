import type { Handlers } from '../../preload/contract.ts'
import type { GuestChoice, GuestPage } from '../../preload/shapes/guest.ts'
import { fail } from '../failure.ts'
import type { GuestShow } from '../guestShow.ts'
import { lookAtShow, recordShow } from '../journeys/guestShow.ts'
import { readSettings } from '../settings.ts'
import type { Room } from './room.ts'

export function guestCalls(room: Room, show: GuestShow): Handlers['guest'] {
  const { at, bench, desk, settingsHome, shownHousehold, trust } = room

  async function look(choice: GuestChoice): Promise<GuestPage> {
    const open = desk.open()
    const { people } = await shownHousehold()
    const person = people.find(({ id }) => id === open.personId) ?? fail({ code: 'person.notFound' })
    return lookAtShow(open, person.colour, choice, at())
  }

  return {
    look: async (choice) => (show.running() ? fail({ code: 'guest.running' }) : look(choice)),
    begin: (choice) =>
      bench.run(async () => {
        if (show.running()) fail({ code: 'guest.running' })
        const page = await look(choice)
        await recordShow(desk.open(), page, at())
        await show.begin(page)
      }),
    read: async () => {
      const shown = show.read()
      if (shown === undefined) return null
      const { language = 'ja', theme, furigana } = await readSettings(settingsHome)
      return { ...shown, dress: { language, theme, furigana, realm: trust.realm } }
    },
    end: () => show.end(),
  }
}

/** While a credential is shown, only that answers: every other call is refused before it is looked at. */
export const nothingBeside = (handlers: Handlers, show: Pick<GuestShow, 'running'>): Handlers =>
  new Proxy(handlers, {
    get: (groups, group) => {
      const calls: unknown = Reflect.get(groups, group)
      if (group === 'guest' || typeof calls !== 'object' || calls === null) return calls
      return new Proxy(calls, {
        get: (own, name) => {
          const handle: unknown = Reflect.get(own, name)
          if (typeof handle !== 'function') return handle
          return async (input: unknown) => (show.running() ? fail({ code: 'guest.running' }) : handle(input))
        },
      })
    },
  })
