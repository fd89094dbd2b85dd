// Who lives here, what the family sees, and showing one credential to a guest.
import { z } from 'zod'
import { opener } from '../shapes/common.ts'
import { guestChoice, guestPage, guestShow } from '../shapes/guest.ts'
import { lockNews } from '../shapes/locks.ts'
import { household, overviewShows, person, personColour, personDrawing } from '../shapes/people.ts'
import { call, done, event, id, nothing } from './call.ts'

export const householdCalls = {
  read: call(nothing, household),
  changed: event(household),
  /** Makes a person and their drawer; main asks for PIN or passphrase and shows the recovery code in its own window. */
  addPerson: call(
    z.object({
      name: z.string().trim().min(1).max(40),
      colour: personColour,
      opener: z.enum(['card', 'passphrase']),
    }),
    person,
  ),
  unlock: call(z.object({ personId: id, by: opener, reader: id.optional() }), household),
  /** The page begins anew. `next`: whose drawer that page then opens, and how. */
  lock: call(lockNews.pick({ next: true }).optional(), household),
  /** The open person says that the card in that reader is theirs, after a card.unfamiliar; kept outside the drawer as a keyed hash. */
  bindCard: call(z.object({ reader: id }), household),
  /** How many cards the open person has said are theirs, beside those that open the drawer. */
  rememberedCards: call(nothing, z.number().int()),
  /** Forgets them all: each is asked about again when it is next used. */
  forgetCards: call(nothing, done),
  /** Where a person stands in the list, from 0; anybody may. */
  move: call(z.object({ personId: id, to: z.int().min(0).max(31) }), household),
  // What follows is the open person's own choice, or for a child its guardian's: person.ownChoice.
  rename: call(z.object({ name: z.string().trim().min(1).max(40) }), household),
  recolour: call(z.object({ colour: personColour }), household),
  /** One of our drawings; null: the first letter of their name again. */
  draw: call(z.object({ drawing: personDrawing.nullable() }), household),
  /** Lets the person choose a photo, of which a small copy is kept; null when they chose none. */
  choosePhoto: call(nothing, household.nullable()),
  /** What everybody at this PC may see while the drawer is shut. */
  allowOverview: call(z.object({ shows: overviewShows }), household),
  /** Whether everybody at this PC may see how their applications stand; apart from the days. */
  allowApplications: call(z.object({ allowed: z.boolean() }), household),
  /** The other realm: restarts the program there. */
  switchRealm: call(nothing, done),
} as const

/** One credential shown at the screen; while it is, every call outside this group is refused (guest.running). */
export const guestCalls = {
  /** What would be shown, verified again now. Nothing begins. */
  look: call(guestChoice, guestPage),
  /** Writes it down, locks everything else, and shows. */
  begin: call(guestChoice, done),
  /** What is shown now. */
  read: call(nothing, guestShow.nullable()),
  /** Hides it; it is gone. */
  end: call(nothing, done),
  /** Whether something is shown. */
  changed: event(z.boolean()),
} as const
