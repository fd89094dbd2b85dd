// 自己情報取得: asked for, consented to on a page of the portal, compared with the drawer's owner, answered later; and kept.
import { z } from 'zod'
import { bilingual } from './common.ts'

const line = z.string().max(2_000)
const instant = z.string().max(40)
/** TM and 14 digits. */
export const selfInfoItemId = z.string().regex(/^TM\d{14}$/)

export const selfInfoItem = z.object({ id: selfInfoItemId, name: line, agency: line })
export type SelfInfoItem = z.infer<typeof selfInfoItem>

/** Days in Japan, both included. */
export const selfInfoPeriod = z.discriminatedUnion('type', [
  z.object({ type: z.literal('latest') }),
  z.object({ type: z.literal('range'), from: z.iso.date(), to: z.iso.date() }),
])
export type SelfInfoPeriod = z.infer<typeof selfInfoPeriod>

/**
 * 'consent': the page waits for the person. 'compare': who consented is still to be compared with the drawer's owner.
 * 'waiting': for the agencies. 'failed': `reason` says why. 'over': too late, or the portal has forgotten it.
 */
export const selfInfoState = z.enum(['consent', 'compare', 'waiting', 'received', 'failed', 'over'])
export type SelfInfoState = z.infer<typeof selfInfoState>

export const selfInfoReason = z.enum([
  'access_denied',
  'user_mismatch',
  'no_data',
  'not_supported_by_municipality',
  'temporarily_unavailable',
  /** It came without the owner of this drawer having been compared from here; nothing was kept. */
  'not_compared',
  /** The mandate under which it was asked for has ended. */
  'mandate_not_valid',
])
export type SelfInfoReason = z.infer<typeof selfInfoReason>

/** What one agency holds. */
export const selfInfoSheet = z.object({
  itemId: selfInfoItemId,
  name: line,
  agency: line,
  /** The day that it is about, as the agency writes it. */
  asOf: z.string().max(40),
  fields: z.array(z.object({ code: z.string().max(200), label: line, value: line })).max(500),
})

export const selfInfoJob = z.object({
  /** The portal's process id. */
  id: z.string().max(100),
  purpose: line,
  items: z.array(z.object({ id: selfInfoItemId, name: line })).max(108),
  /** Absent: it was asked for elsewhere. */
  period: selfInfoPeriod.optional(),
  /** Whose information it is, where somebody asks for another. */
  mandate: z.object({ id: z.string().max(100), principal: line }).optional(),
  requestedAt: instant,
  state: selfInfoState,
  reason: selfInfoReason.optional(),
  /** Where the person consents, and until when. */
  consent: z.object({ url: z.string().max(2_000), until: instant }).optional(),
  /** When the owner's card was read here and sent to be compared. */
  comparedAt: instant.optional(),
  received: z
    .object({
      at: instant,
      /** The portal that it came from. */
      from: bilingual,
      sheets: z.array(selfInfoSheet).max(108),
      /** What did not come. */
      missing: z
        .array(z.object({ itemId: selfInfoItemId, name: line, reason: z.enum(['no_data', 'temporarily_unavailable']) }))
        .max(108),
    })
    .optional(),
  /** When the portal told it last. */
  asOf: instant,
  /** The portal has it no more; this is the copy. */
  goneSince: instant.optional(),
})
export type SelfInfoJob = z.infer<typeof selfInfoJob>
