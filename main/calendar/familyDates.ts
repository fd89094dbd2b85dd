// What the list of people tells of the calendar with every drawer shut: as much as each of them allowed.
import type { CalendarKind } from '../../preload/shapes/calendar.ts'
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { HouseholdPerson } from '../household/people.ts'

export interface FamilyDate {
  /** The same for the same thing of that person; tells nothing of what they did not let be seen. */
  readonly key: string
  readonly kind: CalendarKind
  readonly name?: Bilingual
  readonly on: string
  /** When the operating system told of it last. */
  readonly toldOn?: string
}

export function familyDates({ overview }: Pick<HouseholdPerson, 'overview'>): FamilyDate[] {
  switch (overview?.shows) {
    case undefined:
      return []
    case 'calendar':
      return overview.days.map(({ key, kind, until, name, toldOn }) => ({
        key,
        kind,
        on: until,
        ...(name && { name }),
        ...(toldOn && { toldOn }),
      }))
    case 'date':
    case 'named': {
      if (overview.next === undefined) return []
      const { until, toldOn } = overview.next
      const name = 'name' in overview.next ? overview.next.name : undefined
      const kind = name === undefined ? 'something' : 'credential'
      return [{ key: 'next', kind, on: until, ...(name && { name }), ...(toldOn && { toldOn }) }]
    }
  }
}
