// Changes to the list of people: each reads the list as it is now and writes it whole, while nobody else does.
import type { FamilyApplications } from '../../preload/shapes/applications.ts'
import type { OverviewShows, PersonPicture } from '../../preload/shapes/people.ts'
import type { OwnDate } from '../calendar/ownDates.ts'
import { wipe } from '../drawer/seal.ts'
import { fail } from '../failure.ts'
import type { Keychain } from '../ports.ts'
import { whileHolding } from './fileLock.ts'
import { householdLock, householdSecret, knownSecret } from './householdSecret.ts'
import { seenByAll } from './overview.ts'
import { type Colour, type HouseholdPerson, readPeople, writePeople } from './people.ts'

type People = readonly HouseholdPerson[]

/** Where the list lies, and what opens it. */
export interface ListPlace {
  readonly home: string
  readonly keychain: Keychain
}

/**
 * @param change the list as it shall be; the same list where nothing changes, which is then not written
 * @throws keychain.unavailable, household.secretMissing, household.damaged, and what `change` throws
 */
export async function changePeople({ home, keychain }: ListPlace, change: (people: People) => People): Promise<void> {
  const secret = await householdSecret(home, keychain)
  try {
    await whileHolding(householdLock(home), async () => {
      const people = await readPeople(home, secret)
      const changed = change(people)
      if (changed !== people) await writePeople(home, secret, changed)
    })
  } finally {
    wipe(secret)
  }
}

/** @throws person.notFound */
const withPerson = (
  place: ListPlace,
  personId: string,
  change: (person: HouseholdPerson, others: People) => HouseholdPerson,
): Promise<void> =>
  changePeople(place, (people) => {
    const before = people.find(({ id }) => id === personId) ?? fail({ code: 'person.notFound' })
    const others = people.filter(({ id }) => id !== personId)
    const after = change(before, others)
    return after === before ? people : people.map((person) => (person === before ? after : person))
  })

/** As a name is kept: in one spelling, whatever width and spaces it was typed with. */
export const spelledName = (name: string): string => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')

/** @returns the name as it is kept. @throws person.nameTaken, person.notFound */
export async function renamePerson(place: ListPlace, personId: string, name: string): Promise<string> {
  const spelled = spelledName(name)
  await withPerson(place, personId, (person, others) => {
    if (others.some((other) => other.name === spelled)) fail({ code: 'person.nameTaken' })
    return person.name === spelled ? person : { ...person, name: spelled }
  })
  return spelled
}

/** @throws person.notFound */
export const colourPerson = (place: ListPlace, personId: string, colour: Colour): Promise<void> =>
  withPerson(place, personId, (person) => ({ ...person, colour }))

/** @param picture null: the first letter of their name again. @throws person.notFound */
export const picturePerson = (place: ListPlace, personId: string, picture: PersonPicture | null): Promise<void> =>
  withPerson(place, personId, ({ picture: _, ...person }) => (picture === null ? person : { ...person, picture }))

/** @param to their new place, from 0; past the end: the last. @throws person.notFound */
export const movePerson = (place: ListPlace, personId: string, to: number): Promise<void> =>
  changePeople(place, (people) => {
    const moved = people.find(({ id }) => id === personId) ?? fail({ code: 'person.notFound' })
    const others = people.filter((person) => person !== moved)
    const changed = [...others.slice(0, to), moved, ...others.slice(to)]
    return changed.every((person, index) => person === people[index]) ? people : changed
  })

/** What this person lets everybody see from now on. 'nothing' forgets at once what stood there. @throws person.notFound */
export const allowOverview = (
  place: ListPlace,
  personId: string,
  shows: OverviewShows,
  dates: readonly OwnDate[],
): Promise<void> =>
  withPerson(place, personId, ({ overview: before, ...person }) =>
    shows === 'nothing' ? person : { ...person, overview: seenByAll(shows, dates, before) },
  )

/**
 * How this person's applications stand, for everybody from now on; undefined: nothing of it, and what stood there is forgotten
 * at once.
 * @throws person.notFound
 */
export const allowApplications = (
  place: ListPlace,
  personId: string,
  seen: FamilyApplications | undefined,
): Promise<void> =>
  withPerson(place, personId, ({ applications: _, ...person }) =>
    seen === undefined ? person : { ...person, applications: seen },
  )

/** Whether the operating system tells of what everybody may see. @throws person.notFound, calendar.nothingShown */
export const remindPerson = (place: ListPlace, personId: string, on: boolean): Promise<void> =>
  withPerson(place, personId, (person) => {
    if (person.overview === undefined) return on ? fail({ code: 'calendar.nothingShown' }) : person
    const { remind: _, ...overview } = person.overview
    return { ...person, overview: on ? { ...overview, remind: true } : overview }
  })

/** What an open drawer tells; each is asked for only where its person lets everybody see it. */
export interface Telling {
  readonly dates: () => Promise<readonly OwnDate[]>
  readonly applications: () => Promise<FamilyApplications>
}

/**
 * Brings what everybody may see up to date with the open drawer.
 * @returns whether it has changed
 * @throws person.notFound, drawer.*
 */
export async function keepOverview(
  place: ListPlace,
  personId: string,
  { dates, applications }: Telling,
): Promise<boolean> {
  const allowed = (await listedPeople(place)).find(({ id }) => id === personId)
  const days = allowed?.overview && (await dates())
  const seen = allowed?.applications && (await applications())
  if (days === undefined && seen === undefined) return false
  let changed = false
  await withPerson(place, personId, (person) => {
    // What was taken back meanwhile stays away.
    const after = {
      ...person,
      ...(person.overview && days && { overview: seenByAll(person.overview.shows, days, person.overview) }),
      ...(person.applications && seen && { applications: seen }),
    }
    changed = JSON.stringify(after) !== JSON.stringify(person)
    return changed ? after : person
  })
  return changed
}

/** The list as it is now; empty where nobody lives yet. Makes nothing. @throws keychain.unavailable, household.* */
export async function listedPeople({ home, keychain }: ListPlace): Promise<People> {
  const secret = await knownSecret(home, keychain)
  if (secret === undefined) return []
  try {
    return await readPeople(home, secret)
  } finally {
    wipe(secret)
  }
}
