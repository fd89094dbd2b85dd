// One credential shown to somebody who stands at the screen, and nothing else of the program.
import { z } from 'zod'
import { language, realm } from './common.ts'
import { credentialCard, shownAttribute } from './credentials.ts'
import { actor } from './mandates.ts'
import { personColour } from './people.ts'
import { theme } from './settings.ts'

export const guestSeconds = z.union([z.literal(30), z.literal(60), z.literal(180), z.literal(300)])
export type GuestSeconds = z.infer<typeof guestSeconds>

/** What the owner chose: attributes by their path. */
export const guestChoice = z.object({
  id: z.string().min(1).max(100),
  attributes: z
    .array(z.array(z.union([z.string().max(200), z.number()])).max(20))
    .min(1)
    .max(200),
  seconds: guestSeconds,
})
export type GuestChoice = z.infer<typeof guestChoice>

/** The page, as the guest sees it: the chosen attributes, whose they are, and how far they were checked. */
export const guestPage = z.object({
  person: z.object({ name: z.string(), colour: personColour }),
  actor: actor.optional(),
  kind: credentialCard.shape.kind,
  name: credentialCard.shape.name,
  issuer: z.string(),
  validUntil: z.string().optional(),
  expired: z.boolean(),
  /** When the issuer's signature was verified last, here and without network, and whether it held. */
  check: z.object({ at: z.string(), valid: z.boolean() }),
  /** What the issuer said about revocation last; absent: it was never asked. */
  lastStatus: credentialCard.shape.lastStatus,
  attributes: z.array(shownAttribute).min(1),
  seconds: guestSeconds,
})
export type GuestPage = z.infer<typeof guestPage>

/** A show that runs: its page looks as the owner's screens do, since it may read nothing else. */
export const guestShow = z.object({
  page: guestPage,
  /** Milliseconds until it hides itself. */
  left: z.number().min(0),
  dress: z.object({ language, theme, furigana: z.boolean(), realm }),
})
export type GuestShow = z.infer<typeof guestShow>
