// What the issuer and its authorization server say about themselves (OpenID4VCI 12.2, RFC 8414).
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { json } from '../problem.ts'
import { open, type Route } from '../route.ts'
import { secondsOf, signJws, withBrokenJws } from '../sign.ts'
import { strangerFor } from '../stranger.ts'
import {
  type ClaimName,
  credentialNames,
  credentialTypes,
  display,
  insuranceClaimNames,
  issuerName,
  licenceClaimNames,
} from './kinds.ts'

export const batchSize = 4
export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export function issuerOf({ origin }: PortalContext): string {
  return `${origin}/issuer`
}

/** The well-known part stands before the issuer's own path (OpenID4VCI 12.2.2, RFC 8414 3.1). */
export function metadataRoutes(context: PortalContext): Route[] {
  return [
    open('GET /.well-known/openid-credential-issuer/issuer', {
      summary: 'Metadata of the issuer, plain or signed (OpenID4VCI 1.0 12.2)',
      answers: {
        200: { media: ['application/jwt'], json: z.looseObject({ credential_issuer: z.string() }) },
      },
      handle: ({ request }) => metadata(context, request),
    }),
    open('GET /.well-known/oauth-authorization-server/issuer', {
      summary: 'Metadata of its authorization server (RFC 8414)',
      answers: { 200: z.looseObject({ issuer: z.string(), token_endpoint: z.string() }) },
      handle: () => serverMetadata(context),
    }),
  ]
}

/** Plain JSON, or signed when the client asks for application/jwt first (OpenID4VCI 12.2.2 and 12.2.3). */
function metadata(context: PortalContext, request: Request): Response {
  const body = issuerMetadata(context)
  if (!(request.headers.get('accept') ?? '').includes('application/jwt')) return json(body)
  return new Response(signedMetadata(context, body), {
    headers: { 'content-type': 'application/jwt', 'cache-control': 'no-store' },
  })
}

function signedMetadata(context: PortalContext, body: object): string {
  const { world, faults, now } = context
  const signer = faults.strikes('metadata_other_ca')
    ? strangerFor('credentialIssuer', now())
    : world.signers.credentialIssuer
  const at = secondsOf(now())
  const issuer = issuerOf(context)
  const payload = { ...body, iss: issuer, sub: issuer, iat: at, exp: at + 86_400 }
  const jws = signJws('openidvci-issuer-metadata+jwt', payload, signer)
  return faults.strikes('bad_metadata_signature') ? withBrokenJws(jws) : jws
}

export function issuerMetadata(context: PortalContext) {
  const issuer = issuerOf(context)
  return {
    credential_issuer: context.faults.strikes('metadata_other_issuer') ? 'https://issuer.example.invalid' : issuer,
    credential_endpoint: `${issuer}/credential`,
    nonce_endpoint: `${issuer}/nonce`,
    notification_endpoint: `${issuer}/notification`,
    batch_credential_issuance: { batch_size: batchSize },
    display: display(issuerName),
    credential_configurations_supported: {
      'health-insurance': {
        format: 'dc+sd-jwt',
        vct: credentialTypes['health-insurance'],
        scope: 'health-insurance',
        cryptographic_binding_methods_supported: ['jwk'],
        credential_signing_alg_values_supported: ['ES256'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
        credential_metadata: {
          display: faceOf('health-insurance', '#00549a'),
          claims: insuranceClaimNames.map(describe),
        },
      },
      licence: {
        format: 'mso_mdoc',
        doctype: credentialTypes.licence,
        scope: 'licence',
        cryptographic_binding_methods_supported: ['cose_key'],
        // COSE algorithm identifiers are numbers: -7 is ES256 (OpenID4VCI A.2.2).
        credential_signing_alg_values_supported: [-7],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
        credential_metadata: {
          display: faceOf('licence', '#2f6b3a'),
          claims: licenceClaimNames.map(describe),
        },
      },
    },
  }
}

function describe(claim: ClaimName) {
  return { path: claim.path, mandatory: claim.optional !== true, display: display(claim) }
}

function faceOf(kind: keyof typeof credentialNames, background: string) {
  return display(credentialNames[kind]).map((one) => ({
    ...one,
    background_color: background,
    text_color: '#ffffff',
  }))
}

function serverMetadata(context: PortalContext): Response {
  const issuer = issuerOf(context)
  return json({
    issuer,
    token_endpoint: `${issuer}/token`,
    response_types_supported: [],
    grant_types_supported: [preAuthorizedGrant],
    token_endpoint_auth_methods_supported: ['none'],
    'pre-authorized_grant_anonymous_access_supported': true,
  })
}
