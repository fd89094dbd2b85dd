// Who may act for whom: 代理.
import { z } from 'zod'

/**
 * What an agent may do in the drawer of somebody else. Looking belongs to all. 'apply': procedures at a portal. Keys, backups,
 * taking credentials away and leaving are nobody's but the owner's and, for a child, the guardian's.
 */
export const mandateScope = z.enum(['look', 'share', 'receive', 'logIn', 'sign', 'apply'])
export type MandateScope = z.infer<typeof mandateScope>

/** 'guardian': 法定代理 of a child (a parent or a guardian). 'appointed': 任意代理, given by an adult. */
export const mandateBasis = z.enum(['guardian', 'appointed'])
export type MandateBasis = z.infer<typeof mandateBasis>

/**
 * 'date': its last day has passed. 'principal': who gave it took it back. 'agent': who held it gave it up. 'ofAge': the child
 * has come of age. 'keyGone': its key is in the drawer no more, for example after a restore.
 */
export const mandateEnd = z.enum(['date', 'principal', 'agent', 'ofAge', 'keyGone'])
export type MandateEnd = z.infer<typeof mandateEnd>

const ended = z.object({ at: z.string(), why: mandateEnd })
/** A calendar day in Japan. */
const day = z.iso.date()
const terms = {
  id: z.uuid(),
  basis: mandateBasis,
  scope: z.array(mandateScope).max(mandateScope.options.length),
  from: z.string(),
  /** The last day, that day included. */
  until: day,
  ended: ended.nullable(),
}

/** As its principal's drawer has it. */
export const mandate = z.object({ ...terms, agent: z.object({ personId: z.string(), name: z.string() }) })
export type Mandate = z.infer<typeof mandate>

/** As its agent's drawer has it; the drawer it opens tells for itself. */
export const heldMandate = z.object({
  ...terms,
  principal: z.object({ drawerId: z.string(), name: z.string() }),
  /** In that drawer's header: once it is gone there, nothing is opened with it any more. */
  slotId: z.string(),
})
export type HeldMandate = z.infer<typeof heldMandate>

/** Who acts in a drawer that is not theirs. */
export const actor = z.object({
  personId: z.string(),
  name: z.string(),
  basis: mandateBasis,
  mandateId: z.string(),
})
export type Actor = z.infer<typeof actor>

/**
 * 'ends': a mandate's last day comes. 'fifteen': from that day the child may have a signing certificate. 'ofAge': from that
 * day nobody is the child's guardian any more; `days` is 0 or less once the day has come.
 */
export const mandateReminder = z.object({
  kind: z.enum(['ends', 'fifteen', 'ofAge']),
  /** The child's name, or that of the other side. */
  name: z.string(),
  on: day,
  days: z.int(),
})
export type MandateReminder = z.infer<typeof mandateReminder>

export const mandateList = z.object({
  /** Who may act for the owner of the open drawer; those that ended too, the newest first. */
  given: z.array(mandate),
  /** For whom they may act. Empty where somebody acts in it. */
  held: z.array(heldMandate),
  reminders: z.array(mandateReminder),
  /** What ended when this drawer was opened: its keys have been taken away. */
  endedNow: z.array(mandate),
  /** The owner is a child, or was one until `ofAgeOn`. */
  child: z.object({ fifteenOn: day, ofAgeOn: day, ofAge: z.boolean() }).nullable(),
})
export type MandateList = z.infer<typeof mandateList>

/** How long somebody can be appointed at most: a year and its day. What goes on is given again, and thought about again. */
export const mostMandateDays = 366
