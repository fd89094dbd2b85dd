// もっとつながる: accounts of partners (e-Tax, ねんきんネット) that a person linked to the portal's.
import { z } from 'zod'
import type { Failure } from '../failure.ts'
import { bilingual } from './common.ts'

export const partnerId = z.enum(['etax', 'nenkin'])
export type PartnerId = z.infer<typeof partnerId>

const instant = z.string().max(40)

/** As the portal told it, kept in the drawer. */
export const partnerLink = z.object({
  partner: partnerId,
  /** As the portal calls the partner. */
  name: bilingual,
  /** How the partner knows the person: made for it alone. */
  subject: z.string().max(300),
  scopes: z.array(z.string().max(100)).max(20),
  linkedAt: instant,
  /** The last sign-on. */
  usedAt: instant.optional(),
  /** When the portal told it last. */
  asOf: instant,
  /** It stands no more: ended here or elsewhere. */
  endedAt: instant.optional(),
})
export type PartnerLink = z.infer<typeof partnerLink>

export const partnerList = z.object({
  partners: z.array(z.object({ partner: partnerId, link: partnerLink.nullable() })).max(partnerId.options.length),
  /** When the portal was asked last; null: never. */
  asOf: instant.nullable(),
})
export type PartnerList = z.infer<typeof partnerList>

export const partnerDocument = z.object({
  id: z.string().max(100),
  name: z.string().max(300),
  media: z.enum(['application/pdf', 'application/xml']),
  /** Bytes. */
  size: z.int().min(0),
  /** The paper in the drawer; absent: not fetched yet. */
  paperId: z.string().max(100).optional(),
})
export type PartnerDocument = z.infer<typeof partnerDocument>

/** 'same': it was there already. */
export const fetchedDocument = z.object({
  id: z.string().max(100),
  name: z.string().max(300),
  state: z.enum(['new', 'same', 'failed']),
  paperId: z.string().max(100).optional(),
  failure: z.custom<Failure>((value) => typeof value === 'object' && value !== null && 'code' in value).optional(),
})
export type FetchedDocument = z.infer<typeof fetchedDocument>
