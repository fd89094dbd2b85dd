// After how many minutes a person's drawer locks: beside their name in the sealed list.
import { type IdleMinutes, idleMinutesAtFirst } from '../../preload/shapes/locks.ts'
import { wipe } from '../drawer/seal.ts'
import { fail } from '../failure.ts'
import { changePeople, type ListPlace } from '../household/changePeople.ts'
import { knownSecret } from '../household/householdSecret.ts'
import { readPeople } from '../household/people.ts'

/** What that person chose; the usual time where they chose nothing, or where the list cannot be read. */
export async function idleChoice({ home, keychain }: ListPlace, personId: string): Promise<IdleMinutes> {
  const secret = await knownSecret(home, keychain).catch(() => undefined)
  if (secret === undefined) return idleMinutesAtFirst
  try {
    const people = await readPeople(home, secret).catch(() => [])
    return people.find(({ id }) => id === personId)?.idleMinutes ?? idleMinutesAtFirst
  } finally {
    wipe(secret)
  }
}

/** @throws person.notFound, keychain.unavailable, household.secretMissing, household.damaged */
export const chooseIdle = (place: ListPlace, personId: string, minutes: IdleMinutes): Promise<void> =>
  changePeople(place, (people) => {
    if (!people.some(({ id }) => id === personId)) fail({ code: 'person.notFound' })
    return people.map((person) => (person.id === personId ? { ...person, idleMinutes: minutes } : person))
  })
