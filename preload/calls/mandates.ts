// Who may act for whom, here and at a portal.
import { z } from 'zod'
import { mandateBasis, mandateList, mandateScope } from '../shapes/mandates.ts'
import { household, person, personColour } from '../shapes/people.ts'
import { portalMandateList, portalMandateTerms, proxyRecord } from '../shapes/portalMandates.ts'
import { call, id, nothing } from './call.ts'

/** Who may act for whom (代理). */
export const mandatesCalls = {
  /** Of the open drawer, both ways. */
  list: call(nothing, mandateList),
  /** Makes a child and its drawer, which the open person opens as its guardian. The recovery code is shown in main's own window. */
  addChild: call(
    z.object({ name: z.string().trim().min(1).max(40), colour: personColour, birthDate: z.iso.date() }),
    person,
  ),
  /** Somebody of this household may act for the open person; they open their own drawer for it. `scope` and `until` are for adults. */
  appoint: call(
    z.object({
      agentId: id,
      basis: mandateBasis,
      scope: z.array(mandateScope).max(10),
      until: z.iso.date(),
      by: z.enum(['card', 'passphrase', 'recovery']),
      reader: id.optional(),
    }),
    mandateList,
  ),
  /** Of the open person's own, or the one through which the drawer is open. */
  end: call(z.object({ id }), mandateList),
  /** The open person acts for somebody no more. */
  giveUp: call(z.object({ id }), mandateList),
  /** Opens the other's drawer in place of the open person's own. */
  actFor: call(z.object({ id }), household),
  /** To a child that has come of age: a key of its own and a new recovery code, typed by themselves. */
  handOver: call(z.object({ id, opener: z.enum(['card', 'passphrase']), reader: id.optional() }), mandateList),
} as const

/** 代理人 as the portal has registered them; what the drawer keeps of them needs no portal. */
export const portalMandatesCalls = {
  list: call(nothing, portalMandateList),
  refresh: call(nothing, portalMandateList),
  /**
   * Registers one with the cards of both, each with its own PIN; waits for a card that has to be put in. `as`: what the
   * owner of the open drawer becomes. `other`: a person of this household, or somebody else by name.
   */
  register: call(
    z.object({
      as: z.enum(['agent', 'principal']),
      other: z.union([z.object({ personId: id }), z.object({ name: z.string().trim().min(1).max(60) })]),
      terms: portalMandateTerms,
    }),
    portalMandateList,
  ),
  end: call(z.object({ id }), portalMandateList),
  /** The newest first. */
  records: call(nothing, z.array(proxyRecord)),
} as const
