// A code becomes the tokens of a session, and a refresh token the next ones (RFC 6749 4.1.3, 6), bound to the session's key.
import { z } from 'zod'
import { fail } from '../failure.ts'
import { formBody, readJson } from '../openid/answers.ts'
import type { Fetch } from '../ports.ts'
import type { BoundFetch } from './boundFetch.ts'
import { verifyIdToken } from './idToken.ts'
import { expectSuccess, expectUnless } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'

const token = z.string().min(1).max(8_000)
const tokensBody = z.looseObject({
  access_token: token,
  token_type: z.string().max(40),
  expires_in: z.number().positive().max(86_400),
  refresh_token: token,
  /** Not OAuth's own; the profile says it where the portal does not. */
  session_idle_seconds: z.number().positive().max(86_400).optional(),
})
const firstTokensBody = tokensBody.extend({ id_token: token })

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: string
  readonly idleSeconds: number
}

/** Members of the form that name the client and, for an enrolled PC, prove it. */
export type ClientMembers = Readonly<Record<string, string>> & { readonly client_id: string }

export interface CodeToRedeem {
  readonly code: string
  readonly codeVerifier: string
  readonly redirectUri?: string
  /** Of the authorization request, for the ID token. */
  readonly nonce?: string
}

/** @returns the tokens, and `sub` of the ID token that was verified @throws portal.* */
export async function redeemCode(
  { fetch, send, profile, at }: { fetch: Fetch; send: BoundFetch; profile: PortalProfile; at: Date },
  { code, codeVerifier, redirectUri, nonce }: CodeToRedeem,
  client: ClientMembers,
): Promise<Tokens & { readonly subject: string }> {
  const form = formBody({
    grant_type: 'authorization_code',
    code,
    code_verifier: codeVerifier,
    redirect_uri: redirectUri,
    ...client,
  })
  const response = await send({ method: 'POST', url: endpoint(profile, 'token'), form })
  const body = await readJson(await expectSuccess(response), firstTokensBody)
  const subject = await verifyIdToken(fetch, profile, body.id_token, { clientId: client.client_id, nonce, at })
  return { ...tokensOf(body, profile, at), subject }
}

/** @throws session.expired when the portal takes it no more, portal.* */
export async function refreshTokens(
  { send, profile, at }: { send: BoundFetch; profile: PortalProfile; at: Date },
  refreshToken: string,
  client: ClientMembers,
): Promise<Tokens> {
  const form = formBody({ grant_type: 'refresh_token', refresh_token: refreshToken, ...client })
  const response = await send({ method: 'POST', url: endpoint(profile, 'token'), form })
  const over = { code: 'session.expired' } as const
  const taken = await expectUnless(response, { invalid_grant: over, invalid_client: over })
  return tokensOf(await readJson(taken, tokensBody), profile, at)
}

function tokensOf(body: z.output<typeof tokensBody>, { session }: PortalProfile, at: Date): Tokens {
  // Without the binding a stolen token would work for anybody (RFC 9449 5).
  if (body.token_type.toLowerCase() !== 'dpop') fail({ code: 'portal.badAnswer', detail: 'token_type' })
  return {
    accessToken: body.access_token,
    refreshToken: body.refresh_token,
    expiresAt: new Date(at.getTime() + body.expires_in * 1000).toISOString(),
    idleSeconds: body.session_idle_seconds ?? session.idleSeconds,
  }
}
