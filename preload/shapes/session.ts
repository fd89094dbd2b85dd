// The session with the portal, and what waits there.
import { z } from 'zod'
import { bilingual } from './common.ts'

export const session = z.object({
  portal: z.string(),
  origin: z.string(),
  name: z.string(),
  since: z.string(),
  expiresAt: z.string(),
})
export type Session = z.infer<typeof session>

/** What waits at the portal for the person who is logged in. `link` is handed to receive.open or share.open as it is. */
export const inbox = z.object({
  offers: z.array(z.object({ id: z.string(), name: bilingual, issuer: z.string(), link: z.string() })),
  requests: z.array(z.object({ id: z.string(), verifier: z.string(), purpose: z.string(), link: z.string() })),
})
export type Inbox = z.infer<typeof inbox>
