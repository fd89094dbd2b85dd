// Requests for a presentation: made, listed, answered once (OpenID4VP 5).
import { generateKeyPairSync } from 'node:crypto'
import type { PortalContext } from '../context.ts'
import { newId, newSecret } from '../secrets.ts'
import { clientIdOf } from '../stranger.ts'
import { usualQuery, type VerifierName } from './register.ts'

export type ResponseMode = 'direct_post.jwt' | 'direct_post'
export type RequestState = 'pending' | 'answered' | 'declined' | 'refused'

export interface PresentationRequest {
  readonly id: string
  readonly verifier: VerifierName
  readonly person: string | null
  readonly purpose: string
  /** JSON */
  readonly query: string
  readonly responseMode: ResponseMode
  readonly nonce: string
  readonly stateValue: string
  /** Private JWK of this request alone; absent for direct_post. */
  readonly encryptionKey: string | null
  readonly expiresAt: number
  readonly createdAt: number
  readonly state: RequestState
  readonly outcome: string | null
  readonly answeredAt: number | null
  /** Part of the address of the page that the person is sent to. */
  readonly thanks: string
}

const columns = `id, verifier, person, purpose, dcql_query AS query, response_mode AS responseMode, nonce,
  state_value AS stateValue, encryption_key AS encryptionKey, expires_at AS expiresAt, created_at AS createdAt,
  state, outcome, answered_at AS answeredAt, thanks`

export const requestLifeMs = 60 * 60_000

export function createRequest(
  context: PortalContext,
  plan: {
    verifier: VerifierName
    person?: string
    purpose: string
    query?: object
    responseMode: ResponseMode
    lifeMs?: number
  },
): string {
  const { database, faults, now } = context
  const id = newId()
  const at = now().getTime()
  const lifeMs = faults.strikes('expired_request') ? -1000 : (plan.lifeMs ?? requestLifeMs)
  const query = plan.query ?? usualQuery(plan.verifier, insurersWithoutSymbol(context))
  database
    .prepare(
      `INSERT INTO presentation_requests (id, verifier, person, purpose, dcql_query, response_mode, nonce, state_value,
       encryption_key, expires_at, created_at, thanks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      plan.verifier,
      plan.person ?? null,
      plan.purpose,
      JSON.stringify(faults.strikes('over_asking') ? asMoreThanRegistered(query, plan.verifier) : query),
      plan.responseMode,
      (faults.strikes('replayed_nonce') && lastNonce(context, plan.verifier)) || newSecret(),
      newSecret(),
      plan.responseMode === 'direct_post.jwt' ? newEncryptionKey() : null,
      at + lifeMs,
      at,
      newSecret(),
    )
  return id
}

export function findRequest({ database }: PortalContext, id: string): PresentationRequest | undefined {
  return database
    .prepare<[string], PresentationRequest>(`SELECT ${columns} FROM presentation_requests WHERE id = ?`)
    .get(id)
}

export function findByThanks({ database }: PortalContext, thanks: string): PresentationRequest | undefined {
  return database
    .prepare<[string], PresentationRequest>(`SELECT ${columns} FROM presentation_requests WHERE thanks = ?`)
    .get(thanks)
}

/** Newest first: those for that person and those for whoever is logged in. */
export function pendingRequests({ database, now }: PortalContext, person: string): PresentationRequest[] {
  return database
    .prepare<[string, number], PresentationRequest>(
      `SELECT ${columns} FROM presentation_requests WHERE (person = ? OR person IS NULL) AND state = 'pending'
       AND expires_at > ? ORDER BY created_at DESC LIMIT 50`,
    )
    .all(person, now().getTime())
}

/**
 * Ends the request: it is answered once, and its keys are forgotten.
 * @returns false when it was over already
 */
export function closeRequest(
  { database, now }: PortalContext,
  id: string,
  state: RequestState,
  outcome: object,
): boolean {
  const { changes } = database
    .prepare(
      `UPDATE presentation_requests SET state = ?, outcome = ?, answered_at = ?, encryption_key = NULL
       WHERE id = ? AND state = 'pending'`,
    )
    .run(state, JSON.stringify(outcome), now().getTime(), id)
  return changes === 1
}

/** openid4vp: link by reference (OpenID4VP 5.7, RFC 9101 5.2). */
export function requestLink(context: PortalContext, id: string, method: 'get' | 'post' = 'get'): string {
  const request = findRequest(context, id)
  if (request === undefined) throw new Error('no such request')
  const query = new URLSearchParams({
    client_id: clientIdOf(context.world.signers.verifiers[request.verifier]),
    request_uri: `${context.origin}/verifiers/${request.verifier}/requests/${id}`,
  })
  if (method === 'post') query.set('request_uri_method', 'post')
  return `openid4vp://?${query}`
}

function insurersWithoutSymbol({ world }: PortalContext): string[] {
  const insurances = world.people.flatMap(({ insurance }) => (insurance === undefined ? [] : [insurance]))
  return [...new Set(insurances.filter(({ symbol }) => symbol === undefined).map(({ insurerNumber }) => insurerNumber))]
}

function lastNonce({ database }: PortalContext, verifier: VerifierName): string | undefined {
  return database
    .prepare<[string], string>('SELECT nonce FROM presentation_requests WHERE verifier = ? ORDER BY rowid DESC LIMIT 1')
    .pluck()
    .get(verifier)
}

/** Adds a claim that no register lists: the clinic and the rental desk have no use for a home address. */
function asMoreThanRegistered(query: object, verifier: VerifierName): object {
  const widened = structuredClone(query) as {
    credentials?: { format?: string; claims?: object[]; claim_sets?: unknown }[]
  }
  for (const credential of widened.credentials ?? []) {
    const mdoc = credential.format === 'mso_mdoc'
    const extra = verifier === 'portal' ? 'individual_number' : mdoc ? 'resident_address' : 'insured_name'
    credential.claims = [
      ...(credential.claims ?? []),
      { id: 'more', path: mdoc ? ['org.iso.18013.5.1', extra] : [extra] },
    ]
    delete credential.claim_sets
  }
  return widened
}

function newEncryptionKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify(privateKey.export({ format: 'jwk' }))
}
