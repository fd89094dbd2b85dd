// Whose drawer is open, for everything that names it: the title of each screen's window, the side, the headings.
import { createContext, useContext } from 'react'
import type { Household, Person } from '../preload/shapes/people.ts'
import type { Text } from './text/ja.ts'

export interface OpenDrawer {
  readonly person: Pick<Person, 'name' | 'colour'>
  /** Who opened it for them. */
  readonly actor?: NonNullable<NonNullable<Household['open']>['actor']>
}

/** null: nobody's. */
export const OpenContext = createContext<OpenDrawer | null>(null)

export const useOpen = (): OpenDrawer | null => useContext(OpenContext)

export function openDrawerOf({ people, open }: Pick<Household, 'people' | 'open'>): OpenDrawer | null {
  const person = people.find(({ id }) => id === open?.personId)
  if (person === undefined) return null
  return { person, ...(open?.actor === undefined ? {} : { actor: open.actor }) }
}

/** In words: whose drawer is open, and by whose hand; or that none is. With readings. */
export function openInWords(open: OpenDrawer | null, text: Text): string {
  if (open === null) return text.people.nobodyTitle
  const name = open.person.name === '' ? text.shell.nameless : open.person.name
  if (open.actor !== undefined) return text.people.acting(open.actor.name, name, open.actor.basis)
  return open.person.name === '' ? text.shell.nameless : text.people.openTitle(name)
}
