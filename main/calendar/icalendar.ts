// The calendar as other programs read it: iCalendar (RFC 5545).
import { ICalAlarmType, ICalCalendar, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import { calendarWords } from '../../preload/text/calendarWords.ts'
import { withoutRuby } from '../../preload/text/ruby.ts'
import { straight } from '../inOrder.ts'

export interface CalendarFileEntry {
  /** Stays the same for the same thing, so that a program which reads the file again replaces it (3.8.4.7). */
  readonly id: string
  readonly summary: string
  readonly description: string
  /** A day in Japan. */
  readonly on: string
}

/** Days before at which calendar programs remind; the entry is a whole day, so each is its midnight. */
const remindersBefore = [30, 7, 1]
const daySeconds = 86_400

/**
 * @param at when the entries were looked up (DTSTAMP, 3.8.7.2)
 * @returns text with CRLF and folded lines (3.1)
 */
export function buildCalendarFile(
  entries: readonly CalendarFileEntry[],
  { language, at }: { language: 'ja' | 'en'; at: Date },
): string {
  const file = new ICalCalendar({
    prodId: { company: 'tefuda', product: 'calendar', language: language.toUpperCase() },
    name: withoutRuby(calendarWords[language].title),
    method: ICalCalendarMethod.PUBLISH,
    // RFC 7986 5.7: how often a program that follows the file looks again.
    ttl: daySeconds,
  })
  for (const { id, summary, description, on } of entries) {
    const event = file.createEvent({
      id: `${id}@tefuda`,
      stamp: at,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      summary: plain(summary),
      // Such a day takes nobody's time (3.8.2.7).
      transparency: ICalEventTransparency.TRANSPARENT,
    })
    if (description !== '') event.description(plain(description))
    for (const days of remindersBefore)
      event.createAlarm({ type: ICalAlarmType.display, trigger: days * daySeconds, description: plain(summary) })
  }
  return file.toString()
}

/** TEXT has no control characters but line breaks (3.3.11): names come from issuers and hands. */
const plain = (text: string): string => straight(text).replaceAll(/\p{Cc}+/gu, ' ')
