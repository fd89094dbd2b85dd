// What the practice municipality's register says of families: made up, as everything here (推 throughout).

import { ageOn, dayInJapan } from '../../calendar.ts'
import type { PracticePerson } from '../../person.ts'
import type { PortalContext } from '../context.ts'

interface Household {
  /** 世帯主 */
  readonly head: string
  readonly members: readonly string[]
  /** Who mainly keeps the household: with the higher income. */
  readonly mainEarner: string
}

const households: readonly Household[] = [
  { head: 'taro', members: ['taro', 'hanako', 'sakura', 'haruto', 'ume'], mainEarner: 'taro' },
  { head: 'ichiro', members: ['ichiro'], mainEarner: 'ichiro' },
]
/** 親権者 of each child. */
const parents: Readonly<Record<string, readonly string[]>> = { sakura: ['taro', 'hanako'], haruto: ['taro', 'hanako'] }
/** Who acts for the practice company, 練習商店株式会社; the number is right in form and belongs to nobody here. */
export const practiceCompany = { name: '練習商店株式会社', number: '9999999999999', officer: 'hanako' } as const

export function householdOf(person: string): Household {
  return (
    households.find(({ members }) => members.includes(person)) ?? {
      head: person,
      members: [person],
      mainEarner: person,
    }
  )
}

export function isParentOf(person: string, child: string): boolean {
  return parents[child]?.includes(person) ?? false
}

export function isFamily(one: string, other: string): boolean {
  return one !== other && householdOf(one).members.includes(other)
}

export function isMinor({ now }: PortalContext, person: PracticePerson): boolean {
  return ageOn(person.birthDate, dayInJapan(now())) < 18
}

/** By name and birth date, as somebody else knows a person. */
export function findByNameAndBirth(
  { world }: PortalContext,
  name: string,
  birthDate: string,
): PracticePerson | undefined {
  const found = world.person(name)
  return found?.birthDate === birthDate && found.id !== name ? found : undefined
}
