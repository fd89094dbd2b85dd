// Which reminders are due: from the list of people alone, so that none says more than everybody may see.
import type { HouseholdPerson } from '../household/people.ts'
import { addDays, daysBetween } from '../mandates/days.ts'
import { type FamilyDate, familyDates } from './familyDates.ts'

export interface DueReminder {
  readonly personId: string
  readonly person: string
  /** The earliest first, one at least. */
  readonly dates: readonly (FamilyDate & { readonly days: number })[]
}

/** Days before the day itself at which a person is reminded of it. */
const ahead = [60, 30, 7, 1, 0]
/** Of what passed longer ago nobody is reminded: they have seen it, or it is of no use any more. */
const after = 7

/** @param today a day in Japan */
export function dueReminders(people: readonly HouseholdPerson[], today: string): DueReminder[] {
  return people.flatMap(({ id, name, overview }) => {
    if (overview?.remind !== true) return []
    const dates = familyDates({ overview }).flatMap((date) =>
      isDue(date, today) ? [{ ...date, days: daysBetween(today, date.on) }] : [],
    )
    return dates.length === 0 ? [] : [{ personId: id, person: name, dates }]
  })
}

/** Whether the last of its reminding days that has come is later than the one on which it was told: none is told twice. */
function isDue({ on, toldOn }: FamilyDate, today: string): boolean {
  if (daysBetween(on, today) > after) return false
  const come = ahead.map((days) => addDays(on, -days)).filter((day) => day <= today)
  const last = come.at(-1)
  return last !== undefined && (toldOn === undefined || toldOn < last)
}

/** The list after all of these were told. */
export function markTold(
  people: readonly HouseholdPerson[],
  told: readonly DueReminder[],
  today: string,
): HouseholdPerson[] {
  const keys = new Map(
    told.map(({ personId, dates }) => [personId, new Set(dates.map(({ key, on }) => `${on} ${key}`))]),
  )
  return people.map((person) => {
    const { overview } = person
    const mine = keys.get(person.id)
    if (overview === undefined || mine === undefined) return person
    if (overview.shows === 'calendar') {
      const days = overview.days.map((day) => (mine.has(`${day.until} ${day.key}`) ? { ...day, toldOn: today } : day))
      return { ...person, overview: { ...overview, days } }
    }
    if (overview.next === undefined || !mine.has(`${overview.next.until} next`)) return person
    // Each form apart: the compiler cannot know that `next` belongs to its own.
    return overview.shows === 'date'
      ? { ...person, overview: { ...overview, next: { ...overview.next, toldOn: today } } }
      : { ...person, overview: withTold(overview, today) }
  })
}

type Named = Extract<HouseholdPerson['overview'], { shows: 'named' }>
const withTold = (overview: Named, toldOn: string): Named =>
  overview.next === undefined ? overview : { ...overview, next: { ...overview.next, toldOn } }
