// 代理人 on the wire: what both cards sign, registered, listed and ended.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  type PortalMandateTerms,
  type ProxyRecord,
  portalMandateKind,
  portalMandateScope,
  portalMandateState,
  proxyRecord,
} from '../../preload/shapes/portalMandates.ts'
import { canonical } from '../drawer/canonical.ts'
import { fail } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import type { PortalResources } from './api.ts'
import { expectSuccess, expectUnless } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'
import { statementBytes } from './statement.ts'

const text = z.string().min(1).max(500)
const challengeBody = z.looseObject({
  registration_id: z.string().regex(/^[\w-]{1,200}$/),
  nonce: z.string().min(16).max(500),
  origin: text,
})
const side = z.object({ name: z.string().max(200), me: z.boolean() })
const mandateBody = z.looseObject({
  id: z.string().regex(/^[\w-]{1,100}$/),
  terms: z.object({
    kind: portalMandateKind,
    scopes: z.array(portalMandateScope).min(1).max(10),
    valid_from: z.iso.date(),
    valid_to: z.iso.date(),
  }),
  principal: side,
  agent: side,
  registered_at: z.iso.datetime(),
  state: portalMandateState,
  ended_at: z.iso.datetime().optional(),
})
const mandatesBody = z.array(mandateBody).max(500)
const historyBody = z.array(z.looseObject({ event: text })).max(1_000)

export type ToldMandate = z.output<typeof mandateBody>
type WireTerms = ToldMandate['terms']

export interface Challenge {
  readonly id: string
  readonly nonce: string
}

/** @throws portal.otherOrigin: signing it would register the agent somewhere else; session.*, portal.* */
export async function beginRegistration(send: SessionFetch, profile: PortalProfile): Promise<Challenge> {
  const url = endpoint(profile, 'mandates', 'challenge')
  const body = await readJson(await expectSuccess(await send({ method: 'POST', url })), challengeBody)
  if (body.origin !== profile.origin) fail({ code: 'portal.otherOrigin' })
  return { id: body.registration_id, nonce: body.nonce }
}

/** What both cards sign: purpose, origin, nonce, the terms in their one spelling (RFC 8785), and whose cards the two are. */
export function mandateMessage(
  origin: string,
  nonce: string,
  terms: PortalMandateTerms,
  { principal, agent }: { readonly principal: Uint8Array; readonly agent: Uint8Array },
): Uint8Array {
  return statementBytes('tefuda/mandate/1', origin, nonce, canonical(wireOf(terms)), sha256(principal), sha256(agent))
}

export interface SignedByCard {
  /** DER. */
  readonly certificate: Uint8Array
  readonly signature: Uint8Array
}

/** @throws mandate.given, mandate.notParent, mandate.period, mandate.tooLate, portal.refused (cert_revoked …), portal.* */
export async function sendRegistration(
  send: SessionFetch,
  profile: PortalProfile,
  {
    id,
    terms,
    principal,
    agent,
  }: { id: string; terms: PortalMandateTerms; principal: SignedByCard; agent: SignedByCard },
): Promise<ToldMandate> {
  const json: PortalResources['POST /api/mandates/v1']['body'] = {
    registration_id: id,
    terms: wireOf(terms),
    principal: plain(principal),
    agent: plain(agent),
  }
  const response = await send({ method: 'POST', url: endpoint(profile, 'mandates'), json })
  const accepted = await expectUnless(response, {
    duplicate: { code: 'mandate.given' },
    not_eligible_applicant: { code: 'mandate.notParent' },
    window_closed: { code: 'mandate.period' },
    nonce_expired: { code: 'mandate.tooLate' },
  })
  return readJson(accepted, mandateBody)
}

/** Of both directions, the newest first, with those that ended. @throws session.*, portal.* */
export async function fetchMandates(send: SessionFetch, profile: PortalProfile): Promise<ToldMandate[]> {
  return readJson(await expectSuccess(await send({ method: 'GET', url: endpoint(profile, 'mandates') })), mandatesBody)
}

/** @throws mandate.unknown, session.*, portal.* */
export async function endAtPortal(send: SessionFetch, profile: PortalProfile, id: string): Promise<void> {
  const url = endpoint(profile, 'mandates', id)
  await expectUnless(await send({ method: 'DELETE', url }), { not_found: { code: 'mandate.unknown' } })
}

/** What the portal's history (やりとり履歴) says about acting for others, the newest first. @throws session.*, portal.* */
export async function fetchProxyRecords(send: SessionFetch, profile: PortalProfile): Promise<ProxyRecord[]> {
  const response = await send({ method: 'GET', url: endpoint(profile, 'history') })
  const told = await readJson(await expectSuccess(response), historyBody)
  return told.flatMap((one) => proxyRecord.safeParse(one).data ?? [])
}

const wireOf = ({ kind, scopes, from, until }: PortalMandateTerms): WireTerms => ({
  kind,
  scopes: [...scopes],
  valid_from: from,
  valid_to: until,
})

const plain = ({ certificate, signature }: SignedByCard) => ({
  certificate: Buffer.from(certificate).toString('base64url'),
  signature: Buffer.from(signature).toString('base64url'),
})

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url')
