// Who asks, for what, and where the answer goes: judges a signed request before a person sees it.
import { z } from 'zod'
import type { Bilingual } from '../../preload/shapes/common.ts'
import type { Trust } from '../certificates/trust.ts'
import type { PresentationBinding } from '../drawer/contract/sharing.ts'
import { fail } from '../failure.ts'
import { httpsUrl } from '../openid/answers.ts'
import { verifySignedJwt } from '../openid/signedJwt.ts'
import { checkClientId } from './clientId.ts'
import { chooseEncryption, clientMetadata } from './clientMetadata.ts'
import type { DcqlQuery } from './dcql.ts'
import { parseDcql } from './parseDcql.ts'
import { findRegistration, overAsked, verifierInfo } from './registration.ts'
import type { RequestLink } from './requestLink.ts'

export interface VerifiedRequest {
  readonly query: DcqlQuery
  /** What binds the answer to this request. */
  readonly binding: PresentationBinding
  readonly verifier: {
    readonly name: Bilingual
    readonly certificateSubject: string
    readonly host: string
    readonly privacyPolicy?: string
    /** As registered: how to write to it. */
    readonly contact?: string
  }
  /** As registered; the verifier cannot put its own words there. */
  readonly purposes: readonly Bilingual[]
}

export interface RequestContext {
  readonly link: RequestLink
  readonly walletNonce?: string
  readonly trust: Trust
  readonly at: Date
}

/** OpenID4VP 1.0 5.2: URL-safe characters only. */
const urlSafe = z.string().regex(/^[A-Za-z0-9._~-]{1,1024}$/)

const requestPayload = z.looseObject({
  client_id: z.string().min(1).max(1_000),
  response_type: z.literal('vp_token'),
  response_mode: z.enum(['direct_post', 'direct_post.jwt']),
  response_uri: z.string().refine((text) => httpsUrl(text) !== undefined),
  nonce: urlSafe,
  state: urlSafe.optional(),
  aud: z.literal('https://self-issued.me/v2'),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  exp: z.number().optional(),
  dcql_query: z.unknown().optional(),
  client_metadata: clientMetadata.optional(),
  verifier_info: verifierInfo.optional(),
})

/** A clock that runs behind ours by so much is no reason to refuse. */
const skewSeconds = 60

/**
 * The request, when everything about it holds: signed by the client, known to this realm, registered for what it asks,
 * well-formed, and in time.
 *
 * @throws request.invalid, request.signatureInvalid, request.expired, verifier.untrusted, verifier.overAsks
 * @see OpenID4VP 1.0 section 5, RFC 9101, HAIP 1.0 section 5
 */
export async function verifyRequest(
  jwt: string,
  { link, walletNonce, trust, at }: RequestContext,
): Promise<VerifiedRequest> {
  const signed = await verifySignedJwt(jwt, {
    typ: 'oauth-authz-req+jwt',
    anchors: trust.verifiers,
    purpose: 'verifier',
    at,
  })
  if (!signed.ok) {
    if (signed.why === 'signature') fail({ code: 'request.signatureInvalid' })
    if (signed.why === 'untrusted') fail({ code: 'verifier.untrusted', name: signed.name })
    invalid(signed.detail)
  }
  const { payload } = signed
  refuseWhatIsNotUnderstood(payload)
  const parsed = requestPayload.safeParse(payload)
  if (!parsed.success) fail({ code: 'request.invalid', detail: firstPlace(parsed.error) }, parsed.error)
  const request = parsed.data
  if (request.client_id !== link.clientId) invalid('client_id differs from the link')
  if (walletNonce !== undefined && payload['wallet_nonce'] !== walletNonce) invalid('wallet_nonce')
  checkTime(request, at)
  const responseUri = new URL(request.response_uri)
  checkClientId(request.client_id, signed.leaf, responseUri)

  const query = parseDcql(request.dcql_query)
  if (request.state === undefined && query.credentials.some((one) => !one.require_cryptographic_holder_binding)) {
    invalid('state is missing where a credential is asked without holder binding')
  }
  const registration = await findRegistration(
    request.verifier_info,
    { id: request.client_id, name: signed.name },
    trust,
    at,
  )
  const excess = overAsked(query, registration)
  if (excess.length > 0) fail({ code: 'verifier.overAsks', name: signed.name, attributes: excess })

  return {
    query,
    binding: {
      clientId: request.client_id,
      nonce: request.nonce,
      responseUri: request.response_uri,
      ...(request.state === undefined ? {} : { state: request.state }),
      ...(request.response_mode === 'direct_post.jwt' ? { encryption: chooseEncryption(request.client_metadata) } : {}),
    },
    verifier: {
      name: registration.name,
      certificateSubject: signed.leaf.facts.subject,
      host: responseUri.host,
      ...(registration.privacy_policy === undefined ? {} : { privacyPolicy: registration.privacy_policy }),
      ...(registration.contact === undefined ? {} : { contact: registration.contact }),
    },
    purposes: registration.purposes,
  }
}

/** Members that would change what the answer means, and that this wallet has no answer for. */
function refuseWhatIsNotUnderstood(payload: Readonly<Record<string, unknown>>): void {
  // One unknown type refuses the whole request, and every type is unknown here (OpenID4VP 1.0 5.1, 8.5).
  if (payload['transaction_data'] !== undefined) invalid('invalid_transaction_data')
  if (payload['redirect_uri'] !== undefined) invalid('redirect_uri together with response_uri')
  const query = payload['dcql_query'] !== undefined
  const scope = payload['scope'] !== undefined
  if (query === scope) invalid('exactly one of dcql_query and scope')
  // No profile of this wallet gives a scope a meaning.
  if (scope) invalid('invalid_scope')
}

function checkTime({ iat, nbf, exp }: z.infer<typeof requestPayload>, at: Date): void {
  const now = at.getTime() / 1000
  if (exp !== undefined && exp <= now) fail({ code: 'request.expired' })
  if (Math.max(iat ?? 0, nbf ?? 0) > now + skewSeconds) invalid('iat or nbf lies in the future')
}

/** The first member that does not fit, by name. */
function firstPlace(error: z.ZodError): string {
  return error.issues[0]?.path.map(String).join('.') ?? 'shape'
}

function invalid(detail: string): never {
  fail({ code: 'request.invalid', detail })
}
