// Why a drawer is shut, after how long, and what of it this PC can notice.
import { z } from 'zod'
import { opener } from './common.ts'

/**
 * hand: somebody pressed it. idle: nobody touched the PC. cardOut: the card that opened it was taken out. windowClosed:
 * closed, or minimised for long. guestShow: one credential is shown to somebody. otherPerson: another drawer is opened.
 * drawerEnded: its process ended by itself. realm: the program starts again for practice, or for real.
 */
export const lockReason = z.enum([
  'hand',
  'idle',
  'cardOut',
  'screenLock',
  'suspend',
  'userSwitch',
  'sessionEnd',
  'windowClosed',
  'guestShow',
  'otherPerson',
  'drawerEnded',
  'realm',
])
export type LockReason = z.infer<typeof lockReason>

/** Whose drawer was shut last, and why. */
export const lockNews = z.object({
  reason: lockReason,
  at: z.string(),
  personId: z.string(),
  /** Whose drawer is to be opened now, and how: told once. */
  next: z.object({ personId: z.string().min(1).max(100), by: opener }).optional(),
})
export type LockNews = z.infer<typeof lockNews>

/** Minutes without anybody's hand after which a drawer locks. There is no "never": the next person sits at the same desk. */
export const idleMinutes = z.union([
  z.literal(1),
  z.literal(3),
  z.literal(5),
  z.literal(10),
  z.literal(15),
  z.literal(30),
])
export type IdleMinutes = z.infer<typeof idleMinutes>
export const idleMinutesAtFirst: IdleMinutes = 5

/** What a desktop can tell, each a reason to lock. */
export const desktopEvent = z.enum(['screenLock', 'suspend', 'userSwitch', 'sessionEnd'])
export type DesktopEvent = z.infer<typeof desktopEvent>

export const lockChoices = z.object({
  /** Of the open person. */
  idleMinutes,
  /** What this PC tells; the rest it cannot notice. */
  noticed: z.array(desktopEvent),
})

/** Nobody's hand for a while: the drawer locks in so many seconds. */
export const lockWarning = z.object({ seconds: z.int().min(0).max(60) })
export type LockWarning = z.infer<typeof lockWarning>
