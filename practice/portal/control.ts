// The control resources: how the practice tools, scripts and tests make the portal do something. They want the token that
// the portal prints at its start.
import { z } from 'zod'
import { renewCard } from '../world.ts'
import type { PortalContext } from './context.ts'
import { fault, faultKinds } from './faults.ts'
import { credentialKinds } from './issuer/kinds.ts'
import { createOffer, offerLink } from './issuer/offers.ts'
import { isEntitled, listIssued, setState } from './issuer/register.ts'
import { empty, json, Problem } from './problem.ts'
import { revokeCertificate } from './revocation.ts'
import { open, type Route } from './route.ts'
import { purposes, verifierIds } from './verifiers/register.ts'
import { createRequest, findRequest, requestLink } from './verifiers/requests.ts'

const person = z.string().min(1).max(100)
const seconds = z
  .int()
  .min(1)
  .max(30 * 86_400)

const offerBody = z.object({
  person,
  credential: z.enum(credentialKinds),
  tx_code: z.boolean().default(false),
  expires_in: seconds.default(3600),
  /** How the link carries the offer (OpenID4VCI 4.1). */
  by: z.enum(['reference', 'value']).default('reference'),
})

const requestBody = z.object({
  /** Taken as it is, so that wrong ones can be rehearsed too. */
  dcql_query: z.looseObject({}).optional(),
  purpose: z.string().min(1).max(200).optional(),
  verifier: z.enum(verifierIds).default('portal'),
  person: person.optional(),
  response_mode: z.enum(['direct_post.jwt', 'direct_post']).default('direct_post.jwt'),
  request_uri_method: z.enum(['get', 'post']).default('get'),
  expires_in: seconds.default(3600),
})

const statusBody = z.union([
  z.object({ id: z.string().max(100), state: z.enum(['valid', 'invalid', 'suspended']) }),
  z.object({ person, credential: z.enum(credentialKinds), state: z.enum(['valid', 'invalid', 'suspended']) }),
])

const activeFaults = z.object({ active: z.array(z.looseObject({ kind: z.string() })) })

export function controlRoutes(context: PortalContext): Route[] {
  return [
    open('POST /practice/offers', {
      summary: 'Offer a credential to a person',
      security: 'control',
      body: offerBody,
      answers: { 200: z.object({ id: z.string(), offer: z.string(), tx_code: z.string().optional() }) },
      handle: ({ body }) => makeOffer(context, body),
    }),
    open('POST /practice/requests', {
      summary: 'Ask for a presentation',
      security: 'control',
      body: requestBody,
      answers: { 200: z.object({ id: z.string(), request: z.string() }) },
      handle: ({ body }) => makeRequest(context, body),
    }),
    open('GET /practice/requests/:id', {
      summary: 'What became of it; values are shown, because everybody here is made up',
      security: 'control',
      answers: {
        200: z.looseObject({ id: z.string(), verifier: z.string(), state: z.string(), verified: z.boolean() }),
      },
      handle: ({ params }) => showRequest(context, params['id'] ?? ''),
    }),
    open('POST /practice/faults', {
      summary: 'Make something go wrong',
      security: 'control',
      body: fault,
      answers: { 200: activeFaults },
      handle: ({ body }) => addFault(context, body),
    }),
    open('GET /practice/faults', {
      summary: 'What goes wrong now, and what could',
      security: 'control',
      answers: { 200: activeFaults.extend({ kinds: z.array(z.string()) }) },
      handle: () => json({ active: context.faults.list(), kinds: faultKinds }),
    }),
    open('DELETE /practice/faults', {
      summary: 'Put an end to it',
      security: 'control',
      answers: { 204: null },
      handle: () => clearFaults(context),
    }),
    open('POST /practice/status', {
      summary: 'Withdraw, suspend or restore credentials',
      security: 'control',
      body: statusBody,
      answers: { 200: z.object({ changed: z.int() }) },
      handle: ({ body }) => changeStatus(context, body),
    }),
    open('GET /practice/issued', {
      summary: 'What was issued to whom',
      security: 'control',
      answers: { 200: z.array(z.looseObject({ id: z.string(), person: z.string(), credential: z.string() })) },
      handle: () => json(listIssued(context)),
    }),
    open('POST /practice/renew', {
      summary: 'Give a person a new authentication certificate; the old one is revoked',
      security: 'control',
      body: z.object({ person }),
      answers: { 200: z.object({ certificate: z.string() }) },
      handle: ({ body }) => renew(context, body.person),
    }),
  ]
}

