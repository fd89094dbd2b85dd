// Being logged in at a portal, and what it has for a person.
import { z } from 'zod'
import { portalNotice } from '../shapes/applications.ts'
import { calendar } from '../shapes/calendar.ts'
import { fetchedDocument, partnerDocument, partnerId, partnerList } from '../shapes/partners.ts'
import { bill, lookedAtBill, typedNumbers } from '../shapes/payments.ts'
import { selfInfoItem, selfInfoItemId, selfInfoJob, selfInfoPeriod } from '../shapes/selfInfo.ts'
import { enrolments, inbox, phoneLogIn, session } from '../shapes/session.ts'
import { call, done, event, id, nothing } from './call.ts'

export const sessionCalls = {
  read: call(nothing, session.nullable()),
  changed: event(session.nullable()),
  /**
   * Log in to the portal with the card. Main asks for the PIN in its own window, uses it once and keeps it nowhere.
   * `whose`: the person who was named for a phone, which shows its certificate only after the PIN.
   */
  logIn: call(z.object({ reader: id.optional(), whose: id.optional() }), session),
  logOut: call(nothing, done),
  inbox: call(nothing, inbox),
  /** Log in with the key that is enrolled for this PC; no card and no PIN. */
  logInByPc: call(nothing, session),
  /** Enrols this PC under that name, with the card: needs a session that the card began. `whose`: see logIn. */
  enrolPc: call(
    z.object({ name: z.string().trim().min(1).max(40), reader: id.optional(), whose: id.optional() }),
    enrolments,
  ),
  enrolments: call(nothing, enrolments),
  endEnrolment: call(z.object({ id }), enrolments),
  /** Shows a QR code for a phone, for one minute; how far the phone is comes by phoneChanged. */
  beginPhone: call(z.object({ pcName: z.string().trim().min(1).max(40) }), phoneLogIn),
  phoneChanged: event(phoneLogIn),
  /** The number that the phone shows. It is good for this one log-in begun here, and nowhere else. */
  finishPhone: call(z.object({ number: z.string().regex(/^\d{6}$/) }), session),
  stopPhone: call(nothing, done),
} as const

export const noticesCalls = {
  list: call(nothing, z.array(portalNotice)),
  markRead: call(z.object({ id }), z.array(portalNotice)),
} as const

export const paymentsCalls = {
  list: call(nothing, z.array(bill)),
  /** Asks the portal what is to be paid under these numbers, anybody's. */
  look: call(typedNumbers, lookedAtBill),
  /** Pays what was looked at; `id` is its pendingId. */
  pay: call(z.object({ id }), bill),
} as const

/** 自己情報取得. Jobs and results lie in the drawer; all but `list` and `remove` ask the portal. */
export const selfInfoCalls = {
  /** The newest first. */
  list: call(nothing, z.array(selfInfoJob)),
  items: call(nothing, z.array(selfInfoItem)),
  /** Asks, and opens the page on which the person consents. `mandateId`: for whoever gave that mandate. */
  ask: call(
    z.object({
      items: z.array(selfInfoItemId).min(1).max(108),
      period: selfInfoPeriod,
      purpose: z.string().trim().min(1).max(200),
      mandateId: id.optional(),
    }),
    selfInfoJob,
  ),
  /** Opens that page once more. */
  openConsent: call(z.object({ id }), done),
  /** Reads the four attributes of the owner's card and has them compared with who consented. */
  compare: call(z.object({ id, by: z.enum(['pin', 'checkNumberB']), reader: id.optional() }), selfInfoJob),
  /** `quiet`: while somebody looks at it; nothing to be cancelled. */
  refresh: call(z.object({ quiet: z.boolean().optional() }), z.array(selfInfoJob)),
  /** Takes what is kept out of the drawer. */
  remove: call(z.object({ id }), z.array(selfInfoJob)),
} as const

/** Accounts of e-Tax and ねんきんネット that the open person linked to the portal's. */
export const partnersCalls = {
  /** What the portal told last, without asking it. */
  list: call(nothing, partnerList),
  refresh: call(nothing, partnerList),
  link: call(z.object({ partner: partnerId }), partnerList),
  unlink: call(z.object({ partner: partnerId }), partnerList),
  /** Opens the partner's page in the browser, logged in. */
  signOn: call(z.object({ partner: partnerId }), done),
  /** What the partner has for the person. */
  documents: call(z.object({ partner: partnerId }), z.array(partnerDocument)),
  /** Fetches those into the papers; what came of each. */
  fetch: call(z.object({ partner: partnerId, ids: z.array(id).min(1).max(100) }), z.array(fetchedDocument)),
} as const

/** What ends or is due: of the open drawer all of it, of the others what they allowed. Needs no card and no portal. */
export const calendarCalls = {
  read: call(nothing, calendar),
  /** Something in it may have changed; whoever shows it reads it anew. */
  changed: event(z.object({ at: z.string() })),
  add: call(z.object({ name: z.string().trim().min(1).max(100), on: z.iso.date() }), calendar),
  /** When the open person's card ends, as its face says. */
  keepCardEnd: call(z.object({ on: z.iso.date() }), calendar),
  /** What was typed, or told by the card. */
  remove: call(z.object({ id }), calendar),
  /** Whether the operating system reminds of what the open person lets everybody see. */
  remind: call(z.object({ on: z.boolean() }), calendar),
  /** The file for calendar programs, not encrypted: what everybody may see, kept up to date. */
  follow: call(z.object({ on: z.boolean() }), calendar),
  /** Shows that file in its folder. */
  showFile: call(nothing, done),
  /** All that is shown now as one iCalendar file, not encrypted. */
  exported: call(nothing, z.object({ text: z.string() })),
  /** Saves it; null when the person chose no place. */
  saveExport: call(nothing, z.object({ savedAs: z.string() }).nullable()),
  /** Gives the reminders that are due to the operating system now. */
  tellDue: call(nothing, z.object({ told: z.array(z.object({ person: z.string(), dates: z.int() })) })),
} as const
