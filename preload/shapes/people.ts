// People and their drawers.
import { z } from 'zod'
import { familyApplications } from './applications.ts'
import { bilingual, opener, realm } from './common.ts'
import { actor } from './mandates.ts'

export const personColour = z.enum(['blue', 'green', 'orange', 'magenta', 'purple', 'cyan'])

/** Pictures of our own that a person can choose (renderer/components/Drawing.tsx). */
export const personDrawing = z.enum([
  'cat',
  'dog',
  'rabbit',
  'bear',
  'bird',
  'fish',
  'tulip',
  'tree',
  'clover',
  'sun',
  'boat',
  'umbrella',
])
export type PersonDrawing = z.infer<typeof personDrawing>

/** A drawing, or a photo as a data: URL of a small JPEG that the wallet made itself (main/pictures/shrinkPhoto.ts). */
export const personPicture = z.union([
  z.strictObject({ drawing: personDrawing }),
  z.strictObject({
    photo: z
      .string()
      .max(90_000)
      .regex(/^data:image\/jpeg;base64,[A-Za-z0-9+/]+={0,2}$/),
  }),
])
export type PersonPicture = z.infer<typeof personPicture>

/**
 * What of a shut drawer everybody at this PC may see: nothing, the day on which something expires next, or also what it is;
 * 'calendar': every day of the calendar, with what it is.
 */
export const overviewShows = z.enum(['nothing', 'date', 'named', 'calendar'])
export type OverviewShows = z.infer<typeof overviewShows>

export const person = z.object({
  id: z.string(),
  name: z.string(),
  colour: personColour,
  openers: z.array(opener),
  picture: personPicture.optional(),
  /** Absent: nothing. */
  overview: overviewShows.optional(),
  /** What expires next, as far as this person lets everybody see it; a day in Japan. */
  next: z.object({ until: z.iso.date(), name: bilingual.optional() }).optional(),
  /** How their applications stand; absent: they let nobody see it. */
  applications: familyApplications.optional(),
})
export type Person = z.infer<typeof person>

export const household = z.object({
  realm,
  /** 'private': practice mode runs a keyring of its own, whose password lies beside it. */
  keychain: z.enum(['system', 'private', 'unavailable']),
  people: z.array(person),
  /** The person whose drawer is open. */
  open: z
    .object({
      personId: z.string(),
      by: opener,
      since: z.string(),
      /** Somebody who acts for them opened it. */
      actor: actor.optional(),
    })
    .nullable(),
})
export type Household = z.infer<typeof household>

export const slot = z.object({ id: z.string(), kind: opener, createdAt: z.string() })
export type Slot = z.infer<typeof slot>
