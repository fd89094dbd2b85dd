import { randomBytes } from 'node:crypto'
import { fail } from '../failure.ts'
import { formBody, mediaType, readText } from '../openid/answers.ts'
import { expectOk } from '../portal/problem.ts'
import type { Fetch } from '../ports.ts'
import type { RequestLink } from './requestLink.ts'

export interface FetchedRequest {
  readonly jwt: string
  /** What the request must repeat when it was asked for by POST (OpenID4VP 1.0 5.10). */
  readonly walletNonce?: string
}

const requestType = 'application/oauth-authz-req+jwt'

/** What the wallet can do, told only to a verifier that asks by POST (OpenID4VP 1.0 10). */
const walletMetadata = {
  vp_formats_supported: {
    'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256', 'ES384'], 'kb-jwt_alg_values': ['ES256'] },
    mso_mdoc: { issuerauth_alg_values: [-7, -35], deviceauth_alg_values: [-7] },
  },
  client_id_prefixes_supported: ['x509_hash', 'x509_san_dns'],
  request_object_signing_alg_values_supported: ['ES256', 'ES384'],
  response_types_supported: ['vp_token'],
  response_modes_supported: ['direct_post', 'direct_post.jwt'],
}

/**
 * Gets the signed request that the link stands for.
 * @throws portal.*, request.expired when it is not there (any more), request.invalid
 */
export async function fetchRequest(fetch: Fetch, link: RequestLink): Promise<FetchedRequest> {
  if (link.kind === 'value') return { jwt: link.jwt }
  const walletNonce = link.method === 'post' ? randomBytes(16).toString('base64url') : undefined
  const response = await fetch(
    new Request(link.uri, {
      headers: { accept: requestType },
      ...(walletNonce === undefined
        ? {}
        : {
            method: 'POST',
            body: formBody({ wallet_metadata: JSON.stringify(walletMetadata), wallet_nonce: walletNonce }),
          }),
    }),
  )
  // Verifiers forget a request once it was answered or has run out; which of the two, they do not say.
  if ([400, 404, 410].includes(response.status)) fail({ code: 'request.expired' })
  await expectOk(response)
  if (mediaType(response) !== requestType) fail({ code: 'request.invalid', detail: 'media type of the request' })
  const jwt = (await readText(response)).trim()
  return walletNonce === undefined ? { jwt } : { jwt, walletNonce }
}
