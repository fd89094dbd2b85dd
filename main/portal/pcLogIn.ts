// Log-in by the key that is enrolled for this PC: a pushed authorization request (RFC 9126) becomes a code.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { fail } from '../failure.ts'
import { formBody, readJson } from '../openid/answers.ts'
import type { Fetch } from '../ports.ts'
import type { BoundFetch } from './boundFetch.ts'
import { expectUnless } from './problem.ts'
import { endpoint, issuerOf, type PortalProfile } from './profile.ts'
import type { ClientMembers, CodeToRedeem } from './tokens.ts'

const pushedBody = z.looseObject({ request_uri: z.string().min(1).max(500) })

/** Claims of the assertion by which the PC proves itself (RFC 7523 3): one audience, one use, one minute. */
export function assertionClaims(profile: PortalProfile, deviceId: string, at: Date): object {
  const iat = Math.floor(at.getTime() / 1000)
  return { iss: deviceId, sub: deviceId, aud: issuerOf(profile), jti: randomUUID(), iat, exp: iat + 60 }
}

/** @param assertion the signed claims */
export const clientMembers = (deviceId: string, assertion: string): ClientMembers => ({
  client_id: deviceId,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
})

/**
 * @returns the code with everything that it takes to redeem it
 * @throws enrolment.ended, portal.badAnswer when state or issuer of the answer are not ours (RFC 9207), portal.*
 */
export async function authorizePc(
  { fetch, send, profile }: { fetch: Fetch; send: BoundFetch; profile: PortalProfile },
  client: ClientMembers,
): Promise<Required<CodeToRedeem>> {
  const [codeVerifier, state, nonce] = [newText(), newText(), newText()]
  // Nobody listens there: the answer is read from the address that the portal names, which no browser ever opens.
  const { redirectUri } = profile
  const form = formBody({
    ...client,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: profile.scopes.join(' '),
    ...(profile.acrValues.length === 0 ? {} : { acr_values: profile.acrValues.join(' ') }),
    state,
    nonce,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const pushed = await send({ method: 'POST', url: endpoint(profile, 'par'), form })
  const { request_uri: requestUri } = await readJson(await expectEnrolled(pushed), pushedBody)
  const url = endpoint(profile, 'authorize')
  url.search = new URLSearchParams({ client_id: client.client_id, request_uri: requestUri }).toString()
  const answer = await fetch(new Request(url, { redirect: 'manual' }))
  const code = codeIn(
    answer.status === 303 || answer.status === 302 ? answer : await expectEnrolled(answer),
    state,
    profile,
  )
  return { code, codeVerifier, redirectUri, nonce }
}

/** RFC 6749 4.1.2, RFC 9207 2.4. */
function codeIn(answer: Response, state: string, profile: PortalProfile): string {
  const location = answer.headers.get('location') ?? ''
  if (!location.startsWith(`${profile.redirectUri}?`) || location.length > 4_000) bad('redirect')
  const told = new URL(location).searchParams
  if (told.get('state') !== state) bad('state')
  if (told.get('iss') !== issuerOf(profile)) bad('iss')
  if (told.get('error') !== null) fail({ code: 'portal.refused', reason: 'access_denied' })
  return told.get('code') ?? bad('code')
}

const expectEnrolled = (response: Response): Promise<Response> =>
  expectUnless(response, { invalid_client: { code: 'enrolment.ended' } })

const newText = (): string => randomBytes(32).toString('base64url')
const bad = (detail: string): never => fail({ code: 'portal.badAnswer', detail })
