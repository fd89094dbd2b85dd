import type { OpenPerson } from '../desk.ts'
import type { Ports } from '../ports.ts'
import { addPerson, readHousehold } from './household.ts'

/**
 * A drawer that the list of people lacks, because the list was lost, and that its owner has just opened: they stand in the
 * list again, under the name that the drawer knows, and with a number behind it where somebody has that name by now.
 */
export async function nameAgain(
  { home, keychain, now }: Pick<Ports, 'home' | 'keychain' | 'now'>,
  open: OpenPerson,
): Promise<OpenPerson> {
  const { people, unnamed, without } = await readHousehold(home, keychain)
  const drawer = unnamed.find(({ drawerId }) => drawerId === open.personId)
  if (without !== undefined || drawer === undefined || open.actor !== undefined) return open
  const { owner } = await open.drawer.standing(now().toISOString())
  const taken = new Set(people.map(({ name }) => name))
  let wished = owner
  for (let number = 2; taken.has(wished); number++) wished = `${owner} ${number}`
  const { id, name } = await addPerson(home, keychain, { name: wished, colour: 'blue', drawerId: drawer.drawerId })
  return { ...open, personId: id, name }
}
