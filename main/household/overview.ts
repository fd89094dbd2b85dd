// What the family may see of a shut drawer: never more than its owner chose.
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { OverviewShows } from '../../preload/shapes/people.ts'
import { endsOfCredentials, type OwnDate } from '../calendar/ownDates.ts'
import type { Overview } from './people.ts'

const nameless: Bilingual = { ja: '', en: '' }
/** The list of people is read whole: no more days of one person stand in it. */
const mostDays = 24

/**
 * 'date' and 'named': the earliest end among the credentials, one that has ended and was not renewed before all others.
 * 'calendar': every day of the calendar.
 *
 * @param before what stood there: whether its person is reminded, and of what they were
 */
export function seenByAll(
  shows: Exclude<OverviewShows, 'nothing'>,
  dates: readonly OwnDate[],
  before?: Overview,
): Overview {
  const remind = before?.remind === true ? ({ remind: true } as const) : {}
  if (shows === 'calendar') {
    const told = new Map(before?.shows === 'calendar' ? before.days.map((day) => [placeOf(day), day.toldOn]) : [])
    const days = dates.slice(0, mostDays).map(({ key, kind, name, on }) => {
      const toldOn = told.get(placeOf({ key, until: on }))
      return { key, kind, until: on, ...(name && { name: bounded(name) }), ...(toldOn && { toldOn }) }
    })
    return { shows, ...remind, days }
  }
  const [first] = endsOfCredentials(dates)
  if (first === undefined) return { shows, ...remind }
  const { on: until, name = nameless } = first
  const same = before !== undefined && before.shows === shows && before.next?.until === until
  const toldOn = same && before.next?.toldOn ? { toldOn: before.next.toldOn } : {}
  return shows === 'date'
    ? { shows, ...remind, next: { until, ...toldOn } }
    : { shows, ...remind, next: { until, name: bounded(name), ...toldOn } }
}

const placeOf = ({ key, until }: { key: string; until: string }): string => `${until} ${key}`

const bounded = ({ ja, en }: Bilingual): Bilingual => ({ ja: cut(ja), en: cut(en) })
/** Words of somebody else, 120 UTF-16 units at most. */
export const cut = (text: string): string => [...text].slice(0, 100).join('').slice(0, 120)
