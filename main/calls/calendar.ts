// The expiry calendar: the open drawer's days and what the others allowed; without any drawer only the latter.
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { Handlers } from '../../preload/contract.ts'
import type { Calendar, CalendarEntry } from '../../preload/shapes/calendar.ts'
import { familyDates } from '../calendar/familyDates.ts'
import { buildCalendarFile } from '../calendar/icalendar.ts'
import { dropDate, endsOnCards, keepOwnDate, keptDates, noteEnds } from '../calendar/noteEnds.ts'
import { readOwnDates } from '../calendar/ownDates.ts'
import {
  fileEntry,
  isSubscribed,
  removeSubscription,
  subscriptionFile,
  writeSubscription,
} from '../calendar/subscription.ts'
import { saveAs } from '../documents/saveAs.ts'
import { shownFolder } from '../documents/shownFolder.ts'
import { fail } from '../failure.ts'
import { listedPeople, remindPerson } from '../household/changePeople.ts'
import { dayOf, daysBetween } from '../mandates/days.ts'
import { ownChoice } from './people.ts'
import type { Room } from './room.ts'

/** Typed by hand, in one drawer. */
const mostTyped = 200
const saveTitle = { ja: '予定をカレンダーのファイルに保存する', en: 'Save the calendar' } as const

export function calendarCalls(room: Room): Handlers['calendar'] {
  const { at, cards, desk, language, ports, tellHousehold } = room

  // What the card of the open person tells without a PIN is known from then on without it.
  cards.onChange((state) => {
    const open = desk.read()
    if (open === undefined) return
    const ends = endsOnCards(state, open.personId)
    if (ends.length === 0) return
    // Somebody who may only look leaves it as it is; a drawer that locks meanwhile too.
    noteEnds(open.drawer, ends, at()).then(
      (changed) => (changed ? room.followCalendar() : undefined),
      () => undefined,
    )
  })

  async function read(): Promise<Calendar> {
    const open = desk.read()
    if (open !== undefined) {
      // A card that has just opened the drawer is known to be its person's before its end is asked for.
      await cards.askOwners()
      await noteEnds(open.drawer, endsOnCards(cards.read(), open.personId), at()).catch(() => false)
    }
    const people = await listedPeople(ports)
    const today = dayOf(at())
    const own = open === undefined ? [] : await readOwnDates(open.drawer, at())
    const entries: CalendarEntry[] = [
      ...own.map(({ key, credential: _, ...date }) => entry(open?.personId ?? '', key, date, today)),
      ...people
        .filter(({ id }) => id !== open?.personId)
        .flatMap((person) =>
          familyDates(person).map(({ key, toldOn: _, ...date }) => entry(person.id, key, date, today)),
        ),
    ]
    return {
      today,
      entries: entries.sort((a, b) => a.days - b.days).slice(0, 2_000),
      people: people.map(({ id, name, overview }) => ({
        personId: id,
        name,
        seen: id === open?.personId ? 'open' : (overview?.shows ?? 'nothing'),
        remind: overview?.remind === true,
      })),
      canRemind: (await ports.notices?.can()) ?? false,
      file: isSubscribed(ports.home)
        ? { name: basename(subscriptionFile(ports.home)), folder: shownFolder(subscriptionFile(ports.home)) }
        : null,
    }
  }
  async function changed(): Promise<Calendar> {
    await room.followCalendar()
    return read()
  }

  async function exported(): Promise<string> {
    const { entries, people } = await read()
    const names = new Map(people.map(({ personId, name }) => [personId, name]))
    const spoken = await language()
    const lines = entries.map(({ id: key, personId, ...date }) =>
      fileEntry({ key, personId, person: names.get(personId) ?? '', ...date }, spoken),
    )
    return buildCalendarFile(lines, { language: spoken, at: ports.now() })
  }

  return {
    read,
    add: async ({ name, on }) => {
      const { drawer } = desk.open()
      const typed = (await keptDates(drawer)).filter(({ content }) => content.what === 'own')
      if (typed.length >= mostTyped) fail({ code: 'calendar.full', most: mostTyped })
      await keepOwnDate(drawer, randomUUID(), { name, on, notedAt: at() })
      return changed()
    },
    keepCardEnd: async ({ on }) => {
      await noteEnds(desk.open().drawer, [{ what: 'card', on }], at())
      return changed()
    },
    remove: async ({ id }) => {
      const { drawer } = desk.open()
      if (!(await keptDates(drawer)).some((kept) => kept.id === id)) fail({ code: 'calendar.notFound' })
      await dropDate(drawer, id)
      return changed()
    },
    remind: async ({ on }) => {
      const { drawer, personId } = ownChoice(desk)
      await drawer.record({ at: at(), act: 'overview', outcome: 'done', party: '', items: [] })
      await remindPerson(ports, personId, on)
      return changed()
    },
    follow: async ({ on }) => {
      if (on)
        await writeSubscription(await listedPeople(ports), {
          home: ports.home,
          language: await language(),
          now: ports.now(),
        })
      else await removeSubscription(ports.home)
      await tellHousehold()
      return read()
    },
    showFile: async () => {
      if (!isSubscribed(ports.home)) fail({ code: 'file.unreadable' })
      ports.files.showInFolder(subscriptionFile(ports.home))
    },
    exported: async () => ({ text: await exported() }),
    saveExport: async () =>
      saveAs(ports.files, {
        title: saveTitle[await language()],
        name: `tefuda-${dayOf(at())}.ics`,
        content: await exported(),
      }),
    tellDue: async () => {
      const told = (await room.calendar.remind()) ?? fail({ code: 'calendar.noNotices' })
      return { told: told.map(({ person, dates }) => ({ person, dates: dates.length })) }
    },
  }
}

const entry = (
  personId: string,
  key: string,
  date: Omit<CalendarEntry, 'id' | 'personId' | 'days'>,
  today: string,
): CalendarEntry => ({ id: key, personId, ...date, days: daysBetween(today, date.on) })
