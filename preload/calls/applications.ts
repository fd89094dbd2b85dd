// Procedures, forms that are filled in, and how what was sent stands.
import { z } from 'zod'
import { application, board, formContent, shownApplication } from '../shapes/applications.ts'
import {
  attachable,
  attachFrom,
  concerned,
  draftCard,
  fillFrom,
  fillOffers,
  openDraft,
  review,
  sendOutcome,
} from '../shapes/drafts.ts'
import { municipality, preflight, procedure, procedureList, procedureSearch } from '../shapes/procedures.ts'
import { call, event, id, nothing } from './call.ts'

/** Procedures (手続き) at the portal. Nobody has to be logged in. */
export const proceduresCalls = {
  /** To choose from: by what stands in name, reading or code. */
  municipalities: call(z.object({ text: z.string().max(40) }), z.array(municipality).max(20)),
  search: call(procedureSearch, procedureList),
  /** What was found last, with no portal at hand; null: nothing was looked for yet. */
  last: call(nothing, procedureList.nullable()),
  /** One of them as it is now. */
  open: call(z.object({ id }), procedure),
  /** As it was when it was opened last; null: it never was. */
  kept: call(z.object({ id }), procedure.nullable()),
  /** What is ready for one that was opened, and what is not: asks neither the portal nor for a PIN. null: it is done elsewhere. */
  preflight: call(z.object({ id }), preflight.nullable()),
  /** Reads the signing certificate, for which main asks for its PIN, and checks again. `whose`: see session.logIn. */
  checkSigning: call(z.object({ id, reader: id.optional(), whose: id.optional() }), preflight.nullable()),
} as const

/** Applications (申請) while they are filled in; sent, corrected, withdrawn. Opening and saving need no portal. */
export const draftsCalls = {
  list: call(nothing, z.array(draftCard)),
  /** Asks the portal for the procedure's form. Needs a session for a mandate only. */
  begin: call(z.object({ procedure: id, whom: concerned.optional() }), openDraft),
  /** A draft that corrects what was sent back; the one that is there already, where one is. */
  correct: call(z.object({ receiptNo: id }), openDraft),
  open: call(z.object({ id }), openDraft),
  /** Whom it concerns, from now on. */
  concern: call(z.object({ id, whom: concerned }), openDraft),
  /** The whole form as it is typed by now: what differs from what was kept is from then on typed. */
  save: call(z.object({ id, form: formContent }), openDraft),
  fillOffers: call(z.object({ id }), fillOffers),
  /** Fills what is empty; `only` those places, and these also where something stands. Main asks for a PIN in its own window. */
  fill: call(z.object({ id, from: fillFrom, only: z.array(z.string().max(500)).max(500).optional() }), openDraft),
  /** `rule`: id of the attachment rule. */
  attachable: call(z.object({ id, rule: id }), attachable),
  /** null: no file was chosen. What was attached for that rule before is replaced. */
  attach: call(z.object({ id, rule: id, from: attachFrom }), openDraft.nullable()),
  detach: call(z.object({ id, rule: id }), openDraft),
  review: call(z.object({ id }), review),
  /** `seen` of the review that the person looked at; main asks for the PIN. `whose`: see session.logIn. */
  send: call(z.object({ id, seen: z.string().max(64), reader: id.optional(), whose: id.optional() }), sendOutcome),
  drop: call(z.object({ id }), z.array(draftCard)),
  /** An application, until it is decided. */
  withdraw: call(z.object({ receiptNo: id }), application),
} as const

/** Applications that were sent, as they are kept in the drawer: read with no portal at hand. */
export const applicationsCalls = {
  board: call(nothing, board),
  show: call(z.object({ receiptNo: id }), shownApplication),
  /**
   * Asks the portal how applications, notices and bills stand, fetches official documents, and keeps all of it. `quietly`:
   * beside other work, ended by a lock; without it a cancel ends it, and what others sent for whom the open person is agent
   * at the portal is asked for too.
   */
  refresh: call(z.object({ quietly: z.boolean() }), board),
  /** Something of this, of notices or of bills was kept; or the portal is being asked. */
  changed: event(z.object({ refreshing: z.boolean() })),
  /** The person says that a follow-up is done, or not. */
  tick: call(z.object({ receiptNo: id, index: z.int().min(0).max(50), done: z.boolean() }), board),
} as const
