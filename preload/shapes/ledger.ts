// What was done, whether that record is whole, and what can be made of it.
import { z } from 'zod'
import { bilingual } from './common.ts'
import { mandateBasis } from './mandates.ts'

export const partyContact = z.object({
  host: z.string().optional(),
  certificateSubject: z.string().optional(),
  privacyPolicy: z.string().optional(),
  contact: z.string().optional(),
})

/** Who did it. 'self': the owner of the drawer, with a key of their own. */
export const ledgerActor = z.object({
  name: z.string(),
  basis: z.enum(['self', ...mandateBasis.options]),
  mandateId: z.string().optional(),
})
export type LedgerActor = z.infer<typeof ledgerActor>

/** Names of attributes, never values. */
export const ledgerEntry = z.object({
  id: z.string(),
  /** Its place in the chain, from 1. */
  place: z.number().optional(),
  at: z.string(),
  act: z.enum([
    'share',
    'logIn',
    'enrolPc',
    'endEnrolment',
    'logOut',
    'receive',
    'remove',
    'statusCheck',
    'slotChange',
    'backup',
    'restore',
    'decline',
    'sign',
    'pinChange',
    'cardBinding',
    // Wrong secrets at the door (failed); a share put together by the family (done).
    'unlock',
    'familyRecovery',
    // One credential was shown at the screen; what the family may see was chosen anew.
    'guestShow',
    'overview',
    // An entry was erased; the comparison with a kept head was begun anew.
    'erase',
    'beginAnew',
    // Somebody may act for another; may no longer; and, in their own ledger, that they opened the other's drawer to act.
    'mandate',
    'mandateEnd',
    'actFor',
    // At the portal: an application was sent, or withdrawn; a fee or a tax was paid; self-information was asked for; the
    // account of a partner was linked, or no longer is; somebody may act there for another, or no longer.
    'apply',
    'withdraw',
    'pay',
    'selfInfo',
    'link',
    'unlink',
    'portalMandate',
  ]),
  /**
   * 'started' without an end: the program was stopped in between, and the act may or may not have arrived. 'declined': the
   * person said no; 'refused': the wallet did, before anything left.
   */
  outcome: z.enum(['started', 'done', 'failed', 'declined', 'refused']),
  party: z.string(),
  /** How the party can be written to, as its registration and certificate said at the time. */
  contact: partyContact.optional(),
  purpose: z.string().optional(),
  items: z.array(z.object({ credential: bilingual, attributes: z.array(bilingual) })),
  failure: z.string().optional(),
  /** Of an 'erase': the places whose content was erased. */
  erased: z.array(z.number()).optional(),
  /** Who did it, and for whom; the drawer itself writes both. Entries of before mandates have neither: the owner's own. */
  actor: ledgerActor.optional(),
  principal: z.object({ name: z.string() }).optional(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

/** A calendar day in Japan. */
const day = z.iso.date()

/** Which entries; every member narrows. */
export const ledgerFilter = z.object({
  acts: z.array(ledgerEntry.shape.act).max(40).optional(),
  outcomes: z.array(ledgerEntry.shape.outcome).max(10).optional(),
  /** The whole name of who did it. */
  actor: z.string().max(200).optional(),
  /** The whole name of the party. */
  party: z.string().max(500).optional(),
  from: day.optional(),
  /** That day included. */
  until: day.optional(),
  /** In party, purpose, names of credentials and attributes, in any width and case. */
  text: z.string().max(200).optional(),
})
export type LedgerFilter = z.infer<typeof ledgerFilter>

/**
 * How the ledger compares with a head that was kept outside the drawer. `extends`: it goes on from there. `cutOff`: it ends
 * before. `differs`: another row stands at that place. `foreign`: the head was not signed by this drawer. `none` and
 * `unavailable`: there is nothing to compare with, or the keychain does not answer; then nothing is said.
 */
export const headComparison = z.object({
  state: z.enum(['same', 'extends', 'cutOff', 'differs', 'foreign', 'none', 'unavailable']),
  /** How many rows there were then, and how many have come since. */
  count: z.number().optional(),
  since: z.number().optional(),
  at: z.string().optional(),
})
export type HeadComparison = z.infer<typeof headComparison>

export const ledgerFinding = z.object({
  /**
   * `misplaced`: not the row that belongs in that place. `unchained`: its hash does not follow from the row before.
   * `altered`: its content is not what was committed to. `erasedWithoutTrace`: emptied, and no later row says so.
   * `notErased`: a later row says that it was erased. `unreadable`: committed to, and not an entry.
   */
  rule: z.enum(['misplaced', 'unchained', 'altered', 'erasedWithoutTrace', 'notErased', 'unreadable']),
  place: z.number(),
})
export type LedgerFinding = z.infer<typeof ledgerFinding>

export const ledgerReport = z.object({
  /** No finding, and no comparison that failed. */
  sound: z.boolean(),
  count: z.number(),
  erased: z.number(),
  /** The present head in short, as it stands on receipts; null: the ledger is empty. */
  receipt: z.string().nullable(),
  /** The first hundred. */
  findings: z.array(ledgerFinding),
  /** With the head in the keychain. */
  kept: headComparison,
  /** With the receipt or the exported head that was given. */
  given: headComparison.nullable(),
})
export type LedgerReport = z.infer<typeof ledgerReport>

export const letterAbout = z.enum(['deletion', 'abuse'])
export type LetterAbout = z.infer<typeof letterAbout>

/** A letter that nobody sends but the person. */
export const ledgerLetter = z.object({
  /** Where it can be sent, as far as it is known; empty: nowhere. */
  addresses: z.array(z.string()),
  subject: z.string(),
  body: z.string(),
})
export type LedgerLetter = z.infer<typeof ledgerLetter>
