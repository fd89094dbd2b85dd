// Trades the offer's code for an access token (OpenID4VCI 1.0 section 6, RFC 8414 for where).
import { z } from 'zod'
import { fail } from '../failure.ts'
import { formBody, httpsText, readJson, readOAuthError, wellKnown } from '../openid/answers.ts'
import { expectOk, isNo } from '../portal/problem.ts'
import type { Fetch } from '../ports.ts'
import type { Issuer } from './metadata.ts'
import { type Offer, preAuthorizedGrant } from './offer.ts'

const serverMetadata = z.looseObject({
  issuer: z.string(),
  token_endpoint: httpsText,
  grant_types_supported: z.array(z.string()).optional(),
  'pre-authorized_grant_anonymous_access_supported': z.boolean().optional(),
})

const tokenBody = z.looseObject({
  access_token: z.string().min(1).max(8_000),
  token_type: z.string().max(40),
  authorization_details: z
    .array(
      z.looseObject({
        type: z.string(),
        credential_configuration_id: z.string().optional(),
        credential_identifiers: z.array(z.string().min(1).max(500)).optional(),
      }),
    )
    .max(32)
    .optional(),
})

export interface AccessToken {
  readonly value: string
  /** By configuration id: what to name in the credential request instead of it (OpenID4VCI 1.0 6.2). */
  readonly identifiers: Readonly<Record<string, string>>
}

/**
 * Where the code is redeemed: the authorization server of the offer, or the issuer's only one.
 * @throws offer.invalid, portal.*
 */
export async function fetchTokenEndpoint(fetch: Fetch, issuer: Issuer, offer: Offer): Promise<URL> {
  const named = offer.authorizationServer
  if (named !== undefined && !issuer.authorizationServers.includes(named))
    invalid('authorization server not of this issuer')
  const [first, ...others] = issuer.authorizationServers
  if (named === undefined && others.length > 0) invalid('which authorization server is not said')
  const server = named ?? first ?? invalid('no authorization server')
  const response = await fetch(
    new Request(wellKnown(server, 'oauth-authorization-server'), { headers: { accept: 'application/json' } }),
  )
  await expectOk(response)
  const metadata = await readJson(response, serverMetadata)
  if (metadata.issuer !== server) invalid('metadata of another authorization server')
  if (metadata['pre-authorized_grant_anonymous_access_supported'] !== true)
    invalid('the issuer wants a registered wallet')
  if (metadata.grant_types_supported?.includes(preAuthorizedGrant) === false) invalid('grant not supported')
  return new URL(metadata.token_endpoint)
}

/** @throws offer.codeWrong, offer.expired, offer.invalid, portal.* */
export async function requestToken(
  fetch: Fetch,
  endpoint: URL,
  offer: Offer,
  txCode: string | undefined,
): Promise<AccessToken> {
  const body = formBody({ grant_type: preAuthorizedGrant, 'pre-authorized_code': offer.code, tx_code: txCode })
  const response = await fetch(new Request(endpoint, { method: 'POST', headers: { accept: 'application/json' }, body }))
  if (isNo(response)) refused(await readOAuthError(response), txCode !== undefined)
  await expectOk(response)
  const token = await readJson(response, tokenBody)
  if (token.token_type.toLowerCase() !== 'bearer') fail({ code: 'portal.badAnswer', detail: 'token_type' })
  return { value: token.access_token, identifiers: identifiersIn(token) }
}

/**
 * `invalid_grant` stands for a wrong transaction code as well as for a code that has run out (6.3); where one was typed,
 * the typing is the likelier mistake, and trying again tells.
 */
function refused(error: string | undefined, withTxCode: boolean): never {
  if (error === 'invalid_tx_code' || (error === 'invalid_grant' && withTxCode)) fail({ code: 'offer.codeWrong' })
  if (error === 'invalid_grant') fail({ code: 'offer.expired' })
  fail({ code: 'portal.refused', reason: error ?? 'token refused' })
}

function identifiersIn({ authorization_details: details }: z.infer<typeof tokenBody>): Record<string, string> {
  return Object.fromEntries(
    (details ?? []).flatMap(({ type, credential_configuration_id: id, credential_identifiers: [first] = [] }) =>
      type === 'openid_credential' && id !== undefined && first !== undefined ? [[id, first]] : [],
    ),
  )
}

function invalid(detail: string): never {
  fail({ code: 'offer.invalid', detail })
}
