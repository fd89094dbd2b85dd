// How the applications of the others stand, and letting them see one's own; in English.
import type { familyApplications as ja } from './familyApplications.ja.ts'

export const familyApplications: typeof ja = {
  lead: 'Of somebody whose drawer is locked, what they decided to show is here and nothing else.',
  opensMore: (name) => `Opening ${name}’s drawer shows the rest`,
  knownOn: (day) => `As it was when the drawer was open on ${day}.`,
  fetchedOn: (day) => `Fetched from the portal on ${day}`,
  asksBack: 'It has to be corrected and sent again',
  due: (day) => `Next due: ${day}`,
  late: 'past its day',
  none: 'No application was sent.',
  more: (count) => `And ${count} more.`,

  ownSeen: (name) => `How ${name}’s applications stand can be seen by the family while the drawer is locked.`,
  ownHidden: (name) => `How ${name}’s applications stand cannot be seen by the others.`,
  decide: 'Decide whether they see it',

  title: 'How applications stand, for the family to see while the drawer is locked',
  allowLead:
    'How far applications are can stand on the “Family” and “How applications stand” screens even while the drawer is locked. Everybody who uses this PC can look at those, so it is off at first.',
  allow: 'Show how my applications stand',
  allowNote:
    'Seen are the procedure’s name, the portal’s own word for how it stands, whether it has to be corrected, the next day on which something is due, and as of when this is. Receipt numbers, what you filled in and documents that came are never seen, nor is what you sent for somebody else.',
  seenNothing: 'Nothing about applications can be seen.',
  follows: 'It follows when you send or fetch. Once you stop showing it, it is gone at once.',

  glance: 'Applications',
  count: (count) => `${count} ${count === 1 ? 'application' : 'applications'}`,
  asksBackCount: (count) => `${count} to correct`,
  asOf: (day) => `As of ${day}`,
}
