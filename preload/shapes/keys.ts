// The keys of the open drawer, and what its owner is told about its door.
import { z } from 'zod'
import { slot } from './people.ts'

export const key = slot.extend({
  /** Of a card: what it was when it was added; absent where it was added before that was kept. */
  medium: z.enum(['card', 'phone']).optional(),
  /** When it opened the drawer last; absent: not since that is kept. */
  usedAt: z.string().optional(),
  /** The drawer that is open now was opened with it. */
  opened: z.boolean().optional(),
})
export type Key = z.infer<typeof key>

/**
 * 'wrongTries': `count` wrong passphrases, codes or shares were typed before the drawer was opened again. 'familyUsed': the
 * drawer was opened by shares of the family.
 */
export const doorNotice = z.object({
  id: z.number().int(),
  kind: z.enum(['wrongTries', 'familyUsed']),
  at: z.string(),
  count: z.number().int().optional(),
})
export type DoorNotice = z.infer<typeof doorNotice>
