// The file that calendar programs follow. It lies open on the disk, so it holds what everybody at this PC may see, and that it
// is there is the wish that it be there.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { calendarWords, plainDate } from '../../preload/text/calendarWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { storageFailure } from '../drawer/database.ts'
import type { HouseholdPerson } from '../household/people.ts'
import { dayOf } from '../mandates/days.ts'
import { writeWhole } from '../writeWhole.ts'
import { familyDates } from './familyDates.ts'
import { buildCalendarFile, type CalendarFileEntry } from './icalendar.ts'

export const subscriptionFile = (home: string): string => join(home, 'tefuda-calendar.ics')

export const isSubscribed = (home: string): boolean => existsSync(subscriptionFile(home))

interface Writing {
  readonly home: string
  readonly language: 'ja' | 'en'
  readonly now: Date
}

/** @throws store.full, store.readOnly, file.unreadable */
export async function writeSubscription(people: readonly HouseholdPerson[], { home, language, now }: Writing) {
  const entries = people.flatMap(({ id, name, ...person }) =>
    familyDates(person).map(({ key, ...date }) => fileEntry({ personId: id, person: name, key, ...date }, language)),
  )
  // The same content on the same day is the same file, which is then left alone.
  const at = new Date(`${dayOf(now.toISOString())}T00:00:00Z`)
  const text = buildCalendarFile(entries, { language, at })
  const path = subscriptionFile(home)
  const before = await readFile(path, 'utf8').catch(() => undefined)
  if (before !== text) await writeWhole(path, text)
}

/** @throws store.readOnly, file.unreadable */
export async function removeSubscription(home: string): Promise<void> {
  await rm(subscriptionFile(home), { force: true }).catch((error: unknown) => {
    throw storageFailure(error)
  })
}

type Dated = Parameters<typeof plainDate>[0] & {
  readonly personId: string
  readonly person: string
  readonly key: string
  readonly on: string
}

export function fileEntry({ personId, person, key, on, ...date }: Dated, language: 'ja' | 'en'): CalendarFileEntry {
  const words = calendarWords[language]
  return {
    id: createHash('sha256').update(`${personId} ${key}`).digest('base64url').slice(0, 22),
    summary: withoutRuby(words.line(plainDate(date)[language], person)),
    description: withoutRuby(words.kinds[date.kind].advice),
    on,
  }
}
