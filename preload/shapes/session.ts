// The session with the portal, and what waits there.
import { z } from 'zod'
import { bilingual } from './common.ts'

export const session = z.object({
  portal: z.string(),
  origin: z.string(),
  /** The operator's back end that everything goes through, where the wallet does not speak with the portal itself. */
  through: z.string().optional(),
  name: z.string(),
  since: z.string(),
  /** How it was begun; 'pc': by the key that is enrolled for this PC. */
  by: z.enum(['card', 'pc', 'phone']),
  /** When the portal ends it, unless it is used before. */
  expiresAt: z.string(),
})
export type Session = z.infer<typeof session>

/** What waits at the portal for the person who is logged in. `link` is handed to receive.open or share.open as it is. */
export const inbox = z.object({
  offers: z.array(z.object({ id: z.string(), name: bilingual, issuer: z.string(), link: z.string() })),
  requests: z.array(z.object({ id: z.string(), verifier: z.string(), purpose: z.string(), link: z.string() })),
})
export type Inbox = z.infer<typeof inbox>

/** This PC or another, enrolled at the portal for logging in without the card. */
export const enrolledDevice = z.object({
  id: z.string(),
  name: z.string(),
  enrolledAt: z.string(),
  /** When the certificate ends that vouched for it. */
  endsAt: z.string(),
  usedAt: z.string().optional(),
  /** `certificate*`: it ended with the card's certificate. */
  state: z.enum(['active', 'revoked', 'certificateExpired', 'certificateRevoked', 'certificateReplaced']),
  thisPc: z.boolean(),
})
export type EnrolledDevice = z.infer<typeof enrolledDevice>

/** What is known of enrolment: here without asking anybody, and at the portal where somebody is logged in. */
export const enrolments = z.object({
  thisPc: z.object({ name: z.string(), enrolledAt: z.string(), endsAt: z.string() }).nullable(),
  atPortal: z.array(enrolledDevice).nullable(),
})
export type Enrolments = z.infer<typeof enrolments>

/** A log-in by phone that waits for its phone. */
export const phoneLogIn = z.object({
  /** What the QR code says. */
  address: z.string(),
  expiresAt: z.string(),
  /** 'confirmed': the phone shows a number, which is to be typed here. */
  state: z.enum(['waiting', 'scanned', 'confirmed', 'over', 'denied']),
})
export type PhoneLogIn = z.infer<typeof phoneLogIn>
