// The expiry calendar: what ends or is due, of whom; the days of shut drawers only as far as their owners allowed it.
import { z } from 'zod'
import { bilingual } from './common.ts'
import { overviewShows } from './people.ts'

/**
 * 'insurance', 'licence', 'certificate', 'credential' (any other one): a credential in the drawer. 'licenceEnds',
 * 'insuranceEnds': the licence or the insurance that it attests. 'authentication', 'signature', 'phone': certificates of the card and of a phone. 'card': the
 * card itself. 'mandate…', 'portalMandate…': last days of mandates here and at the portal. 'fifteen', 'ofAge': birthdays of a child. 'followUp':
 * what an application brings with it. 'payment': a tax or a fee. 'own': typed by the person. 'something': its owner shows the day only.
 */
export const calendarKind = z.enum([
  'insurance',
  'licence',
  'certificate',
  'credential',
  'licenceEnds',
  'insuranceEnds',
  'authentication',
  'signature',
  'phone',
  'card',
  'mandateGiven',
  'mandateHeld',
  'portalMandateGiven',
  'portalMandateHeld',
  'fifteen',
  'ofAge',
  'followUp',
  'payment',
  'own',
  'something',
])
export type CalendarKind = z.infer<typeof calendarKind>

/** What is kept in the drawer for the calendar alone; all else it finds where it lies. */
export const keptDate = z.object({
  what: z.enum(['authentication', 'signature', 'phone', 'card', 'own']),
  /** Of what the person typed. */
  name: z.string().min(1).max(100).optional(),
  on: z.iso.date(),
  /** When the card said so, or the person. */
  notedAt: z.string().max(40),
})
export type KeptDate = z.infer<typeof keptDate>

export const calendarEntry = z.object({
  id: z.string().max(100),
  personId: z.string().max(100),
  kind: calendarKind,
  /** The credential's, the application's, the other person's; absent where the kind says all. */
  name: bilingual.optional(),
  /** A day in Japan; of what ends: the last one. */
  on: z.iso.date(),
  /** From today to that day; negative: it has passed. */
  days: z.int(),
  /** Of what the person typed or the card told: it can be taken away. */
  keptId: z.string().max(100).optional(),
})
export type CalendarEntry = z.infer<typeof calendarEntry>

export const calendar = z.object({
  today: z.iso.date(),
  /** The earliest first. */
  entries: z.array(calendarEntry).max(2_000),
  people: z
    .array(
      z.object({
        personId: z.string().max(100),
        name: z.string().max(60),
        /** 'open': their drawer is open, and all of it is here. */
        seen: z.enum(['open', ...overviewShows.options]),
        /** Reminded by the operating system of what everybody may see. */
        remind: z.boolean(),
      }),
    )
    .max(64),
  /** Whether this PC shows notifications now. */
  canRemind: z.boolean(),
  /** The file for calendar programs, which follows what everybody may see; null: there is none. */
  file: z.object({ name: z.string().max(200), folder: z.string().max(1_000) }).nullable(),
})
export type Calendar = z.infer<typeof calendar>
