// Applications (申請) and notices (お知らせ) as they are kept in the drawer: readable with no portal at hand.
import { z } from 'zod'

const line = z.string().max(2_000)
/** Plain JSON: what a form holds. Numbers are whole. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
export const json: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.string().max(20_000),
    z.int(),
    z.boolean(),
    z.null(),
    z.array(json).max(200),
    z.record(z.string().max(100), json),
  ]),
)
export const formContent = z.record(z.string().max(100), json)
export type FormContent = z.infer<typeof formContent>

/** The portal's own label stands beside it and is what is shown. */
export const applicationStatus = z.enum([
  'sent',
  'arrived',
  'reviewing',
  'payment_wait',
  'returned',
  'completed',
  'rejected',
  'withdrawn',
])
export type ApplicationStatus = z.infer<typeof applicationStatus>

/** How who sends it stands to whom it concerns. 'family': 提出代行; 'officer': for a company. */
export const standing = z.enum(['self', 'legal', 'appointed', 'family', 'officer'])

/** A place in what was sent, as a JSON pointer (RFC 6901) that begins with /form or /attachments, and what is wrong there. */
export const fault = z.object({ pointer: z.string().max(500), message: line })
export type Fault = z.infer<typeof fault>

export const followUp = z.object({
  title: line,
  who: line,
  basis: line,
  /** A procedure of this portal; absent: at a counter, or somebody else's. */
  procedure: z.string().max(100).optional(),
  dueOn: z.iso.date().optional(),
})

export const officialDocument = z.object({
  id: z.string().max(100),
  name: line,
  media: z.string().max(100),
  /** Bytes. */
  size: z.int().min(0),
  /** base64url */
  sha256: z.string().max(64),
  issuedAt: z.string().max(40),
  /** The paper in the drawer; absent while it was not fetched. */
  paperId: z.string().max(100).optional(),
})

export const application = z.object({
  /** 受付番号 */
  receiptNo: z.string().max(60),
  /** 到達番号 */
  arrivalNo: z.string().max(60).optional(),
  procedure: z.string().max(100),
  title: line,
  applicant: z.object({ name: line, me: z.boolean() }),
  actor: z.object({ name: line, me: z.boolean() }),
  standing,
  submittedAt: z.string().max(40),
  status: applicationStatus,
  label: line,
  history: z
    .array(z.object({ at: z.string().max(40), status: applicationStatus, label: line, note: line.optional() }))
    .max(500),
  form: formContent,
  /** What is asked back (補正依頼). */
  faults: z.array(fault).max(50).optional(),
  fee: z
    .object({
      /** Yen. */
      amount: z.int(),
      paymentNumber: z.string().max(60),
      confirmationNumber: z.string().max(60),
      dueOn: z.iso.date(),
      paidAt: z.string().max(40).optional(),
    })
    .optional(),
  followUps: z.array(followUp).max(50).optional(),
  documents: z.array(officialDocument).max(50),
  correctable: z.boolean(),
  withdrawable: z.boolean(),
  /** When the portal told it last. */
  asOf: z.string().max(40),
  /** The portal has it no more; this is the copy. */
  goneSince: z.string().max(40).optional(),
  /** The mandate at the portal under which it is seen here: it is somebody else's alone, and only looked at. */
  seenUnder: z.string().max(100).optional(),
})
export type Application = z.infer<typeof application>

export const portalNotice = z.object({
  id: z.string().max(100),
  from: line,
  title: line,
  body: z.string().max(20_000),
  at: z.string().max(40),
  receiptNo: z.string().max(60).optional(),
  readAt: z.string().max(40).optional(),
  asOf: z.string().max(40),
  goneSince: z.string().max(40).optional(),
})
export type PortalNotice = z.infer<typeof portalNotice>

/** As it stands on the board: without what was filled in and without its history. */
export const applicationCard = application.omit({ form: true, history: true })
export type ApplicationCard = z.infer<typeof applicationCard>

/** One thing that follows from an application: whose it is (`who`), why (`basis`), until when (`dueOn`). */
export const boardFollowUp = followUp.extend({
  receiptNo: z.string().max(60),
  /** Its place among those of that application, from 0. */
  index: z.int().min(0).max(50),
  /** Title of the application. */
  from: line,
  /** 'applied': an application of that procedure for that person was sent since. 'ticked': the person said so. */
  done: z.enum(['applied', 'ticked']).optional(),
})
export type BoardFollowUp = z.infer<typeof boardFollowUp>

/** What the drawer keeps of applications; no portal is asked. */
export const board = z.object({
  /** The newest first. */
  applications: z.array(applicationCard),
  /** What is not done first, then by the day on which it is due. */
  followUps: z.array(boardFollowUp),
  /** Notices that nobody has read, and what is still to be paid. */
  unread: z.int().min(0),
  toPay: z.int().min(0),
  /** When the portal was asked last; null: never. */
  refreshedAt: z.string().nullable(),
})
export type Board = z.infer<typeof board>

/**
 * How a person's own applications stand, as they let everybody at this PC see it while their drawer is shut: never a number,
 * what was filled in, or a document. It stands in the list of people, which is read whole, so it is bounded. Days are days in
 * Japan.
 */
export const familyApplications = z.strictObject({
  /** When the drawer was open last, and told this. */
  knownOn: z.iso.date(),
  /** What is asked back first, then what is under way, then the rest; within, the newest first. */
  applications: z
    .array(
      z.strictObject({
        /** The procedure's name, and the portal's own label. */
        title: z.string().max(120),
        label: z.string().max(120),
        /** It was sent back to be corrected (補正依頼). */
        asksBack: z.boolean(),
        /** The next day on which a fee or something that follows is due. */
        dueOn: z.iso.date().optional(),
        /** When the portal told it last. */
        fetchedOn: z.iso.date(),
      }),
    )
    .max(16),
  /** How many there are beside those. */
  more: z.int().min(0).max(100_000),
})
export type FamilyApplications = z.infer<typeof familyApplications>

const label = z.array(line).max(12)
/** One application as a person reads it. */
export const shownApplication = z.object({
  application,
  /** What was sent, line by line; under the form's own titles where its form is known here, else under the names on the wire. */
  rows: z.array(z.object({ pointer: z.string().max(500), label, value: line })).max(500),
  /** What is asked back, with the titles that lead to it. */
  faults: z.array(fault.extend({ label })).max(50),
})
export type ShownApplication = z.infer<typeof shownApplication>
