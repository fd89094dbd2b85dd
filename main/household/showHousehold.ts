import type { CalendarKind } from '../../preload/shapes/calendar.ts'
import type { Person, Household as ShownHousehold } from '../../preload/shapes/people.ts'
import { plainDate } from '../../preload/text/calendarWords.ts'
import { familyDates } from '../calendar/familyDates.ts'
import type { OpenPerson } from '../desk.ts'
import type { Ports } from '../ports.ts'
import { readHousehold } from './household.ts'
import type { HouseholdPerson } from './people.ts'

/**
 * The people of this home as the screens show them.
 * @param keychain which one it is when it answers
 * @param whoIsOpen asked last, so that news that overtake each other tell what is true
 * @throws drawer.newer, file.unreadable
 */
export async function showHousehold(
  ports: Pick<Ports, 'home' | 'keychain'>,
  {
    realm,
    keychain,
    whoIsOpen,
  }: Pick<ShownHousehold, 'realm' | 'keychain'> & {
    readonly whoIsOpen: () => OpenPerson | undefined
  },
): Promise<ShownHousehold> {
  const { people, unnamed, without } = await readHousehold(ports.home, ports.keychain)
  const open = whoIsOpen()
  return {
    realm,
    keychain: without === 'keychain.unavailable' ? 'unavailable' : keychain,
    people: [
      ...people.map(
        ({ id, name, colour, drawer, picture, overview, applications }): Person => ({
          id,
          name,
          colour,
          openers: [...drawer.openers],
          ...(picture === undefined ? {} : { picture }),
          ...(overview === undefined ? {} : { overview: overview.shows }),
          ...nextOf(overview),
          ...(applications === undefined ? {} : { applications }),
        }),
      ),
      // Whose they are is not known without the list of people: only what needs no keychain opens them.
      ...unnamed.map(({ drawerId, drawer }): Person => {
        const byFamily = drawer.openers.filter((kind) => kind === 'family')
        return { id: drawerId, name: '', colour: 'blue', openers: ['recovery', ...byFamily] }
      }),
    ],
    open:
      open === undefined
        ? null
        : {
            personId: open.personId,
            by: open.by,
            since: open.since,
            ...(open.actor === undefined ? {} : { actor: open.actor }),
          },
  }
}

/** What comes first of all that they let everybody see. */
function nextOf(overview: HouseholdPerson['overview']): Pick<Person, 'next'> {
  const [first] = familyDates({ overview })
  if (first === undefined) return {}
  const { on: until, kind, name } = first
  if (kind === 'something') return { next: { until } }
  // A credential goes by its own name; of the rest the kind says what it is.
  return { next: { until, name: ofCredential.has(kind) && name !== undefined ? name : plainDate(first) } }
}

const ofCredential: ReadonlySet<CalendarKind> = new Set(['insurance', 'licence', 'certificate', 'credential'])
