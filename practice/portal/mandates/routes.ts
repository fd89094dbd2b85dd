// 代理人: registered with the cards of both, seen by both, ended by either.
import { z } from 'zod'
import { canonical } from '../../../main/drawer/canonical.ts'
import { dayInJapan } from '../../calendar.ts'
import { personOfCertificate } from '../account.ts'
import type { PortalContext } from '../context.ts'
import { recordHistory } from '../history.ts'
import { judgeLogInCertificate } from '../logInCertificate.ts'
import { empty, json, Problem } from '../problem.ts'
import { isMinor, isParentOf } from '../register/families.ts'
import { type PersonalCall, personal, type Route } from '../route.ts'
import { newId, newSecret, sha256 } from '../secrets.ts'
import { signatureHolds, statementBytes } from '../statement.ts'
import {
  addMandate,
  endMandate,
  findMandate,
  type Mandate,
  mandatesOf,
  stateOf,
  type Terms,
  terms,
} from './register.ts'

const challengeLifeMs = 10 * 60_000

/** Of an authentication key, which children have too. */
const signed = z.strictObject({ certificate: z.base64url().max(8_000), signature: z.base64url().max(1_400) })
const registration = z.strictObject({
  registration_id: z.string().regex(/^[\w-]{22}$/),
  terms,
  principal: signed,
  agent: signed,
})

const mandateShape = z.object({
  id: z.string(),
  terms,
  principal: z.object({ name: z.string(), me: z.boolean() }),
  agent: z.object({ name: z.string(), me: z.boolean() }),
  registered_at: z.string(),
  state: z.enum(['active', 'not_yet', 'over', 'ended', 'come_of_age']),
  ended_at: z.string().optional(),
})

export function mandateRoutes(context: PortalContext): Route[] {
  return [
    personal('POST /api/mandates/v1/challenge', {
      summary: 'Begin to register a mandate',
      answers: {
        200: z.object({ registration_id: z.string(), nonce: z.string(), origin: z.string(), expires_in: z.int() }),
      },
      handle: ({ session }) => begin(context, session.person),
    }),
    personal('POST /api/mandates/v1', {
      summary: 'Register it with what both cards signed',
      body: registration,
      answers: { 201: mandateShape },
      handle: (call) => register(context, call),
    }),
    personal('GET /api/mandates/v1', {
      summary: 'Mandates that the person gave and has, with those that ended',
      answers: { 200: z.array(mandateShape) },
      handle: ({ session }) =>
        json(mandatesOf(context, session.person).map((one) => show(context, one, session.person))),
    }),
    personal('DELETE /api/mandates/v1/:id', {
      summary: 'End a mandate; either side may',
      answers: { 204: null },
      handle: ({ session, params }) => end(context, params['id'] ?? '', session.person),
    }),
  ]
}

/** What both cards sign: the terms in their one spelling (RFC 8785), and the certificates of both. */
export function mandateBytes(
  origin: string,
  nonce: string,
  agreed: Terms,
  principal: Uint8Array,
  agent: Uint8Array,
): Uint8Array {
  return statementBytes('tefuda/mandate/1', origin, nonce, canonical(agreed), sha256(principal), sha256(agent))
}

function begin({ database, faults, now, origin }: PortalContext, person: string): Response {
  const id = newId()
  const nonce = newSecret()
  const at = now().getTime()
  database.prepare('DELETE FROM mandate_challenges WHERE person = ? OR expires_at <= ?').run(person, at)
  database
    .prepare('INSERT INTO mandate_challenges (id, person, nonce, expires_at) VALUES (?, ?, ?, ?)')
    .run(id, person, nonce, at + challengeLifeMs)
  return json({
    registration_id: id,
    nonce: faults.strikes('wrong_nonce') ? newSecret() : nonce,
    origin: faults.strikes('wrong_origin') ? 'https://portal.example.invalid' : origin,
    expires_in: challengeLifeMs / 1000,
  })
}

