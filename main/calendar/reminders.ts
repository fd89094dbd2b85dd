// Reminds through the operating system, while the program runs: when it starts, every hour, and when what may be seen changed.
import { calendarWords, plainDate } from '../../preload/text/calendarWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { changePeople, type ListPlace, listedPeople } from '../household/changePeople.ts'
import { dayOf } from '../mandates/days.ts'
import type { Notices } from '../ports.ts'
import { type DueReminder, dueReminders, markTold } from './dueReminders.ts'

export interface ReminderRules {
  readonly place: ListPlace
  readonly notices: Notices
  readonly now: () => Date
  readonly language: () => Promise<'ja' | 'en'>
}

/**
 * Tells each person what is due, once. What the system did not take is told the next time.
 * @returns what was told
 * @throws keychain.unavailable, household.*, store.full, file.unreadable
 */
export async function tellReminders({ place, notices, now, language }: ReminderRules): Promise<DueReminder[]> {
  const today = dayOf(now().toISOString())
  const due = dueReminders(await listedPeople(place), today)
  const told: DueReminder[] = []
  for (const one of due) if (await notices.show(reminderText(one, await language()))) told.push(one)
  if (told.length > 0) await changePeople(place, (people) => markTold(people, told, today))
  return told
}

/** One notification for a person: what comes first, and how much more there is. */
export function reminderText({ person, dates }: DueReminder, language: 'ja' | 'en'): { title: string; body: string } {
  const words = calendarWords[language]
  const lines = dates
    .slice(0, 3)
    .map((date) => words.reminder(plainDate(date)[language], shortDay(date.on, language), date.days))
  if (dates.length > lines.length) lines.push(words.more(dates.length - lines.length))
  return { title: withoutRuby(words.reminderTitle(person)), body: withoutRuby(lines.join('\n')) }
}

const shortDay = (day: string, language: 'ja' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
