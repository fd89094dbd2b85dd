// The signed request object (OpenID4VP 5, RFC 9101), made anew each time it is fetched.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { newSecret } from '../secrets.ts'
import { privateKeyOf, secondsOf, signJws, withBrokenJws } from '../sign.ts'
import { clientIdOf, strangerFor } from '../stranger.ts'
import { registrationJwt } from './registration.ts'
import { findRequest, type PresentationRequest } from './requests.ts'

const walletNonce = z.string().regex(/^[\w.~-]{1,256}$/)

export function requestObjectRoutes(context: PortalContext): Route[] {
  const answers = { 200: { media: ['application/oauth-authz-req+jwt'] } }
  return [
    open('GET /verifiers/:verifier/requests/:id', {
      summary: 'A signed request object (OpenID4VP 1.0 5, RFC 9101)',
      answers,
      handle: ({ params }) => requestObject(context, params, undefined),
    }),
    open('POST /verifiers/:verifier/requests/:id', {
      summary: 'The same with a nonce of the wallet (OpenID4VP 1.0 5.10)',
      oauth: 'invalid_request',
      form: z.looseObject({ wallet_nonce: walletNonce.optional(), wallet_metadata: z.string().optional() }),
      answers,
      handle: ({ params, body }) => requestObject(context, params, body.wallet_nonce),
    }),
  ]
}

function requestObject(
  context: PortalContext,
  params: Readonly<Record<string, string>>,
  nonce: string | undefined,
): Response {
  const request = findRequest(context, params['id'] ?? '')
  if (request === undefined || request.verifier !== params['verifier']) throw new Problem('not_found')
  if (request.state !== 'pending') throw new Problem('window_closed', 'the request was answered')
  return new Response(signedRequest(context, request, nonce), {
    headers: { 'content-type': 'application/oauth-authz-req+jwt', 'cache-control': 'no-store' },
  })
}

function signedRequest(context: PortalContext, request: PresentationRequest, nonce: string | undefined): string {
  const { world, faults, now } = context
  const stranger = faults.strikes('request_other_ca')
  const signer = stranger ? strangerFor(request.verifier, now()) : world.signers.verifiers[request.verifier]
  const clientId = faults.strikes('request_other_client')
    ? `x509_hash:${createHash('sha256').update(newSecret()).digest('base64url')}`
    : clientIdOf(signer)
  const sentNonce = nonce !== undefined && faults.strikes('wrong_wallet_nonce') ? newSecret() : nonce
  const payload = {
    iss: clientId,
    // Static discovery of the wallet (OpenID4VP 5.8).
    aud: 'https://self-issued.me/v2',
    client_id: clientId,
    response_type: 'vp_token',
    response_mode: request.responseMode,
    response_uri: responseUri(context, request),
    nonce: request.nonce,
    state: request.stateValue,
    dcql_query: JSON.parse(request.query),
    client_metadata: clientMetadata(request),
    ...(faults.strikes('unregistered')
      ? {}
      : {
          verifier_info: [{ format: 'jwt', data: registrationJwt(context, request.verifier, request.purpose) }],
        }),
    ...(sentNonce === undefined ? {} : { wallet_nonce: sentNonce }),
    iat: secondsOf(now()),
    exp: Math.floor(request.expiresAt / 1000),
  }
  const jws = signJws('oauth-authz-req+jwt', payload, signer)
  return faults.strikes('bad_request_signature') ? withBrokenJws(jws) : jws
}

/** Where the answer goes; also part of the mdoc session transcript (OpenID4VP B.2.6.1). */
export function responseUri({ origin }: PortalContext, { verifier, id }: PresentationRequest): string {
  return `${origin}/verifiers/${verifier}/responses/${id}`
}

/** The public half of the request's key as it stands in client_metadata. */
export function encryptionJwk(request: PresentationRequest) {
  if (request.encryptionKey === null) return undefined
  const { kty, crv, x, y } = privateKeyOf(request.encryptionKey).export({ format: 'jwk' })
  return { kty, crv, x, y, use: 'enc', alg: 'ECDH-ES', kid: `enc-${request.id}` }
}

function clientMetadata(request: PresentationRequest): object {
  const key = encryptionJwk(request)
  return {
    vp_formats_supported: {
      'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
      mso_mdoc: { issuerauth_alg_values: [-7], deviceauth_alg_values: [-7] },
    },
    ...(key === undefined
      ? {}
      : { jwks: { keys: [key] }, encrypted_response_enc_values_supported: ['A256GCM', 'A128GCM'] }),
  }
}
