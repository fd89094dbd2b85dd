// Procedures (手続き) as a portal describes them, and what is checked before one is begun.
import { z } from 'zod'
import { standing } from './applications.ts'
import { attachmentRule } from './drafts.ts'

const line = z.string().max(2_000)
const at = z.string().max(40)

/** ライフイベント */
export const lifeEvent = z.enum(['birth', 'move', 'school', 'work', 'care', 'retirement', 'death', 'travel', 'tax'])
export type LifeEvent = z.infer<typeof lifeEvent>

/** 対象者: whom a procedure is for. */
export const personKind = z.enum(['adult', 'child', 'parent', 'elderly', 'household_head', 'employer'])
export type PersonKind = z.infer<typeof personKind>

/** 全国地方公共団体コード with its check digit. */
export const municipalityCode = z.string().regex(/^\d{6}$/)

export const municipality = z.object({
  code: municipalityCode,
  prefecture: z.string().max(20),
  name: z.string().max(60),
  /** In hiragana. */
  reading: z.string().max(120),
})
export type Municipality = z.infer<typeof municipality>

/** What is looked for; all of it has to fit. The municipality is one that the person chose, never taken from an address. */
export const procedureSearch = z.object({
  municipality: municipalityCode.optional(),
  lifeEvent: lifeEvent.optional(),
  personKind: personKind.optional(),
  text: z.string().max(100).optional(),
})
export type ProcedureSearch = z.infer<typeof procedureSearch>

export const procedureCard = z.object({
  id: z.string().min(1).max(100),
  title: line,
  organisation: line,
  summary: line,
  lifeEvents: z.array(lifeEvent).max(20),
  personKinds: z.array(personKind).max(20),
  /** Codes of the municipalities that have it; empty: everywhere. */
  municipalities: z.array(municipalityCode).max(2_000),
  fee: line,
  /** Whether it can be applied for at this portal. */
  online: z.boolean(),
})
export type ProcedureCard = z.infer<typeof procedureCard>

/** What was found, and when the portal told it. */
export const procedureList = z.object({
  asked: procedureSearch,
  /** The chosen municipality in words. */
  place: municipality.optional(),
  found: z.array(procedureCard).max(500),
  asOf: at,
})
export type ProcedureList = z.infer<typeof procedureList>

/** `preparation`: absent for what is done elsewhere; `content` says where. */
export const procedure = procedureCard.extend({
  content: z.string().max(20_000),
  law: line.optional(),
  contact: line,
  updatedOn: line,
  preparation: z
    .object({
      /** 'user': with the authentication certificate (利用者証明用); 'sign': with the signing certificate (署名用). */
      signature: z.enum(['none', 'user', 'sign']),
      certificates: z.array(z.enum(['authentication', 'signature'])).max(2),
      standings: z.array(z.object({ standing, note: line })).max(10),
      attachments: z.array(attachmentRule).max(10),
      minutes: z.int().min(0).max(10_000),
      /** How often the card is used, as the portal reckons. */
      taps: z.int().min(0).max(100),
    })
    .optional(),
  /** When the portal told it. */
  asOf: at,
})
export type Procedure = z.infer<typeof procedure>

/**
 * 'ok': nothing to do. 'look': somebody should look at it. 'todo': has to be done on the way. 'stops': as it is now the
 * procedure cannot be sent.
 */
export const mark = z.enum(['ok', 'look', 'todo', 'stops'])
export type Mark = z.infer<typeof mark>

/** A certificate of the card and its PIN, as far as both are known now. */
export const cardNeed = z.object({
  use: z.enum(['authentication', 'signature']),
  /** For what it is used; empty: not now, because somebody is logged in or this PC logs in by itself. */
  purposes: z.array(z.enum(['logIn', 'send'])).max(2),
  /** Whose card has to lie there. */
  whose: line,
  card: z.object({
    mark,
    /** 'unfamiliar', 'unnamed': whose it is is asked when it is used. */
    state: z.enum([
      'ready',
      'noService',
      'noReader',
      'absent',
      'reading',
      'unreadable',
      'notMyNumber',
      'withoutPins',
      'otherPerson',
      'unfamiliar',
      'unnamed',
      'unknown',
    ]),
    reader: z.string().max(300).optional(),
    phone: z.boolean(),
  }),
  pin: z.object({
    mark,
    /** null: not known now. */
    triesLeft: z.int().min(0).max(15).nullable(),
  }),
  certificate: z.object({
    mark,
    /** 'hidden': it is opened by its PIN and was not read yet. 'unknown': no card to look at. */
    state: z.enum(['valid', 'endsSoon', 'expired', 'notYet', 'notOnList', 'invalid', 'none', 'hidden', 'unknown']),
    validUntil: at.optional(),
    /** 'drawer': a copy that was kept there, which may be of another card. */
    from: z.enum(['card', 'drawer']).optional(),
    /** Revocation is never part of it; 'accepted': the portal let it in at the log-in that still lasts. */
    accepted: z.boolean(),
  }),
})
export type CardNeed = z.infer<typeof cardNeed>

/** Whether the open drawer fits one of those who may apply. 'portal': only the portal can tell. */
export const standingCheck = z.object({
  standing,
  note: line,
  fits: z.enum(['yes', 'portal', 'no']),
  /** Of the family, for whom it could be done so. */
  people: z.array(z.object({ name: line, personId: z.string().max(100).optional() })).max(32),
})

export type StandingCheck = z.infer<typeof standingCheck>

/** What keeps somebody who acts for the owner from applying. */
export const mandateRefusal = z.enum(['mandate.outOfScope', 'mandate.childAlone', 'mandate.ended', 'mandate.ofAge'])
export type MandateRefusal = z.infer<typeof mandateRefusal>

export const preflight = z.object({
  /** Whose matter it is, and who does it for them in their drawer. */
  who: z.object({
    mark,
    owner: line,
    actor: z.object({ name: line, basis: z.enum(['guardian', 'appointed']) }).optional(),
    /** Why nothing may be sent in this drawer: the code of the failure. */
    refused: mandateRefusal.optional(),
    standings: z.array(standingCheck).max(10),
  }),
  session: z.object({
    mark,
    by: z.enum(['card', 'pc', 'phone']).optional(),
    expiresAt: at.optional(),
    /** This PC logs in without the card. */
    enrolled: z.boolean(),
  }),
  needs: z.array(cardNeed).max(2),
  attachments: z
    .array(
      attachmentRule.extend({
        mark,
        /** What lies in the drawer and fits by kind and size. */
        papers: z.array(line).max(10),
        more: z.int().min(0),
        /** Credentials of the drawer that have what is asked for. */
        held: z.array(line).max(10),
      }),
    )
    .max(10),
  minutes: z.int(),
  /** As the portal reckons, and how often the card is used from here on. */
  taps: z.int(),
  tapsNow: z.int(),
  /** The worst of all. */
  verdict: mark,
  checkedAt: at,
})
export type Preflight = z.infer<typeof preflight>
