// Leaving this PC: a person, their drawer for another PC, or everybody because the PC is given away.
import { z } from 'zod'
import { opener } from './common.ts'
import { personColour } from './people.ts'

/** Who may leave, and what should be known first. */
export const leavingPerson = z.object({
  id: z.string(),
  /** Empty where it is not known. */
  name: z.string(),
  colour: personColour,
  openers: z.array(opener),
  /** What is typed to say that it is meant: the name, or the beginning of the drawer's id where there is none. */
  word: z.string(),
  /** The header cannot be read: no key opens it any more. */
  unopenable: z.boolean(),
  /** The backup made last, and whether what is in it was tried; null where none is remembered. */
  backup: z.object({ madeAt: z.string(), triedAt: z.string().nullable(), recent: z.boolean() }).nullable(),
  /** Somebody said that nobody can open this drawer. It may be removed from `until` on, unless it is opened before. */
  removal: z.object({ askedAt: z.string(), until: z.string(), withdrawnAt: z.string().nullable() }).nullable(),
})
export type LeavingPerson = z.infer<typeof leavingPerson>

export const leavingState = z.object({
  people: z.array(leavingPerson),
  /** Drawers in the other realm: they go too when the PC is given away. */
  elsewhere: z.number(),
})
export type LeavingState = z.infer<typeof leavingState>

/** What has been taken away. */
export const erasedThing = z.object({
  what: z.enum([
    'drawer',
    'earlier',
    'head',
    'entry',
    'keysHeld',
    'drawers',
    'people',
    'secrets',
    'settings',
    'practice',
    'window',
  ]),
  count: z.number(),
})
export type ErasedThing = z.infer<typeof erasedThing>

/** What is left, or out of reach; each has words that say what to do about it. */
export const leftThing = z.object({
  what: z.enum([
    'keychain',
    'list',
    'files',
    'practiceElsewhere',
    'disk',
    'backups',
    'papers',
    'portal',
    'presented',
    'documents',
    'card',
    'phone',
    'mandates',
    'heldByOthers',
    'heldForOthers',
    'account',
  ]),
  /** Whose, or which, where that is known. */
  names: z.array(z.string()),
})
export type LeftThing = z.infer<typeof leftThing>

export const leavingReport = z.object({
  kind: z.enum(['person', 'pc']),
  /** Whose, for a person; empty for the PC. */
  name: z.string(),
  at: z.string(),
  erased: z.array(erasedThing),
  left: z.array(leftThing),
})
export type LeavingReport = z.infer<typeof leavingReport>
