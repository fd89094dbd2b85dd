// People and their drawers.
import { z } from 'zod'
import { opener, realm } from './common.ts'

export const personColour = z.enum(['blue', 'green', 'orange', 'magenta', 'purple', 'cyan'])

export const person = z.object({
  id: z.string(),
  name: z.string(),
  colour: personColour,
  openers: z.array(opener),
})
export type Person = z.infer<typeof person>

export const household = z.object({
  realm,
  /** 'private': practice mode runs a keyring of its own, whose password lies beside it. */
  keychain: z.enum(['system', 'private', 'unavailable']),
  people: z.array(person),
  /** The person whose drawer is open. */
  open: z.object({ personId: z.string(), by: opener, since: z.string() }).nullable(),
})
export type Household = z.infer<typeof household>

export const slot = z.object({ id: z.string(), kind: opener, createdAt: z.string() })
export type Slot = z.infer<typeof slot>
