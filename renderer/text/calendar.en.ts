// The expiry calendar, in English.
import type { calendar as ja } from './calendar.ja.ts'

export const calendar: typeof ja = {
  title: 'Calendar',
  lead: 'What ends and what is due, for the whole family. Needs neither a card nor the internet.',
  whose: 'Whose dates',
  everybody: 'Everybody',
  groups: {
    past: 'Passed',
    month: 'The next 30 days',
    quarter: 'After that, within 3 months',
    later: 'Later',
  },
  empty: 'There are no dates that can be seen now.',
  emptyOpen: 'Dates come here when you receive credentials, apply for something, or lay your card on the reader.',
  remove: 'Take away',
  removeNamed: (what) => `Take away: ${what}`,
  removed: 'Taken away',
  look: 'Look',
  lookNamed: (what) => `Look: ${what}`,

  hidden: {
    title: 'Not seen here',
    nothing: (name) => `The dates of ${name} can be seen when ${name}’s drawer is open.`,
    part: (name) => `${name} shows only what ends next. The rest is in the drawer.`,
  },

  unknown: {
    title: 'Not known yet',
    authentication: 'The certificate for logging in: known once your card lies on the reader.',
    signature:
      'The certificate for signing: known once it is read under “Card”, “Certificates” (this takes the signing PIN).',
    card: 'The card itself: read its face under “Card” and put the day into the calendar, or add it below.',
    toCard: 'To the “Card” screen',
  },

  add: {
    title: 'Add a date of your own',
    lead: 'For what the wallet does not know, such as a passport or an insurance policy.',
    name: 'What ends',
    nameMissing: 'Write what ends.',
    on: 'Date',
    onMissing: 'Choose a date.',
    action: 'Add to the calendar',
    done: 'Added to the calendar',
  },

  remind: {
    title: 'Notifications of this PC',
    label: 'Remind me by notifications of this PC',
    note: '60, 30, 7 and 1 days before, and on the day; while Tefuda runs. Others may see notifications, so they say no more than you chose to show above.',
    first: 'For notifications, choose above something other than “Show no days”.',
    cannot: 'This PC shows no notifications now. Look at the notification settings of your desktop.',
  },

  file: {
    title: 'In other calendars',
    exportText:
      'Makes a calendar file (.ics) of the dates on this screen. It is not encrypted: whoever can read the file sees what is in it.',
    export: 'Save as a file',
    saved: (name) => `Saved as ${name}`,
    follow: 'Keep a file that calendar programs can follow',
    followNote:
      'The file changes with the dates. It holds only what each person chose to show while their drawer is locked. It is not encrypted. Switched off, it is deleted.',
    where: (name, folder) => `File: ${name} (${folder})`,
    how: 'Subscribe to this file, or import it, in your calendar.',
    show: 'Open the folder',
  },

  comingUp: 'Ending soon',
  toCalendar: 'To the calendar',

  keepCardEnd: 'Put its last day into the calendar',
  cardEndKept: 'Its last day is in the calendar',
}
