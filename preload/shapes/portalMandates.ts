// 代理人 as a portal has registered them, kept in the drawer so that they can be looked at with no portal at hand.
import { z } from 'zod'

/** A calendar day in Japan. */
const day = z.iso.date()

/** What an agent may do at the portal. */
export const portalMandateScope = z.enum(['applications', 'selfinfo', 'insurance', 'notices', 'documents'])
export type PortalMandateScope = z.infer<typeof portalMandateScope>

/** 'legal': 法定代理 of a child. 'appointed': 任意代理. */
export const portalMandateKind = z.enum(['legal', 'appointed'])

export const portalMandateState = z.enum(['active', 'not_yet', 'over', 'ended', 'come_of_age'])
export type PortalMandateState = z.infer<typeof portalMandateState>

/** One of the two, by the name that the portal knows; `me`: who is logged in. */
const side = z.object({ name: z.string().max(200), me: z.boolean() })

export const portalMandateTerms = z.object({
  kind: portalMandateKind,
  scopes: z.array(portalMandateScope).min(1).max(portalMandateScope.options.length),
  from: day,
  /** The last day, that day included. */
  until: day,
})
export type PortalMandateTerms = z.infer<typeof portalMandateTerms>

export const portalMandate = portalMandateTerms.extend({
  id: z.string().max(100),
  principal: side,
  agent: side,
  registeredAt: z.string().max(40),
  state: portalMandateState,
  endedAt: z.string().max(40).optional(),
  /** When the portal told it last. */
  asOf: z.string().max(40),
  /** The portal tells it no more. */
  goneSince: z.string().max(40).optional(),
})
export type PortalMandate = z.infer<typeof portalMandate>

export const portalMandateList = z.object({
  /** In both directions, the newest first, with those that ended. */
  mandates: z.array(portalMandate).max(1_000),
  /** When the portal was asked last; null: never. */
  asOf: z.string().nullable(),
})
export type PortalMandateList = z.infer<typeof portalMandateList>

/** What the portal wrote down about acting for others: registered, ended, and each call that was made for somebody. */
export const proxyRecord = z.object({
  at: z.string().max(40),
  event: z.enum(['mandate_registered', 'mandate_ended', 'proxied']),
  /** The other side. */
  party: z.string().max(200).optional(),
  scope: z.string().max(100).optional(),
})
export type ProxyRecord = z.infer<typeof proxyRecord>