function makeOffer(context: PortalContext, body: z.output<typeof offerBody>): Response {
  const id = requirePerson(context, body.person)
  if (!isEntitled(context, id, body.credential)) {
    throw new Problem('invalid_request', 'credential: this person has no such entitlement')
  }
  const lifeMs = body.expires_in * 1000
  const made = createOffer(context, { person: id, credential: body.credential, withTxCode: body.tx_code, lifeMs })
  return json({
    id: made.id,
    offer: offerLink(context, made.id, body.by),
    ...(made.txCode === undefined ? {} : { tx_code: made.txCode }),
  })
}

function makeRequest(context: PortalContext, body: z.output<typeof requestBody>): Response {
  const id = createRequest(context, {
    verifier: body.verifier,
    purpose: body.purpose ?? purposes[body.verifier].ja,
    responseMode: body.response_mode,
    lifeMs: body.expires_in * 1000,
    ...(body.person === undefined ? {} : { person: requirePerson(context, body.person) }),
    ...(body.dcql_query === undefined ? {} : { query: body.dcql_query }),
  })
  return json({ id, request: requestLink(context, id, body.request_uri_method) })
}

/** What arrived and whether it verified. Values are shown: everybody here is made up. */
function showRequest(context: PortalContext, asked: string): Response {
  const request = findRequest(context, asked)
  if (request === undefined) throw new Problem('not_found')
  const outcome =
    request.outcome === null ? { verified: false, attributes: [], findings: [] } : JSON.parse(request.outcome)
  return json({ id: request.id, verifier: request.verifier, state: request.state, ...outcome })
}

function addFault(context: PortalContext, body: z.output<typeof fault>): Response {
  if (body.kind === 'cert_revoked') {
    const id = requirePerson(context, body.person ?? '')
    const certificate = context.world.person(id)?.authentication?.certificate
    if (certificate === undefined) throw new Problem('invalid_request', 'person: has no authentication certificate')
    revokeCertificate(context, certificate, true)
  } else if (body.kind === 'signing_cert_revoked') {
    const certificate = context.world.person(requirePerson(context, body.person ?? ''))?.signature?.certificate
    if (certificate === undefined) throw new Problem('invalid_request', 'person: has no signing certificate')
    revokeCertificate(context, certificate, true, 'signature')
  } else {
    context.faults.add(body)
  }
  return json({ active: context.faults.list() })
}

function clearFaults({ database, faults }: PortalContext): Response {
  faults.clear()
  database.prepare('DELETE FROM revoked_certificates WHERE by_fault = 1').run()
  return empty()
}

function changeStatus(context: PortalContext, body: z.output<typeof statusBody>): Response {
  const which = 'id' in body ? body : { ...body, person: requirePerson(context, body.person) }
  const changed = setState(context, which, body.state)
  if (changed === 0) throw new Problem('not_found', 'no such credential was issued')
  return json({ changed })
}

async function renew(context: PortalContext, name: string): Promise<Response> {
  const id = requirePerson(context, name)
  if (context.world.person(id)?.authentication === undefined) {
    throw new Problem('invalid_request', 'person: has no authentication certificate')
  }
  const replaced = context.world.person(id)?.authentication?.certificate
  const renewed = await renewCard(context.world, id, context.now)
  if (replaced !== undefined) revokeCertificate(context, replaced, false)
  return json({ certificate: Buffer.from(renewed.authentication?.certificate ?? []).toString('base64') })
}

/** By id or name. @throws invalid_request */
function requirePerson({ world }: PortalContext, idOrName: string): string {
  const found = world.person(idOrName)
  if (found === undefined) throw new Problem('invalid_request', 'person: nobody of that name')
  return found.id
}
