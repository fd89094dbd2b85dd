// Log-in by card: a challenge, signed with the authentication key, becomes a code and the code a session.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { fail } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import type { Fetch } from '../ports.ts'
import type { PortalResources } from './api.ts'
import { expectSuccess } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import { statementBytes } from './statement.ts'
import type { CodeToRedeem } from './tokens.ts'

const challengeBody = z.looseObject({
  login_id: z.string().regex(/^[\w-]{1,200}$/),
  nonce: z.string().min(16).max(500),
  origin: z.string().max(500),
  expires_in: z.number().positive().max(600),
})
const codeBody = z.looseObject({ code: z.string().min(1).max(2_000) })

export interface LogInChallenge {
  readonly loginId: string
  /** What the card signs. */
  readonly message: Uint8Array
  /** PKCE (RFC 7636): only who asked for the challenge can redeem the code. */
  readonly codeVerifier: string
}

/**
 * Asked for before the card is touched.
 * @throws portal.otherOrigin when the challenge is for somebody else: signing it would log them in; portal.*
 */
export async function fetchChallenge(fetch: Fetch, profile: PortalProfile): Promise<LogInChallenge> {
  const codeVerifier = randomBytes(32).toString('base64url')
  const response = await fetch(
    jsonRequest(endpoint(profile, 'challenge'), {
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    } satisfies PortalResources['POST /api/login/card/challenge']['body']),
  )
  const { login_id: loginId, nonce, origin } = await readJson(await expectSuccess(response), challengeBody)
  if (origin !== profile.origin) fail({ code: 'portal.otherOrigin' })
  return { loginId, message: logInMessage(origin, nonce, loginId), codeVerifier }
}

/** The bytes to sign: purpose, origin, nonce and log-in id, as statement.ts joins them. */
export const logInMessage = (origin: string, nonce: string, loginId: string): Uint8Array =>
  statementBytes('tefuda/login/1', origin, nonce, loginId)

/**
 * Hands in what the card signed.
 * @returns the code, to be redeemed at once
 * @throws portal.refused (for example cert_revoked, nonce_expired), portal.*
 */
export async function sendProof(
  fetch: Fetch,
  profile: PortalProfile,
  { loginId, codeVerifier }: LogInChallenge,
  proof: { readonly signature: Uint8Array; readonly certificate: Uint8Array },
): Promise<CodeToRedeem> {
  const verified = await fetch(
    jsonRequest(endpoint(profile, 'verify'), {
      login_id: loginId,
      signature: Buffer.from(proof.signature).toString('base64url'),
      certificate: Buffer.from(proof.certificate).toString('base64url'),
    } satisfies PortalResources['POST /api/login/card/verify']['body']),
  )
  const { code } = await readJson(await expectSuccess(verified), codeBody)
  return { code, codeVerifier }
}

function jsonRequest(url: URL, body: object): Request {
  return new Request(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
