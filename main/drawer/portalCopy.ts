// What a portal told, kept in the drawer: readable offline, and still there after the portal has deleted it.
import { z } from 'zod'
import { application, portalNotice } from '../../preload/shapes/applications.ts'
import { keptDate } from '../../preload/shapes/calendar.ts'
import { procedureForm } from '../../preload/shapes/drafts.ts'
import { issuerKeys } from '../../preload/shapes/papers.ts'
import { partnerLink } from '../../preload/shapes/partners.ts'
import { bill } from '../../preload/shapes/payments.ts'
import { portalMandate } from '../../preload/shapes/portalMandates.ts'
import { procedure, procedureList } from '../../preload/shapes/procedures.ts'
import { selfInfoJob } from '../../preload/shapes/selfInfo.ts'

const place = {
  /** The portal's profile id. */
  portal: z.string().max(40),
  /** As the portal names it: a receipt number, a notice's id. */
  id: z.string().min(1).max(100),
}

export const portalCopy = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('application'), content: application }),
  z.object({ ...place, kind: z.literal('notice'), content: portalNotice }),
  z.object({ ...place, kind: z.literal('bill'), content: bill }),
  /** A follow-up that the person said is done; its id: receipt number, a colon, its place. */
  z.object({ ...place, kind: z.literal('followUpDone'), content: z.object({ at: z.string().max(40) }) }),
  /** When all of this was asked for last; its id: 'all'. */
  z.object({ ...place, kind: z.literal('boardRefresh'), content: z.object({ at: z.string().max(40) }) }),
  /** A procedure's form, so that drafts open with no portal at hand; its id: the procedure's. */
  z.object({ ...place, kind: z.literal('form'), content: procedureForm }),
  /** A procedure that was opened, and the last search with what was found; its id: 'last'. */
  z.object({ ...place, kind: z.literal('procedure'), content: procedure }),
  z.object({ ...place, kind: z.literal('procedureSearch'), content: procedureList }),
  z.object({ ...place, kind: z.literal('mandate'), content: portalMandate }),
  /** Who the owner is to the portal, as the card's log-in told it; its id: 'owner'. */
  z.object({ ...place, kind: z.literal('account'), content: z.object({ subject: z.string().max(255) }) }),
  z.object({ ...place, kind: z.literal('selfInfo'), content: selfInfoJob }),
  z.object({ ...place, kind: z.literal('link'), content: partnerLink }),
  /** Of no portal (''): a day for the calendar. */
  z.object({ ...place, kind: z.literal('date'), content: keptDate }),
  /** Keys that an issuer of health cards published; its id: the issuer. */
  z.object({ ...place, kind: z.literal('issuerKeys'), content: issuerKeys }),
])
export type PortalCopy = z.infer<typeof portalCopy>
export type CopyKind = PortalCopy['kind']
export type CopyOf<K extends CopyKind> = Extract<PortalCopy, { kind: K }>

/** Of one kind, for who asked for that kind. */
export function ofKind<K extends CopyKind>(copies: readonly PortalCopy[], kind: K): CopyOf<K>[] {
  return copies.filter((copy): copy is CopyOf<K> => copy.kind === kind)
}
