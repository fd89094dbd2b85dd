// Why a drawer is shut, after how long, and what of it this PC can notice.
import { z } from 'zod'

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
export const lockNews = z.object({ reason: lockReason, at: z.string(), personId: z.string() })
export type LockNews = z.infer<typeof lockNews>