/** @throws nonce_expired, cert_*, issuer_mismatch, signature_invalid, other_person, not_eligible_applicant, duplicate */
async function register(
  context: PortalContext,
  { session, body }: PersonalCall<z.output<typeof registration>>,
): Promise<Response> {
  const nonce = takeChallenge(context, body.registration_id, session.person)
  const principalCertificate = Uint8Array.from(Buffer.from(body.principal.certificate, 'base64url'))
  const agentCertificate = Uint8Array.from(Buffer.from(body.agent.certificate, 'base64url'))
  const bytes = mandateBytes(context.origin, nonce, body.terms, principalCertificate, agentCertificate)
  const principal = await signer(context, principalCertificate, body.principal.signature, bytes)
  const agent = await signer(context, agentCertificate, body.agent.signature, bytes)
  if (principal.id === agent.id) throw new Problem('invalid_request', 'terms: the two are one person')
  if (![principal.id, agent.id].includes(session.person)) throw new Problem('other_person')
  const { kind, valid_from, valid_to } = body.terms
  if (valid_to < valid_from || valid_to < dayInJapan(context.now())) throw new Problem('window_closed')
  if (kind === 'legal' && !(isParentOf(agent.id, principal.id) && isMinor(context, principal))) {
    throw new Problem('not_eligible_applicant')
  }
  const standing = mandatesOf(context, principal.id).some(
    (one) => one.principal === principal.id && one.agent === agent.id && stateOf(context, one) === 'active',
  )
  if (standing) throw new Problem('duplicate')
  const id = addMandate(context, { principal: principal.id, agent: agent.id, terms: body.terms })
  recordHistory(context, principal.id, 'mandate_registered', agent.name.kanji)
  recordHistory(context, agent.id, 'mandate_registered', principal.name.kanji)
  const mandate = findMandate(context, id)
  if (mandate === undefined) throw new Error('the mandate was not kept')
  return json(show(context, mandate, session.person), 201)
}

async function signer(context: PortalContext, certificate: Uint8Array, signature: string, bytes: Uint8Array) {
  const refusal = await judgeLogInCertificate(context, certificate)
  if (refusal !== undefined) throw new Problem(refusal)
  if (!signatureHolds(certificate, bytes, Buffer.from(signature, 'base64url'))) throw new Problem('signature_invalid')
  const person = await personOfCertificate(context, certificate)
  if (person === undefined) throw new Problem('cert_not_registered')
  return person
}

/** Used up by the first try. @throws nonce_expired */
function takeChallenge({ database, now }: PortalContext, id: string, person: string): string {
  const found = database
    .prepare<[string, string], { nonce: string; expiresAt: number }>(
      'DELETE FROM mandate_challenges WHERE id = ? AND person = ? RETURNING nonce, expires_at AS expiresAt',
    )
    .get(id, person)
  if (found === undefined || found.expiresAt <= now().getTime()) throw new Problem('nonce_expired')
  return found.nonce
}

function end(context: PortalContext, id: string, person: string): Response {
  const mandate = findMandate(context, id)
  if (mandate === undefined || ![mandate.principal, mandate.agent].includes(person)) throw new Problem('not_found')
  endMandate(context, id, person)
  for (const one of [mandate.principal, mandate.agent]) recordHistory(context, one, 'mandate_ended')
  return empty()
}

function show(context: PortalContext, mandate: Mandate, me: string): z.output<typeof mandateShape> {
  const side = (id: string) => ({ name: context.world.person(id)?.name.kanji ?? '', me: id === me })
  return {
    id: mandate.id,
    terms: mandate.terms,
    principal: side(mandate.principal),
    agent: side(mandate.agent),
    registered_at: new Date(mandate.registeredAt).toISOString(),
    state: stateOf(context, mandate),
    ...(mandate.endedAt === null ? {} : { ended_at: new Date(mandate.endedAt).toISOString() }),
  }
}
